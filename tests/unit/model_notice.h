/* The notices of a level in the model: whom each is for, whether it is still
 * wanted when a sender looks at it, and who is told in the end. */
#ifndef TESTS_MODEL_NOTICE_H
#define TESTS_MODEL_NOTICE_H

#include "model_ladder.h"

/* A notice of a level to somebody, until it went or was dropped. */
struct m_notice {
	const struct m_case *c;
	const struct m_promise *m;
	struct m_record level;
	int to, next;		/* looked at again then */
	bool urgent;
	const char *state;	/* planned, sent, dropped, passed on */
	int person;		/* who was really told */
};

/* The due time moved, and the level is told again under the new one: nothing
 * is recorded of it there, and it does not lie before the case was live. */
static bool m_comes_again(const struct m_policy *p, const struct m_notice *n)
{
	const struct m_time *v;
	int all = m_levels(p, n->c, n->m, &v);
	bool again = false;

	if (n->level.due == n->m->due)
		return false;
	for (int i = 0; i < n->m->n; i++)
		if (n->m->v[i].due == n->m->due &&
		    strcmp(n->m->v[i].level, n->level.level) == 0)
			return false;
	for (int i = 0; i < all; i++)
		again = again || (v[i].at >= n->c->live_from &&
		    strcmp(v[i].level->name, n->level.level) == 0);
	return again;
}

static bool m_notice_acked(const struct m_notice *n)
{
	for (int i = 0; i < n->m->acks_n; i++)
		if (n->m->acks[i].due == n->level.due &&
		    n->m->acks[i].time == n->level.time &&
		    strcmp(n->m->acks[i].level, n->level.level) == 0)
			return true;
	return false;
}

/* Its level, as long as the policy has it; else NULL. */
static const struct m_level *m_still_there(const struct m_policy *p,
    const struct m_notice *n)
{
	int k = ladder_of(n->m->rule);

	for (int i = 0; i < p->levels[k]; i++)
		if (strcmp(p->ladder[k][i].name, n->level.level) == 0)
			return &p->ladder[k][i];
	return NULL;
}

/* Whom the level means as the case is now, as bits. */
static unsigned m_means(const struct m_level *l, const struct m_notice *n)
{
	const struct m_matter now = m_matter(n->c);

	return m_told_by(l->tells, &now);
}

/* It concerns him no more: neither does the level mean him nor is it his; nor
 * is it the level that took it from him. */
static bool m_passes_on(const struct m_policy *p, const struct m_notice *n)
{
	const struct m_level *l = m_still_there(p, n);

	return l && (!l->heir || n->level.time > 0) && n->to != n->c->owner &&
	    !(m_means(l, n) & 1u << n->to);
}

static bool m_same_firing(const struct m_notice *a, const struct m_notice *b)
{
	return a->m == b->m && a->level.time == b->level.time &&
	    a->level.due == b->level.due &&
	    strcmp(a->level.level, b->level.level) == 0;
}

/* He who would read it, for himself or for another, has read the same for
 * somebody else. NOBODY is the house's. */
static bool m_has_read(const struct m_notice *all, int count,
    const struct m_notice *n, int reader)
{
	int who = reader == NOBODY ? HOUSE : reader;

	for (int i = 0; i < count; i++)
		if (strcmp(all[i].state, "sent") == 0 &&
		    m_same_firing(&all[i], n) &&
		    (all[i].person == NOBODY ? HOUSE : all[i].person) == who)
			return true;
	return false;
}

/* A sender looks at it. */
static void m_send(const struct m_policy *p, const struct m_people *people,
    const struct m_notice *all, int count, struct m_notice *n, int now)
{
	int reader = m_acting(people, n->to, now);

	if (!n->m->open || m_notice_acked(n) || m_comes_again(p, n)) {
		n->state = "dropped";
	} else if (m_passes_on(p, n)) {
		n->state = "passed on";
	} else if (!n->urgent && !office_is_open(now)) {
		n->next = opening(now);
	} else if (n->m->due == NONE) {
		n->next = now + 1;
	} else if (m_has_read(all, count, n, reader)) {
		n->state = "dropped";
	} else {
		n->state = "sent";
		n->person = reader;
	}
}

#endif
