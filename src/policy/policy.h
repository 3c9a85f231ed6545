/*
 * A policy: the company's rules, read from YAML, typed and checked.
 *
 * care-policy(5) says what every key means. A policy is read-only once
 * loaded; everything in it lives until policy_free().
 */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/complaint.h"
#include "policy/facts.h"
#include "policy/when.h"
#include "time/calendar.h"
#include "time/span.h"
#include "time/zone.h"

struct policy;

/* How a question is answered. */
enum question_scale {
	SCALE_5,	/* 1 to 5 */
	SCALE_7,	/* 1 to 7 */
	SCALE_10,	/* 0 to 10 */
	SCALE_FLAG, SCALE_TEXT
};

struct word {
	const char *name;	/* ASCII: what the store keeps */
	const char *title;	/* what people read; the name when none is given */
	bool retired;		/* readable in old cases, not for new ones */
	int share;		/* liabilities: thousandths that we bear; -1: not said */
	bool has_silence;	/* channels: nothing came for so long is odd */
	struct span silence;
	enum question_scale scale;	/* questions */
	const char *about;	/* questions: name of a figure of several; or NULL */
};

/* A list of words: kinds, channels, severities (rising), roles, ... */
struct words {
	const char *list;	/* "kinds", "severities" .. */
	const struct word *v;
	size_t n;
};

/* "departs - 3d, 10:00": a date field, an offset, a time of day. */
struct moment {
	const char *field;	/* departs, returns, booked, received ..; NULL: inherits */
	struct span offset;	/* with its sign; never rolls */
	int second;		/* of the local day; -1: the field's own */
};

/*
 * "returns + 1d, 10:00 .. 20:00": opens at 10:00 and is late from 20:00 of
 * the same day. "departs - 3d .. departs - 1d, 10:00": opens at 10:00 of the
 * first day, is late after the last day (to.second is -1: the day's 24:00).
 * A moment alone is a window that ends with its own day.
 */
struct window {
	struct moment from, to;
	const char *text;	/* as written, for people and for the store */
};

struct names {			/* a list of words or roles */
	const char *const *v;
	size_t n;
};

struct promise_rule {
	const char *name;
	const char *subject;	/* case, booking, customer, .. (key "for") */
	const struct when *when;
	const char *from;	/* event or date field that starts it; "received" */
	const char *to;		/* event that keeps it; the rule's name */
	bool has_within;
	struct span within;
	bool has_window;	/* instead of within */
	struct window window;
	bool recurs;
	struct span every;
	bool any_entry;		/* from: its clock begins anew with each entry */
	bool from_last_kept;	/* next turn starts when the last was kept */
	const char *until;	/* event that ends the recurring, or NULL */
	const char *owes;	/* role; "owner" */
	const char *by;		/* channel of a call or visit, or NULL */
	const char *purpose;	/* service, care, ..; NULL: service */
	const struct ladder *ladder;	/* NULL: nobody is told */
	bool hard;		/* nothing moves it later */
	const struct when *unless;	/* no promise while these hold; or NULL */
	bool turns_each;	/* every "from" event makes a turn of its own */
	bool turns_once;	/* only the first does, even after it ended */
	const char *due;	/* date field that is the due time; or NULL */
	bool has_margin;
	struct span margin;	/* our own limit is so much before the due time */
	const struct calendar *calendar;	/* of its own; NULL: the defaults */
	struct names needs;	/* fields that must be filled when it is kept */
	const char *before;	/* event that is refused while it is open, or NULL */
	bool recomputes;	/* by a new policy; else it stays as made */
	struct mark mark;
};

/* Not said: a level of a hard promise is, another is not. */
enum level_urgent { URGENT_IF_HARD, URGENT, NOT_URGENT };

/* A level of a ladder fires when the promise is still open at its time. */
struct level {
	const char *name;
	bool is_share;
	int permille;		/* of the time between start and due; 0: start */
	struct span offset;	/* else: before (negative) or after due */
	struct names notify;	/* roles, "supervisor+1", "team", "group" */
	const char *raise;	/* "severity": one rank, once per promise; or NULL */
	const char *reassign;	/* role that becomes owner; or NULL */
	const char *approve;	/* role that must agree from then on; or NULL */
	const char *start;	/* plan that is gone through from then on; or NULL */
	const char *unless_acked;	/* silent when that level of the ladder was
				 * acknowledged; or NULL */
	bool repeats;
	struct span every;
	int times;		/* repeats after the first */
	enum level_urgent urgent;	/* told at any hour */
	struct mark mark;
};

/* A ladder has at most so many levels, their repeats counted. */
enum { LADDER_STEPS = 128 };

struct ladder {
	const char *name;
	const struct level *v;
	size_t n;
	struct mark mark;
};

