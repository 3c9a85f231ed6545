/*
 * Promises: somebody owes somebody something by a time. Pure rules: when a
 * promise is due, when its levels fire, which fire now.
 */
#ifndef CARE_PROMISES_PROMISE_H
#define CARE_PROMISES_PROMISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/policy.h"
#include "time/worktime.h"

struct promise {
	int64_t subject;
	const char *rule;
	int turn;
	const char *owes;	/* role, resolved when fired; "staff:17" if fixed */
	int64_t policy;		/* that made it */
	int64_t start_at;
	int64_t due_at;		/* 0: none (paused without a cap) */
	const char *amount;	/* as policy_amount() writes it: "48h", a window */
	const char *calendar;	/* name of the calendar that counts, or "" */
	bool hard;
	const char *state;	/* open, kept, cancelled */
	int64_t ended_at;	/* 0: open */
	const char *reason;
	int64_t next_at;	/* time of the next level; 0: none */
};

/* The member of staff who owes it himself ("staff:17"); 0: a role does. */
int64_t	promise_debtor(const struct promise *);

/* The instant a moment names, from dates in the facts ("departs", "returns",
 * "booked", "received", as UTC seconds). False: the date is unknown. */
bool	moment_instant(const struct moment *, const char *anchor,
	const struct facts *, const struct zone *, int64_t *out);

/* The field a window hangs on ("returns"), or NULL. */
const char *window_anchor(const struct window *);

/*
 * Fill start, due, calendar, owes, hard of a promise by its rule.
 * start: the instant of the event (for a window: its first instant is the
 * start instead). The due time is 0 while a pause without an end stops it.
 * False when a date of the window is not known.
 */
bool	promise_due(const struct policy *, const struct promise_rule *,
	const struct facts *, int64_t start, const struct pause *pauses, size_t n,
	struct promise *);

/*
 * When the turn after this one starts, which ended at "at": then, with from:
 * last_kept; else on the grid, "every" after the start of the one before. Turns
 * whose due time has passed by then are left out: who was silent for a day
 * owes one report, not six.
 */
int64_t	promise_next_start(const struct policy *, const struct promise_rule *,
	const struct facts *, const struct promise *ended, int64_t at);

/* The calendar that counts a span, for the policy: working or days; NULL for
 * wall time. */
const struct calendar *promise_calendar(const struct policy *,
	enum span_clock);

/* A firing that has been recorded. */
struct fired {
	const char *level;
	int time;		/* 0, 1, 2 .. of "every" */
	int64_t due_at;
	int64_t at;		/* when the promise was looked at */
	const char *how;	/* fired, superseded, carried, before_live, suppressed */
};

/* A level at its time. */
struct level_time {
	const struct level *level;
	int time;
	int64_t at;
};

/*
 * The levels of a promise in order of time: every one whose time is known,
 * the repeats up to the first after "until". Levels before the start do not
 * exist. Returns how many were written (at most max).
 */
size_t	promise_levels(const struct policy *, const struct promise *,
	const struct ladder *, const struct pause *pauses, size_t n,
	int64_t until, struct level_time *, size_t max);

/* What a tick asks of one promise. */
struct fire_ask {
	const struct level_time *levels;	/* as promise_levels() gives them */
	size_t n;
	const struct fired *fired;		/* its ledger */
	size_t recorded;
	const char *const *acked;	/* levels of this due time that somebody
					 * acknowledged */
	size_t acked_n;
	int64_t due_at, now, live_from;
	bool each;			/* catch_up: all */
};

/* Does the level do nothing when its time comes, for what was acknowledged? */
bool	level_silent(const struct fire_ask *, const struct level_time *);

/* What a tick does to it at "now". */
struct firing {
	const struct level_time *v;	/* passed and not recorded, in order */
	size_t n;
	const char **how;		/* per element, as the ledger has it */
	int64_t next_at;		/* 0: no level comes */
};

/*
 * The levels at or before now that are not in the ledger under this due time,
 * each with what becomes of it:
 *
 * before_live	its time lies before live_from;
 * suppressed	a repeat of a level that was acknowledged, or a level that comes
 *		only unless another one was;
 * superseded	a later one of these fires, unless "each";
 * fired	the last of those that are left, with "each" all of them.
 *
 * passed and how have room for n. next_at is the first time after now.
 */
void	promise_fire(const struct fire_ask *, struct firing *out,
	const char **how, struct level_time *passed);

#endif
