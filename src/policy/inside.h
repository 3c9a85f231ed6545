/*
 * The inside of a policy, for the files of this folder that read it: each
 * section of the YAML has one reader, called in the order of this list, and
 * finds what it refers to in the sections before its own.
 */
#ifndef POLICY_INSIDE_H
#define POLICY_INSIDE_H

#include "policy/access.h"
#include "policy/figures.h"
#include "policy/handling.h"
#include "policy/keys.h"
#include "policy/money.h"
#include "policy/node.h"
#include "policy/policy.h"
#include "policy/steps.h"
#include "policy/surveys.h"

struct days;

struct named_calendar {
	const char *name;
	struct calendar *calendar;	/* ready, freed with the policy; NULL: faulty */
	bool lists_days;		/* so that years may be missing */
};

struct role_use {
	const char *role;
	struct mark mark;
};

/* Roles that rules name, collected while references are read. */
struct role_uses {
	struct role_use *v;
	size_t n, cap;
};

struct policy {
	struct arena *arena;
	struct policy_head head;
	struct words *lists;
	size_t lists_n;
	struct field_rule *fields;
	size_t fields_n;
	struct named_calendar *calendars;
	size_t calendars_n;
	struct days *days;		/* files of days, read once each */
	struct template *templates;
	size_t templates_n;
	struct change_rule *changes;
	size_t changes_n;
	struct ladder *ladders;
	size_t ladders_n;
	struct promise_rule *promises;
	const struct node **promise_nodes;	/* where each was said */
	size_t promises_n;
	struct pause_rule *pauses;
	size_t pauses_n;
	struct message_rule *messages;
	size_t messages_n;
	struct survey_rule *surveys;
	size_t surveys_n;
	struct group_rule *groups;
	size_t groups_n;
	struct role_uses *roles;
	struct day_list *dates;
	size_t dates_n;
	struct plan *stages;		/* NULL: none */
	struct plan *plans, *qas;
	size_t plans_n, qas_n;
	struct derived_rule *derived;
	size_t derived_n;
	struct opens_rule *opens;
	size_t opens_n;
	struct assign_rule *assigns;
	size_t assigns_n;
	struct approval_rule *approvals;
	size_t approvals_n;
	struct hold_rule *holds;
	size_t holds_n;
	struct money_limit *limits;
	size_t limits_n;
	struct fund *fund;		/* NULL: none */
	struct pay_table *pay_tables;
	size_t pay_tables_n;
	struct offer_rule *offers;
	size_t offers_n;
	struct indicator_rule *indicators;
	size_t indicators_n;
	struct report_rule *reports;
	size_t reports_n;
	struct role_rights *rights;
	size_t rights_n;
	struct retention_rule *retention;
	size_t retention_n;
	struct consent_rule *consents;
	size_t consents_n;
	struct partner_rule *partner;	/* NULL: none */
	struct shift_rule *shifts;
	size_t shifts_n;
};

/*
 * Readers of sections; NULL (no such section) reads as none. Rule arrays run
 * parallel to the section's children, so that checks find a rule's node;
 * promises have their nodes beside them, for one node may make several.
 */
void	words_read(struct policy *, const struct node *words,
	const struct node *retired);
void	fields_read(struct policy *, const struct node *);
void	reckoned_read(struct policy *, const struct node *fields);
void	calendars_read(struct policy *, const struct node *, const char *bundle);
void	templates_read(struct policy *, const struct node *);
void	defaults_read(struct policy *, const struct node *);
void	ladders_read(struct policy *, const struct node *);
void	promises_read(struct policy *, const struct node *);
void	pauses_read(struct policy *, const struct node *);
void	messages_read(struct policy *, const struct node *);
void	surveys_read(struct policy *, const struct node *);
void	groups_read(struct policy *, const struct node *);
void	day_lists_read(struct policy *, const struct node *);
void	stages_read(struct policy *, const struct node *);
const struct node *stages_node(const struct node *section);
void	plans_read(struct policy *, const struct node *);
void	qa_read(struct policy *, const struct node *);
void	derived_read(struct policy *, const struct node *);
void	opens_read(struct policy *, const struct node *);
void	holds_read(struct policy *, const struct node *);
void	assign_read(struct policy *, const struct node *);
void	approval_read(struct policy *, const struct node *);
void	money_read(struct policy *, const struct node *);
void	pay_tables_read(struct policy *, const struct node *);
void	offers_read(struct policy *, const struct node *);
void	indicators_read(struct policy *, const struct node *);
void	reports_read(struct policy *, const struct node *);
void	rights_read(struct policy *, const struct node *);
void	retention_read(struct policy *, const struct node *);
void	consents_read(struct policy *, const struct node *);
void	partner_read(struct policy *, const struct node *);
void	roster_read(struct policy *, const struct node *);

