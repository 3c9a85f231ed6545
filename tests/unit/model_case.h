/* A case as the model keeps it: what it promises, what was told of that, when it
 * stood still; and its time, counted minute by minute from T0. */
#ifndef TESTS_MODEL_CASE_H
#define TESTS_MODEL_CASE_H

#include "model_people.h"
#include "model_policy.h"

enum {
	DAYS = 9, HORIZON = DAYS * 1440,	/* minutes; acts end two days before */
	TURNS = 12, RECORDS = 400, PAUSES = 24, ACKS = 40,
	NEVER = 1 << 28
};

struct m_record {
	char level[16];
	int time, due, at;
	const char *how;
	bool told;		/* somebody, by a notice */
};

/* A level at its time, as the model sees it. */
struct m_time {
	const struct m_level *level;
	int order, time, at;
};

/* The levels that were counted last, and by what: to count them anew each
 * minute takes too long. */
struct m_counted {
	const struct m_policy *p;
	int policy, pauses, start, due, amount;
	struct m_time v[LEVELS * 8];
	int n;
};

struct m_promise {
	int rule, turn, start, due;	/* due NONE: stands still for good */
	int amount;
	bool open, dropped;	/* dropped: no rule held of it any more */
	bool raised;		/* its ladder did so */
	struct m_counted *counted;
	struct m_record v[RECORDS];
	int n;
	struct m_ack {
		char level[16];
		int time, due;
	} acks[ACKS];		/* levels whose notice somebody acknowledged */
	int acks_n;
};

struct m_pause {
	int from, until, cap;	/* NEVER: lasts; no cap */
	bool capped;		/* of the first reason */
};

struct m_group {
	int64_t id;
	int owner;
};

struct m_case {
	int64_t id;
	int received, live_from;
	bool closed, acted;	/* acted: somebody did the first action */
	int severity;
	int owner;
	const char *team;	/* or NULL */
	const struct m_group *group;	/* in which it is worked; or NULL */
	const char *agree[8];	/* roles that have to, since a ladder said so */
	int agree_n;
	bool started[PLANS];
	struct m_promise *v[RULES * TURNS];
	int n;
	struct m_pause pauses[PAUSES];
	int pauses_n, pauses_changed;	/* how often */
};

static bool office_is_open(int minute)
{
	int day = minute / 1440, at = minute % 1440;

	return day % 7 < 5 && ((at >= 540 && at < 720) ||
	    (at >= 810 && at < 1080));
}

static int opening(int minute)
{
	while (!office_is_open(minute))
		minute++;
	return minute;
}

static bool stops(const struct m_pause *p, int rule)
{
	return rule != 2 && (p->capped ? rule < 2 || rule == 4 :
	    rule == 1 || rule == 3);
}

static bool stands_still(const struct m_case *c, int rule, int minute)
{
	for (int i = 0; i < c->pauses_n; i++) {
		const struct m_pause *p = &c->pauses[i];
		int end = p->until < p->cap ? p->until : p->cap;

		if (stops(p, rule) && minute >= p->from && minute < end)
			return true;
	}
	return false;
}

/* The minute at which so many have been counted from start. */
static int counted(const struct m_case *c, int rule, bool works, int start,
    int amount)
{
	int at = start;

	/* Pauses count only for the promise itself: rule NONE is a ladder's. */
	for (; amount > 0; at++) {
		if (at > HORIZON * 4)
			return NONE;
		amount -= (!works || office_is_open(at)) &&
		    (rule == NONE || !stands_still(c, rule, at));
	}
	return at;
}

static int m_due(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m)
{
	return counted(c, m->rule, p->works[m->rule], m->start, m->amount);
}

static int amount_now(const struct m_policy *p, const struct m_case *c, int rule)
{
	return rule == 1 && c->severity > 0 ? p->serious : p->amount[rule];
}

/* Is it promised of such a case? */
static bool m_holds(const struct m_case *c, int rule)
{
	return rule != 5 || c->severity == URGENT_CASE;
}

static struct m_matter m_matter(const struct m_case *c)
{
	return (struct m_matter){c->owner, c->group ? c->group->owner : NOBODY,
	    c->team};
}

static struct m_promise *m_open(const struct m_case *c, int rule)
{
	for (int i = 0; i < c->n; i++)
		if (c->v[i]->rule == rule && c->v[i]->open)
			return c->v[i];
	return NULL;
}

#endif
