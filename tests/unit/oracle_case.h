/* A case as the oracle of acts_oracle.h knows it: what was done to it and what
 * it owes; and its time, counted minute by minute wherever the clock is one of
 * minutes. */
#ifndef TESTS_ORACLE_CASE_H
#define TESTS_ORACLE_CASE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "care/promises/pause.h"
#include "care/promises/promise.h"
#include "policy/policy.h"

enum {O_ACTS = 400, O_PROMISES = 400, O_PAUSES = 64, O_RULES = 64};

enum o_what {
	O_HAPPENED,	/* the event "word" */
	O_REPLIED, O_CLOSED, O_REOPENED,
	O_SET,		/* the fact "word" is "value", or number */
	O_WAITS,	/* for "word", no longer than until number (0) */
	O_RESUMED,	/* what waits for "word"; NULL: for anything */
	O_ANSWERED,	/* a word of the customer came in */
	O_TOLD,		/* an answer by number; flag: instead of earlier ones */
	O_MERGED, O_UNMERGED,
	O_MOVED		/* its first receipt is another: number, to other */
};

struct o_act {
	enum o_what what;
	int64_t at, entry;
	const char *word, *value;
	int64_t number, other;
	bool flag;
};

struct o_promise {
	const struct promise_rule *r;
	int turn;
	int64_t start, due, ended;	/* due 0: it stands still for good */
	const char *state, *reason;
};

struct o_pause {
	const char *reason;
	int64_t from, until, cap;	/* 0: lasts; no cap */
};

struct o_case {
	int64_t id, received;
	struct facts first;		/* as it came in */
	struct o_act acts[O_ACTS];
	int acts_n;

	/* What follows is told anew each time. */
	struct facts facts;
	bool closed, had_first;
	int64_t reopened;
	struct o_promise v[O_PROMISES];
	int n;
	struct o_pause pauses[O_PAUSES];
	int pauses_n;
};

/* ------------------------------------------------------------------ the time */

static inline int64_t o_end(const struct o_pause *p)
{
	int64_t end = p->until ? p->until : INT64_MAX;

	return p->cap && p->cap < end ? p->cap : end;
}

static inline bool o_stops(const struct policy *p, const struct o_pause *pause,
	const struct promise_rule *r)
{
	const struct pause_rule *rule = policy_pause(p, pause->reason);

	if (r->hard)
		return false;
	for (size_t i = 0; i < rule->stops.n; i++)
		if (strcmp(rule->stops.v[i], r->name) == 0)
			return true;
	return rule->stops.n == 0;
}

static inline const struct calendar *o_calendar(const struct policy *p,
	const struct promise_rule *r, enum span_clock clock)
{
	const struct policy_head *h = policy_head(p);

	if (clock == SPAN_WALL)
		return NULL;
	if (r->calendar)
		return r->calendar;
	return clock == SPAN_WORKING || clock == SPAN_WORKDAYS ? h->working :
	    h->days;
}

static inline bool o_runs(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, const struct calendar *calendar, int64_t at)
{
	for (int i = 0; i < c->pauses_n; i++)
		if (o_stops(p, &c->pauses[i], r) && at >= c->pauses[i].from &&
		    at < o_end(&c->pauses[i]))
			return false;
	return !calendar || worktime_open(calendar, at);
}

/* The end of so many seconds; 0: never. Days are left to the calendar. */
static inline int64_t o_count(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, int64_t start, struct span span)
{
	const struct calendar *calendar = o_calendar(p, r, span.clock);
	struct pause pauses[O_PAUSES];
	size_t n = 0;
	int64_t at = start;

	if (span.clock == SPAN_WALL || span.clock == SPAN_WORKING) {
		for (; span.n > 0; at += 60) {
			if (at > start + 400 * (int64_t)86400)
				return 0;
			if (o_runs(p, c, r, calendar, at))
				span.n -= 60;
		}
		return at;
	}
	for (int i = 0; i < c->pauses_n; i++)
		if (o_stops(p, &c->pauses[i], r))
			pauses[n++] = (struct pause){c->pauses[i].from,
			    o_end(&c->pauses[i])};
	return worktime_due(start, span, calendar, policy_head(p)->zone, true,
	    pauses, n, &at, NULL, NULL) == WORKTIME_OK ? at : 0;
}

/* False: its date is not known. */
static inline bool o_due(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, int64_t start, int64_t *due)
{
	struct span back = r->margin;

	if (r->due) {
		const struct fact *f = facts_get(&c->facts, r->due);

		*due = f && f->known ? f->number : 0;
		return *due != 0;
	}
	*due = o_count(p, c, r, start, r->has_within ? r->within : r->every);
	back.n = -back.n;
	if (r->has_margin && *due && worktime_due(*due, back,
	    o_calendar(p, r, back.clock), policy_head(p)->zone, false, NULL, 0,
	    due, NULL, NULL) != WORKTIME_OK)
		return false;
	return true;
}

#endif