struct message_rule {
	const char *name;
	const char *subject;
	const struct when *when;
	struct window window;
	bool repeats;		/* again and again within the window */
	struct span every;
	struct names by;	/* channels in order of preference */
	struct names to;	/* "customer", or roles and "partner" */
	const char *purpose;
	const char *template;	/* NULL: none, for people's channels only */
	const struct when *unless;	/* not while these hold; or NULL */
	bool replaces_sent;	/* goes out although a weaker rule's was sent */
	struct mark mark;
};

/* The template "notice", if there is one, words the notices to staff. */
struct template {
	const char *name;
	const char *subject;	/* of a mail; or NULL */
	const char *text;	/* with {{field}} */
};

struct group_rule {
	const char *name;
	const struct when *when;
	struct names same;	/* columns of the case that must be equal */
	struct span within;
	int warning, group, crisis;	/* numbers of distinct customers; 0: none */
	struct names notify;	/* as of a level */
	const char *opens;	/* corrective, ..: a measure against the cause that
				 * they have in common; or NULL */
	struct mark mark;
};

/* A reason for which promises stand still: waiting for the customer .. */
struct pause_rule {
	const char *name;
	struct names stops;	/* promises; none: all that are not hard */
	bool has_cap;
	struct span cap;	/* runs on after so long */
	bool cap_total;		/* over all pauses of the case, not of each */
	struct mark mark;
};

/* What keeps messages of a trip, booking or customer back. */
struct hold_rule {
	const char *name;
	const struct when *when;	/* of the case that holds */
	const char *same;	/* trip, booking, customer: whose messages */
	struct names stops;	/* purposes; none: all but service */
	const char *until;	/* event of the case: closed */
	struct mark mark;
};

/* Days that return without a rule: a date field of every subject. */
struct day_list {
	const char *name;
	const int64_t *v;	/* day numbers, rising */
	size_t n;
	struct mark mark;
};

/* Hours of a day on which a number of people is there. */
struct shift_rule {
	const char *name, *title;
	int from, to;		/* seconds of the day; to <= from: the next day */
	int least;		/* people; 0: not said */
	struct names posts;
	struct mark mark;
};

/* A field of the company's own. Its class says who may read it. */
enum field_type {
	FIELD_TEXT, FIELD_WORD, FIELD_WORDS, FIELD_NUMBER, FIELD_FLAG,
	FIELD_DATE,	/* a local day */
	FIELD_TIME	/* an instant */
};
enum field_class { FIELD_OPEN, FIELD_PERSONAL, FIELD_SENSITIVE };

struct field_rule {
	const char *name, *title;
	const char *subject;	/* case, booking, customer .. */
	const char *kind;	/* for cases of this kind only; or NULL: all */
	enum field_type type;
	enum field_class class;
	const char *list;	/* WORD, WORDS: name of the list in words */
	const char *required_at;	/* event that needs it filled; or NULL */
	const char *base;	/* DATE: field that it follows; or NULL */
	struct span after;	/* so much after that one, never rolling */
	struct fact_kind fact;	/* what "when" sees of it */
	struct mark mark;
};

/* What happens to the due time when a fact of an open case changes. */
enum on_change { CHANGE_KEEP, CHANGE_EARLIER, CHANGE_RECOMPUTE };
struct change_rule {
	const char *fact;	/* NULL: all others */
	enum on_change how;
};

struct policy_head {
	const char *name, *title, *version;
	const char *company;		/* who signs messages; else the title */
	const char *effective;		/* YYYY-MM-DD */
	const char *approved_by;	/* or NULL */
	const char *interpreted_by;	/* or NULL */
	const char *currency;		/* CNY; NULL: there is no money in it */
	const struct zone *zone;
	const struct calendar *working;	/* for bh, wd; NULL: none declared */
	const struct calendar *days;	/* for d, mo, y in promises; NULL: none */
	struct names notify_by;		/* channels of notices to staff */
	const char *owes;		/* role that owes where no rule says; "owner" */
	bool reopen_continues;		/* reopened: the old turn goes on; else a fresh one */
	bool recomputes;		/* a new policy computes due times again */
	bool missing_year_fails;	/* error; else a warning */
	bool catch_up_all;		/* of levels passed unseen fire all; else the highest */
};

/*
 * Load a bundle (policy/bundle.h). All complaints are given, not the first only. NULL when
 * any is an error. "first" and "last" are the years for which calendars must
 * have days, else a warning.
 */
struct policy *policy_load(const char *bundle, int first_year, int last_year,
	policy_complaint *, void *);
void	policy_free(struct policy *);

const struct policy_head *policy_head(const struct policy *);
const struct calendar *policy_calendar(const struct policy *, const char *name);

/* The list of that name ("kinds"); NULL when the policy has none. */
const struct words *policy_words(const struct policy *, const char *list);

