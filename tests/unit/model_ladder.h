/* The ladder of a promise in the model: its levels at their times, and what a
 * tick records of those that passed. */
#ifndef TESTS_MODEL_LADDER_H
#define TESTS_MODEL_LADDER_H

#include "model_case.h"

static int earlier(const void *x, const void *y)
{
	const struct m_time *a = x, *b = y;

	if (a->at != b->at)
		return a->at - b->at;
	return a->order != b->order ? a->order - b->order : a->time - b->time;
}

static void m_count(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m, struct m_counted *out)
{
	int k = ladder_of(m->rule);

	for (int i = 0; i < p->levels[k]; i++) {
		const struct m_level *l = &p->ladder[k][i];
		int first;

		if (l->share)
			first = counted(c, m->rule, p->works[m->rule], m->start,
			    m->amount / 4 * (l->permille / 250));
		else if (l->offset_works)
			first = counted(c, NONE, true, m->due, l->offset);
		else
			first = m->due + l->offset;
		if (first == NONE || first < m->start)
			continue;
		for (int t = 0; t <= (l->repeats ? l->times : 0); t++)
			out->v[out->n++] = (struct m_time){l, i, t, t == 0 ?
			    first : counted(c, NONE, l->every_works, first,
			    l->every * t)};
	}
	qsort(out->v, (size_t)out->n, sizeof *out->v, earlier);
}

/* The levels in order of time; they live until it is asked of the promise
 * again. */
static int m_levels(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m, const struct m_time **v)
{
	struct m_counted *o = m->counted;

	*v = o->v;
	if (m->due == NONE)
		return 0;
	if (o->p != p || o->policy != p->number || o->start != m->start ||
	    o->due != m->due || o->amount != m->amount ||
	    o->pauses != c->pauses_changed) {
		*o = (struct m_counted){.p = p, .policy = p->number,
		    .pauses = c->pauses_changed, .start = m->start,
		    .due = m->due, .amount = m->amount};
		m_count(p, c, m, o);
	}
	return o->n;
}

static bool m_known(const struct m_promise *m, const struct m_time *t)
{
	for (int i = 0; i < m->n; i++)
		if (m->v[i].due == m->due && m->v[i].time == t->time &&
		    strcmp(m->v[i].level, t->level->name) == 0)
			return true;
	return false;
}

static bool m_acked(const struct m_promise *m, const char *level)
{
	for (int i = 0; i < m->acks_n; i++)
		if (m->acks[i].due == m->due &&
		    strcmp(m->acks[i].level, level) == 0)
			return true;
	return false;
}

/* Acknowledged: it repeats no more, and what comes only unless it was does not
 * come. */
static bool m_silent(const struct m_promise *m, const struct m_time *t)
{
	return (t->time > 0 && m_acked(m, t->level->name)) ||
	    m_acked(m, t->level->unless);
}

static void m_write(struct m_promise *m, const struct m_time *t, int at,
    const char *how)
{
	struct m_record *r = &m->v[m->n++];

	assert_true(m->n < RECORDS);
	*r = (struct m_record){.time = t->time, .due = m->due, .at = at,
	    .how = how, .told = t->level->tells != NULL};
	memcpy(r->level, t->level->name, sizeof r->level);
}

static void m_tick_one(const struct m_policy *p, const struct m_case *c,
    struct m_promise *m, int now)
{
	const struct m_time *v;
	int n = m_levels(p, c, m, &v), last = NONE;
	const char *how[LEVELS * 8];

	for (int i = 0; i < n; i++) {
		how[i] = NULL;
		if (v[i].at > now || m_known(m, &v[i]))
			continue;
		how[i] = v[i].at < c->live_from ? "before_live" :
		    m_silent(m, &v[i]) ? "suppressed" : "fired";
		if (strcmp(how[i], "fired") == 0) {
			if (last != NONE && !p->each)
				how[last] = "superseded";
			last = i;
		}
	}
	for (int i = 0; i < n; i++)
		if (how[i])
			m_write(m, &v[i], now, how[i]);
}

/* What a level does beside telling, the first time it fires. */
static void m_level_acts(struct m_case *c, struct m_promise *m,
    const struct m_level *l)
{
	const struct m_matter now = m_matter(c);
	int heir = l->heir ? m_heir(l->heir, &now) : NOBODY;
	bool has = false;

	if (l->raises && !m->raised && c->severity < URGENT_CASE) {
		c->severity++;		/* once for each promise; moves none */
		m->raised = true;
	}
	if (heir != NOBODY)
		c->owner = heir;
	for (int i = 0; l->agrees && i < c->agree_n; i++)
		has = has || strcmp(c->agree[i], l->agrees) == 0;
	if (l->agrees && !has)
		c->agree[c->agree_n++] = l->agrees;
	if (l->plan != NONE)
		c->started[l->plan] = true;
}

/* When the first level passed that is not told yet; 0: none. */
static int m_ripe(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m, int now)
{
	const struct m_time *v;
	int n = m_levels(p, c, m, &v);

	for (int i = 0; i < n; i++)
		if (v[i].at <= now && v[i].at >= c->live_from &&
		    !m_known(m, &v[i]))
			return v[i].at;
	return 0;
}

/* What has passed by that ladder, and not by the old one (NULL: none), is not
 * told any more. */
static void m_carry(const struct m_policy *old, const struct m_policy *p,
    const struct m_case *c, struct m_promise *m, int at)
{
	struct m_time was[LEVELS * 8];
	const struct m_time *v;
	int k = old ? m_levels(old, c, m, &v) : 0, n;

	for (int i = 0; i < k; i++)
		was[i] = v[i];
	n = m_levels(p, c, m, &v);
	for (int i = 0; i < n; i++) {
		bool waits = false;

		for (int j = 0; j < k; j++)
			waits = waits || (was[j].time == v[i].time &&
			    was[j].at >= c->live_from && was[j].at <= at &&
			    strcmp(was[j].level->name, v[i].level->name) == 0);
		if (v[i].at <= at && !waits && !m_known(m, &v[i]))
			m_write(m, &v[i], at, "carried");
	}
}

static const struct m_level *level_of(const struct m_policy *p, int rule,
    const char *name)
{
	int k = ladder_of(rule);

	for (int i = 0; i < p->levels[k]; i++)
		if (strcmp(p->ladder[k][i].name, name) == 0)
			return &p->ladder[k][i];
	fail_msg("no level %s", name);
	return NULL;
}

#endif
