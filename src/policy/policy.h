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

#include "policy/facts.h"
#include "policy/when.h"
#include "time/calendar.h"
#include "time/span.h"
#include "time/zone.h"

struct policy;

/* Where in which file a thing was said. */
struct mark {
	const char *file;
	long line, column;	/* from 1 */
};

struct word {
	const char *name;	/* ASCII: what the store keeps */
	const char *title;	/* what people read; the name when none is given */
	bool retired;		/* readable in old cases, not for new ones */
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
	bool from_last_kept;	/* next turn starts when the last was kept */
	const char *until;	/* event that ends the recurring, or NULL */
	const char *owes;	/* role; "owner" */
	const char *by;		/* channel of a call or visit, or NULL */
	const char *purpose;	/* service, care, ..; NULL: service */
	const struct ladder *ladder;	/* NULL: nobody is told */
	bool hard;		/* nothing moves it later */
	struct mark mark;
};

/* A level of a ladder fires when the promise is still open at its time. */
struct level {
	const char *name;
	bool is_share;
	int permille;		/* of the time between start and due */
	struct span offset;	/* else: before (negative) or after due */
	struct names notify;	/* roles */
	const char *raise;	/* "severity": one rank, once per promise; or NULL */
	const char *reassign;	/* role that becomes owner; or NULL */
	bool repeats;
	struct span every;
	int times;		/* repeats after the first */
	bool urgent;		/* told at any hour */
	struct mark mark;
};

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
	struct names by;	/* channels in order of preference */
	const char *purpose;
	const char *template;
	struct mark mark;
};

struct template {
	const char *name;
	const char *subject;	/* of a mail; or NULL */
	const char *text;	/* with {{field}} */
};

struct survey_rule {
	const char *name;
	const struct when *when;
	const char *after;	/* event: closed */
	struct span delay;
	struct names ask;	/* questions, each scored 1..5 */
	struct names by;	/* channels of the invitation */
	const char *template;	/* or NULL: our own words */
	bool has_cooldown, has_expires;
	struct span cooldown, expires;
	int low_at_most;	/* 0: no follow-up */
	const char *low_of;	/* any, mean, or a question */
	const char *low_opens;	/* kind of the case a low score opens */
	struct mark mark;
};

struct group_rule {
	const char *name;
	const struct when *when;
	struct names same;	/* columns of the case that must be equal */
	struct span within;
	int warning, group, crisis;	/* numbers of distinct customers; 0: none */
	struct names notify;
	struct mark mark;
};

struct policy_head {
	const char *name, *title, *version;
	const char *effective;		/* YYYY-MM-DD */
	const char *approved_by;	/* or NULL */
	const struct zone *zone;
	const struct calendar *working;	/* for bh, wd; NULL: none declared */
	const struct calendar *days;	/* for d, mo, y in promises; NULL: none */
	struct names notify_by;		/* channels of notices to staff */
};

/* Complaints while loading; severity error stops, warning is listed. */
typedef void policy_complaint(void *, bool error, const char *file, long line,
	long column, const char *message);

/*
 * A policy as text: every file of it in one, so that the store can keep it
 * whole. Part 1 is the policy, the others are what it names (calendars),
 * each under the name by which it was named.
 */
struct policy_file {
	const char *name;	/* as named in the policy; part 1: its path */
	const char *text;
	size_t n;
};

/*
 * Read the policy's file and the files it names from disk into one bundle
 * text (policy_load_text reads it). Complaints as below; NULL after errors.
 * The caller frees the text.
 */
char	*policy_bundle(const char *path, policy_complaint *, void *);

/*
 * Load a bundle. All complaints are given, not the first only. NULL when
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

/* The nearest name or title of a list to what was typed, or NULL when none
 * is near. */
const char *policy_nearest(const struct policy *, const char *list,
	const char *typed);

/* Position of a severity in its rising list, from 0; -1: not in it. */
int	policy_rank(const struct policy *, const char *severity);

/*
 * The promise rules for a subject of that kind, one per name: the one with
 * the most conditions that hold of the facts; the earlier one among equals.
 * Writes up to max pointers, returns how many there are.
 */
size_t	policy_promises(const struct policy *, const char *subject,
	const struct facts *, const struct promise_rule **, size_t max);

/* All rules, in order, for lists and look-ups. */
const struct promise_rule *policy_promise_rules(const struct policy *, size_t *n);
const struct ladder *policy_ladder(const struct policy *, const char *name);
size_t	policy_messages(const struct policy *, const char *subject,
	const struct facts *, const struct message_rule **, size_t max);
const struct message_rule *policy_message_rules(const struct policy *, size_t *n);
size_t	policy_surveys(const struct policy *, const struct facts *,
	const struct survey_rule **, size_t max);
const struct survey_rule *policy_survey_rules(const struct policy *, size_t *n);
const struct group_rule *policy_group_rules(const struct policy *, size_t *n);
const struct template *policy_template(const struct policy *, const char *name);

/*
 * The rule that made a promise: same name, same amount and calendar where
 * several of the name exist; else the first of the name; NULL: none (a later
 * policy dropped it). "amount" is as promises store it (span_format or the
 * window's text).
 */
const struct promise_rule *policy_promise_rule(const struct policy *,
	const char *name, const char *amount);

#endif
