/* What acts on a case do to its promises in the model: made, kept, begun anew,
 * moved by pauses and by another severity. */
#ifndef TESTS_MODEL_PROMISE_H
#define TESTS_MODEL_PROMISE_H

#include "model_ladder.h"

static void m_make(const struct m_policy *p, struct m_case *c, int rule,
    int start)
{
	struct m_promise *m = calloc(1, sizeof *m);

	assert_non_null(m);
	m->counted = calloc(1, sizeof *m->counted);
	assert_non_null(m->counted);
	m->rule = rule;
	m->turn = 1;
	for (int i = 0; i < c->n; i++)
		m->turn += c->v[i]->rule == rule;
	m->start = start;
	m->amount = amount_now(p, c, rule);
	m->open = true;
	m->due = m_due(p, c, m);
	assert_true(c->n < RULES * TURNS);
	c->v[c->n++] = m;
}

/* Of what comes round, turns that are over already are left out. */
static int on_grid(const struct m_policy *p, int start, int at)
{
	while (start + p->amount[3] <= at)
		start += p->amount[3];
	return start;
}

static void m_keep(const struct m_policy *p, struct m_case *c, int rule, int at)
{
	struct m_promise *m = m_open(c, rule);

	if (!m)
		return;
	m->open = false;
	if (rule == 3)
		m_make(p, c, rule, m->due == NONE ? at : on_grid(p, m->due, at));
}

/* Somebody entered something: the clock begins anew; a silence that was too
 * long is over, and counts. */
static void m_entered(const struct m_policy *p, struct m_case *c, int at)
{
	struct m_promise *m = m_open(c, 4);

	if (!m || m->start >= at)
		return;
	if (m->due < at) {
		m->open = false;
		m_make(p, c, 4, at);
		return;
	}
	m->start = at;
	m->due = m_due(p, c, m);
	m_carry(NULL, p, c, m, at);
}

/* Pauses changed: what moves is armed anew. */
static void m_paused(const struct m_policy *p, struct m_case *c, int at)
{
	for (int i = 0; i < c->n; i++) {
		struct m_promise *m = c->v[i];
		int due = m->open ? m_due(p, c, m) : m->due;

		if (due != m->due) {
			m->due = due;
			m_carry(NULL, p, c, m, at);
		}
	}
}

/* Another severity asks for another amount of what was promised already; for a
 * promise that it was never given; for one no more. */
static void m_changed(const struct m_policy *p, struct m_case *c, int at)
{
	const struct m_promise *last = NULL;

	for (int i = 0; p->change && i < c->n; i++) {
		struct m_promise *m = c->v[i], new = *m;
		bool later;

		last = m->rule == 5 ? m : last;
		if (m->open && p->change == 2 && !m_holds(c, m->rule)) {
			m->open = false;
			m->dropped = true;
		}
		new.amount = amount_now(p, c, m->rule);
		new.due = m_due(p, c, &new);
		later = new.due == NONE || (m->due != NONE && new.due > m->due);
		if (!m->open || new.due == m->due ||
		    (later && (m->rule == 2 || p->change == 1)))
			continue;
		m->amount = new.amount;
		m->due = new.due;
		m_carry(NULL, p, c, m, at);
	}
	if (p->change && m_holds(c, 5) && (!last || last->dropped))
		m_make(p, c, 5, at);
}

/* Whatever the case waits for, it waits no more. */
static void m_resume(struct m_case *c, int at)
{
	c->pauses_changed++;
	for (int i = 0; i < c->pauses_n; i++) {
		struct m_pause *p = &c->pauses[i];

		if (p->until == NEVER)
			p->until = at < p->from ? p->from : at;
	}
}

/* What is left of the cap of the first reason. */
static int m_cap(const struct m_policy *p, const struct m_case *c)
{
	int left = p->cap;

	for (int i = 0; p->cap_total && i < c->pauses_n; i++) {
		const struct m_pause *w = &c->pauses[i];

		if (w->capped)
			left -= (w->until < w->cap ? w->until : w->cap) - w->from;
	}
	return left;
}

#endif