/* The word of a list by its name or title, retired ones too; NULL: none. */
const struct word *policy_word(const struct policy *, const char *list,
	const char *name_or_title);

/*
 * The word that somebody may say today: one of the list by name or title, one
 * that need not be listed (the channel phone), or, where the policy has no
 * such list, the text itself. NULL for a retired or unknown one; *near is then
 * the nearest, or NULL. Lives as long as the policy and the text.
 */
const char *policy_admits(const struct policy *, const char *list,
	const char *text, const char **near);

/* The nearest name or title of a list to what was typed, or NULL when none
 * is near. */
const char *policy_nearest(const struct policy *, const char *list,
	const char *typed);

/* The fact that "when" may name of that subject: one of the table or a field
 * that the policy declares; NULL: none. Lives as long as the policy. */
const struct fact_kind *policy_fact(const struct policy *, const char *subject,
	const char *name);

/* The field of that name for that subject ("case"), or NULL; and all. */
const struct field_rule *policy_field(const struct policy *,
	const char *subject, const char *name);
const struct field_rule *policy_fields(const struct policy *, size_t *n);

/* What a change of that fact does to due times (model.md 4.2). */
enum on_change policy_on_change(const struct policy *, const char *fact);

/* The reason of that name, or NULL; and all. */
const struct pause_rule *policy_pause(const struct policy *, const char *name);
const struct pause_rule *policy_pauses(const struct policy *, size_t *n);

/*
 * An event of that name, or of that title where it is one of words.events or
 * a stage: its name. NULL: no rule of the policy speaks of it; *near is the
 * nearest name, or NULL.
 */
const char *policy_event(const struct policy *, const char *name_or_title,
	const char **near);

/* Position of a severity in its rising list, from 0; -1: not in it. */
int	policy_rank(const struct policy *, const char *severity);

/* As many names of rules has one kind of subject at most, of promises, messages
 * and surveys each: so many may hold at once. More are an error. */
enum { RULES_AT_ONCE = 256 };

/*
 * The promise rules for a subject of that kind, one per name: the one with
 * the most conditions that hold of the facts; the earlier one among equals.
 * A rule whose "unless" holds is passed over.
 * Writes up to max pointers, returns how many there are.
 */
size_t	policy_promises(const struct policy *, const char *subject,
	const struct facts *, const struct promise_rule **, size_t max);

/*
 * The amount of a rule as promises store it: the span ("48h"), the window's
 * text, or the name of the field that gives the due time. buf holds at least
 * SPAN_TEXT bytes; the answer lives in it or in the policy.
 */
const char *policy_amount(const struct promise_rule *, char *buf);

/* All rules, in order, for lists and look-ups. */
const struct promise_rule *policy_promise_rules(const struct policy *, size_t *n);

/* Is there a rule at all for that kind of subject? Of NULL there is none. */
bool	policy_has_promises(const struct policy *, const char *subject);
const struct ladder *policy_ladder(const struct policy *, const char *name);

/* As policy_promises() of messages: one per name, "when" and "unless" heeded. */
size_t	policy_messages(const struct policy *, const char *subject,
	const struct facts *, const struct message_rule **, size_t max);
const struct message_rule *policy_message_rules(const struct policy *, size_t *n);
const struct hold_rule *policy_holds(const struct policy *, size_t *n);
const struct shift_rule *policy_shifts(const struct policy *, size_t *n);

/* The days of that name ("dates"), or NULL. */
const struct day_list *policy_days(const struct policy *, const char *name);

/* The role of whoever is above others: the one called supervisor, else the
 * policy's second; NULL: none is. */
const char *policy_boss(const struct policy *);

/* How many steps up the line of supervisors a word of "notify" means, of the
 * role of policy_boss(): 1 of "supervisor", 3 of "supervisor+2"; 0: it is no
 * such word. */
int	policy_steps_up(const struct policy *, const char *word);

/*
 * Every role that the policy uses, once, with the first place that does:
 * whoever checks the staff asks for somebody in each.
 */
typedef void policy_role_used(void *, const char *role, struct mark);
void	policy_roles_used(const struct policy *, policy_role_used *, void *);

const struct group_rule *policy_group_rules(const struct policy *, size_t *n);

/* The rule of that name; NULL: none, as for a name that is NULL. */
const struct group_rule *policy_group_rule(const struct policy *,
	const char *name);
const struct template *policy_template(const struct policy *, const char *name);

/* Append what the company says of itself: its name and all its templates, as
 * they stand in the policy. */
struct buf;
void	policy_own_words(const struct policy *, struct buf *);

/*
 * The rule that made a promise: same name, same amount and calendar where
 * several of the name exist; else the first of the name; NULL: none (a later
 * policy dropped it). "amount" is as promises store it (span_format or the
 * window's text).
 */
const struct promise_rule *policy_promise_rule(const struct policy *,
	const char *name, const char *amount);

#endif
