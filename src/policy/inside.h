/*
 * The inside of a policy, for the files of this folder that read it: each
 * section of the YAML has one reader, called in the order of this list, and
 * finds what it refers to in the sections before its own.
 */
#ifndef POLICY_INSIDE_H
#define POLICY_INSIDE_H

#include "policy/node.h"
#include "policy/policy.h"

struct days;

struct named_calendar {
	const char *name;
	struct calendar *calendar;	/* ready, freed with the policy; NULL: faulty */
	bool lists_days;		/* so that years may be missing */
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
	size_t promises_n;
	struct pause_rule *pauses;
	size_t pauses_n;
	struct message_rule *messages;
	size_t messages_n;
	struct survey_rule *surveys;
	size_t surveys_n;
	struct group_rule *groups;
	size_t groups_n;
};

/*
 * Readers of sections; NULL (no such section) reads as none. Rule arrays run
 * parallel to the section's children, so that checks find a rule's node.
 */
void	words_read(struct policy *, const struct node *);
void	fields_read(struct policy *, const struct node *);
void	calendars_read(struct policy *, const struct node *, const char *bundle,
	int first_year, int last_year);
void	templates_read(struct policy *, const struct node *);
void	defaults_read(struct policy *, const struct node *);
void	ladders_read(struct policy *, const struct node *);
void	promises_read(struct policy *, const struct node *);
void	pauses_read(struct policy *, const struct node *);
void	messages_read(struct policy *, const struct node *);
void	surveys_read(struct policy *, const struct node *);
void	groups_read(struct policy *, const struct node *);

/* What can only be said when all rules are read: events, equal rules. */
void	rules_check(const struct policy *, const struct node *root);

/* The key "for": case, booking .. ; "case" where absent. */
const char *subject_read(const struct node *);

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

/* A date field of a subject: of the table (events.c) or declared. */
bool	moment_known(const struct policy *, const char *subject,
	const char *field);

/* The same for a node; a complaint and NULL when there is none. */
const char *moment_node(const struct policy *, const char *subject,
	const struct node *);

/* "departs - 3d .. departs - 1d, 10:00" (policy.h, struct window). */
bool	window_read(const struct policy *, const char *subject,
	const struct node *, struct window *);

/* Is it an event: of the table, of words "events", or what keeps a promise? */
bool	event_known(const struct policy *, const char *event);

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
