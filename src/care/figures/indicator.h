/*
 * Indicators: what is counted, when, and which figures come of it.
 *
 * Every share is made of observations that are a hit, a miss, or left out
 * with a reason; hits and misses are the denominator, so the numerator is a
 * part of it whatever the data.
 */
#ifndef CARE_FIGURES_INDICATOR_H
#define CARE_FIGURES_INDICATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

enum shape {
	SHAPE_SHARE,	/* hits of all: value 0..1 with its interval */
	SHAPE_TIMES,	/* seconds: _p50, _p90, _mean */
	SHAPE_SCORES,	/* 1..5: share of 4 and more, and _mean */
	SHAPE_COUNT	/* how many */
};

enum counted {
	COUNT_PROMISES, COUNT_HANDLING, COUNT_FIRST, COUNT_REOPENS,
	COUNT_RECEIVED, COUNT_CLOSED, COUNT_REOPENED, COUNT_BACKLOG,
	COUNT_SCORES, COUNT_RESPONSES,
	COUNT_CALLS,		/* answered within three rings */
	COUNT_EVENTS		/* cases received in which it happened */
};

struct indicator {
	const char *name;	/* result_rate, handling_time, csat .. */
	enum counted counted;
	enum shape shape;
	const char *unit;	/* share, s, points, cases */
	const char *basis;	/* what puts it into a period: due, closed .. */
	const char *stem;	/* of its figures' names: handling, csat */
	const char *rule;	/* COUNT_PROMISES: the rule; COUNT_EVENTS: the
				 * event; COUNT_SCORES: the question, NULL: the
				 * mean of all */
	const char *only;	/* one figure of it was asked for; NULL: all */
};

/*
 * The indicator, or the one figure of it, of that name: RULE_rate of every
 * promise rule of the policy, csat_QUESTION of every question, EVENT_share of
 * every event of it, and the fixed ones. Texts in the arena or static. False: no
 * such name.
 */
bool	indicator_find(const struct policy *, const char *name, struct arena *,
	struct indicator *);

/* All of them but those of events, in the order of reports, for the bare command and for
 * complaints; in the arena. Returns how many. */
size_t	indicator_all(const struct policy *, struct arena *,
	struct indicator **);

enum verdict { SEEN_HIT, SEEN_MISS, SEEN_OUT };

/* Words for what is left out; they are compared by address. */
extern const char OUT_CANCELLED[], OUT_MERGED[], OUT_NOT_DUE[], OUT_NO_DUE[],
    OUT_OPEN[], OUT_NO_FIRST[], OUT_NOT_ANSWERED[], OUT_NOT_DELIVERED[];

/* A promise as its figure sees it; times 0: none. */
struct promise_seen {
	const char *state;	/* open, kept, cancelled */
	int64_t due_at, ended_at;
	bool merged;		/* its case was merged into another */
};

/*
 * Kept is a hit. Ended after it was due, by whatever way, or still open then:
 * a miss. Left out: cancelled before it was due, merged, open and not yet
 * due at as_of, without a due time. *why is set for what is left out.
 */
enum verdict promise_verdict(const struct promise_seen *, int64_t as_of,
	const char **why);

#endif
