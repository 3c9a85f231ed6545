/* Random acts on cases, done by the engine and by the model. */
#ifndef TESTS_ESCALATION_ACTS_H
#define TESTS_ESCALATION_ACTS_H

#include <string.h>

#include "care/cases/wait.h"
#include "care/escalation/ack.h"
#include "care/promises/entered.h"
#include "care/promises/promise_read.h"
#include "escalation_world.h"

static void reply(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_reply(a, real);
	if (!c->acted)
		m_keep(w->p, c, 0, w->clock);
	c->acted = true;
	m_keep(w->p, c, 1, w->clock);
	m_keep(w->p, c, 2, w->clock);
	m_keep(w->p, c, 5, w->clock);
}

static void close_case(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_close(a, real, NULL);
	c->closed = true;
	m_resume(c, w->clock);
	for (int i = 0; i < c->n; i++)
		c->v[i]->open = false;
}

static void reopen(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_reopen(a, real);
	c->closed = false;
	for (int i = 0; i < RULES; i++)
		if (!m_open(c, i) && m_holds(c, i))
			m_make(w->p, c, i, w->p->continues && i != 4 ?
			    c->received : w->clock);
}

static void set_severity(struct world *w, struct m_case *c,
    const struct act *a, const struct care_case *real)
{
	int other = (c->severity + 1 + pick(2)) % 3;
	struct case_change change = {.severity = severities[other]};

	case_set(a, real, &change);
	c->severity = other;
	m_changed(w->p, c, w->clock);
}

static void set_team(struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	const char *team = some_team();
	struct case_change change = {.team = team ? team : ""};

	case_set(a, real, &change);
	c->team = team;
}

/* Whoever was told last of a promise says that he has it in hand. */
static void acknowledge(struct world *w, struct m_case *c)
{
	struct m_promise *m = c->v[pick(c->n)];
	struct m_record *last = NULL;
	struct arena *a = arena_new();
	struct message *notices;
	const struct acked said = {.by = 0};
	struct promise p;
	size_t n;

	for (int i = 0; i < m->n; i++)
		if (m->v[i].due == m->due && m->v[i].told &&
		    strcmp(m->v[i].how, "fired") == 0)
			last = &m->v[i];
	if (last && m->acks_n < ACKS) {
		assert_true(promise_load(w->store.db, c->id, rule_names[m->rule],
		    m->turn, a, &p));
		n = notices_of(w->store.db, &p, last->level, last->time, p.due_at,
		    a, &notices);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++)
			if (!notices[i].acked_at)
				outbox_ack(w->log, &notices[i], &said,
				    seconds(w->clock));
		memcpy(m->acks[m->acks_n].level, last->level,
		    sizeof last->level);
		m->acks[m->acks_n].time = last->time;
		m->acks[m->acks_n++].due = m->due;
	}
	arena_free(a);
}

static void wait_for(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	struct m_pause p = {w->clock, NEVER, NEVER, one_in(2)};
	struct wait_said said = {.rule = policy_pause(w->policy,
	    p.capped ? "capped" : "open"), .evidence = "phone"};
	int left = m_cap(w->p, c);
	int64_t cap;
	size_t moved;

	if (c->pauses_n == PAUSES || case_wait(a, real, &said, &cap, &moved) !=
	    WAIT_ALLOWED)
		return;
	if (p.capped) {
		p.cap = p.from + left;
		assert_true(left > 0);
	}
	c->pauses[c->pauses_n++] = p;
	c->pauses_changed++;
	m_paused(w->p, c, w->clock);
}

static void resume(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	size_t moved;

	case_resume(a, real, NULL, NULL, &moved);
	m_resume(c, w->clock);
	m_paused(w->p, c, w->clock);
}

/* As a command does before its commit, of whatever was entered at all. */
static void entered(struct world *w, struct m_case *c)
{
	struct arena *arena = arena_new();
	struct act a = act_at(w, w->clock);
	struct care_case real;
	struct facts facts;
	struct promiser m;
	int64_t *ids;

	if (entry_subjects(w->store.db, log_entry(w->log), arena, &ids)) {
		assert_true(ids[0] == c->id);
		assert_true(case_load(w->store.db, c->id, arena, &real));
		m = case_promiser(&a, &real, arena, &facts);
		promises_entered(&m, a.at);
		m_entered(w->p, c, w->clock);
	}
	arena_free(arena);
}

static void reassign(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	c->owner = pick(PEOPLE + 1) - 1;
	case_assign(a, real, c->owner == NOBODY ? 0 : w->staff[c->owner], NULL);
}

static void some_act(struct world *w)
{
	struct m_case *c = &w->cases[pick(w->cases_n)];
	struct arena *arena = arena_new();
	struct act a = act_at(w, w->clock);
	struct care_case real;
	int what = pick(14);

	if (w->clock < c->received || c->n + RULES > RULES * TURNS) {
		arena_free(arena);
		return;
	}
	log_begin(w->log, seconds(w->clock), NULL);
	assert_true(case_load(w->store.db, c->id, arena, &real));
	if (c->closed) {
		if (one_in(3))
			reopen(w, c, &a, &real);
	} else if (what < 2) {
		reply(w, c, &a, &real);
	} else if (what == 2) {
		close_case(w, c, &a, &real);
	} else if (what == 3) {
		case_milestone(&a, &real, "customer_told");
		m_keep(w->p, c, 3, w->clock);
	} else if (what == 4) {
		case_milestone(&a, &real, "first_action");
		m_keep(w->p, c, 0, w->clock);
		c->acted = true;
	} else if (what < 7) {
		wait_for(w, c, &a, &real);
	} else if (what < 9) {
		set_severity(w, c, &a, &real);
	} else if (what < 11) {
		acknowledge(w, c);
	} else if (what == 11) {
		reassign(w, c, &a, &real);
	} else if (what == 12) {
		set_team(c, &a, &real);
	} else {
		resume(w, c, &a, &real);
	}
	if (c->closed || what < 9 || what >= 11)	/* else a notice was read */
		entered(w, c);
	log_commit(w->log);
	compare_case(w, c);
	arena_free(arena);
}

#endif