/* Complain of years from first to last whose days off a calendar does not
 * list, as defaults say. */
void	years_check(const struct policy *, const struct node *calendars,
	int first_year, int last_year);

/* What can only be said when all rules are read: events, equal rules. */
void	rules_check(const struct policy *, const struct node *root);
void	steps_check(const struct policy *, const struct node *root);

/* The key "for": case, booking .. ; "case" where absent. */
const char *subject_read(const struct node *);
bool	subject_known(const char *);

/* A fact, field or date of a subject by its name; NULL and a complaint where
 * there is none. Dates give a fact of type number. */
const struct fact_kind *fact_ref(const struct policy *, const char *subject,
	const struct node *, const char *name);

/* month, quarter ..: an enum period_kind; -1: absent or wrong. */
int	period_node(const struct node *);

/* A base of money: fee, unused ..; "otherwise" where absent. */
const char *base_node(const struct policy *, const struct node *,
	const char *otherwise);

/*
 * A reference to a word of a list, by name or title: its name, or NULL after
 * a complaint. Where the policy has no such list any word is taken. "what"
 * names it for people. roles know "owner" and channels the usual ways of
 * delivery without being told.
 */
const char *word_ref(const struct policy *, const char *list, const char *what,
	const struct node *, const char *text);
const char *word_node(const struct policy *, const char *list,
	const char *what, const struct node *);
struct names word_nodes(const struct policy *, const char *list,
	const char *what, const struct node *);

/* Whom something tells: roles, and who is named by where he stands to the case
 * or group ("supervisor+1", "team", "group"). */
struct names notify_nodes(const struct policy *, const struct node *);

/* The same of a node's key. */
const char *word_key(const struct policy *, const char *list,
	const char *what, const struct node *);

/* A date field of a subject: of the table (events.c) or declared. */
bool	moment_known(const struct policy *, const char *subject,
	const char *field);

/* The same for a node; a complaint and NULL when there is none. */
const char *moment_node(const struct policy *, const char *subject,
	const struct node *);

/* "delivered + 1y" of a node: the field and the offset of a moment. */
bool	anchor_node(const struct policy *, const char *subject,
	const struct node *, struct moment *);

/* "departs - 3d .. departs - 1d, 10:00" (policy.h, struct window). */
bool	window_read(const struct policy *, const char *subject,
	const struct node *, struct window *);

/* Complain of an unknown event, unless it is known or absent. */
void	event_check(const struct policy *, const struct node *,
	const char *event);

/* Warn of an event that nothing of ours makes and that looks like one that
 * something does: what waits for a misspelt event is never kept. */
void	event_doubt(const struct policy *, const struct node *,
	const char *event);

/* The conditions of a node about that subject; NULL: none, or faulty. */
const struct when *when_read(const struct policy *, const char *subject,
	const struct node *);

/* The time zone of that name; a complaint when there is none. */
const struct zone *zone_node(const struct node *);

/* The calendar of that name; a complaint when there is none. */
const struct calendar *calendar_node(const struct policy *,
	const struct node *);

/* A template's name; a complaint when the policy has none of it. */
const char *template_node(const struct policy *, const struct node *);

/* A span that needs a calendar has one? Else a complaint. */
void	span_check(const struct policy *, const struct node *, struct span,
	const struct calendar *own);

#endif
