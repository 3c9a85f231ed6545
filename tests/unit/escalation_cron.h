/* What cron does, by the engine and by the model: levels that passed fire, and
 * their notices go out, to the same people or not at all. */
#ifndef TESTS_ESCALATION_CRON_H
#define TESTS_ESCALATION_CRON_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "care/escalation/notice.h"
#include "care/escalation/tick.h"
#include "escalation_world.h"

/* The notices of what fired just now, then what else it does. */
static void m_fired(struct world *w, struct m_case *c, struct m_promise *m,
    const struct m_record *fired, int now)
{
	const struct m_level *l = level_of(w->p, m->rule, fired->level);
	const struct m_matter matter = m_matter(c);
	bool urgent = m->rule == 2 || l->urgent;
	unsigned all = m_told_by(l->tells, &matter);

	for (int i = 0; i <= HOUSE; i++)
		if (all & 1u << i) {
			assert_true(w->notices_n < NOTICES);
			w->notices[w->notices_n++] = (struct m_notice){c, m, *fired,
			    i, urgent ? now : opening(now), urgent, "planned",
			    NOBODY};
		}
	if (fired->time == 0)
		m_level_acts(c, m, l);
}

/* A promise of which a level has passed. */
struct m_turn {
	struct m_case *c;
	struct m_promise *m;
	int since;
};

/* What passed first comes first. */
static int by_passing(const void *x, const void *y)
{
	const struct m_turn *a = x, *b = y;
	int rule = strcmp(rule_names[a->m->rule], rule_names[b->m->rule]);

	if (a->since != b->since)
		return a->since - b->since;
	if (a->c != b->c)
		return a->c < b->c ? -1 : 1;
	return rule ? rule : a->m->turn - b->m->turn;
}

/* Returns how many levels fired. */
static int m_tick(struct world *w, int now)
{
	struct m_turn v[CASES * RULES];
	int n = 0, fired = 0;

	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			struct m_promise *m = w->cases[i].v[k];
			int since = m->open ?
			    m_ripe(w->p, &w->cases[i], m, now) : 0;

			if (since)
				v[n++] = (struct m_turn){&w->cases[i], m, since};
		}
	qsort(v, (size_t)n, sizeof *v, by_passing);
	for (int i = 0; i < n; i++) {
		struct m_promise *m = v[i].m;
		int had = m->n;

		m_tick_one(w->p, v[i].c, m, now);
		for (; had < m->n; had++)
			if (strcmp(m->v[had].how, "fired") == 0) {
				m_fired(w, v[i].c, m, &m->v[had], now);
				fired++;
			}
	}
	return fired;
}

static void tick(struct world *w, int now)
{
	struct tick_counts counts = {0};
	bool two = one_in(8), more = true;
	int had = w->notices_n, fired;

	/* Two at once take turns, as the store lets them. */
	for (int i = 0; more; i++) {
		struct log *log = two && i % 2 ? w->other_log : w->log;

		log_begin(log, seconds(now), NULL);
		do
			more = escalate_batch(log, w->policy, w->policy_id,
			    seconds(now), 3, &counts) > 0;
		while (more && !two);
		log_commit(log);
	}
	fired = m_tick(w, now);
	if (fired != counts.fired || w->notices_n - had != counts.messages)
		fail_msg("%s: at %d fired %" PRId64 " levels with %" PRId64
		    " notices, not %d with %d", w->trace, now, counts.fired,
		    counts.messages, fired, w->notices_n - had);
	for (int i = 0; fired && i < w->cases_n; i++)
		compare_case(w, &w->cases[i]);
}

/* For those whom its level means now and who have not got it. */
static void m_pass_on(struct world *w, const struct m_notice *old, int now)
{
	unsigned all = m_means(m_still_there(w->p, old), old);

	for (int to = 0; to <= HOUSE; to++) {
		struct m_notice his = *old, *has = NULL;

		for (int i = 0; i < w->notices_n; i++) {
			struct m_notice *n = &w->notices[i];

			if (n->to == to && m_same_firing(n, &his))
				has = n;
		}
		if (!(all & 1u << to) || (has &&
		    strcmp(has->state, "passed on") != 0))
			continue;
		if (!has) {
			assert_true(w->notices_n < NOTICES);
			has = &w->notices[w->notices_n++];
			*has = his;
			has->to = to;
		}
		has->state = "planned";
		has->next = now;
		w->passed_on++;
	}
}

/* The model's notice of a message. */
static struct m_notice *notice_of(struct world *w, const struct message *m)
{
	for (int i = w->notices_n - 1; i >= 0; i--) {
		struct m_notice *n = &w->notices[i];
		char key[96];

		snprintf(key, sizeof key, "%s.%d/%s.%d/%" PRId64,
		    rule_names[n->m->rule], n->m->turn, n->level.level,
		    n->level.time, seconds(n->level.due));
		if (n->c->id == m->subject && w->staff[n->to] == m->addressee &&
		    strcmp(key, m->occurrence) == 0)
			return n;
	}
	fail_msg("%s: nobody meant %s of %" PRId64 " to %" PRId64, w->trace,
	    m->occurrence, m->subject, m->addressee);
	return NULL;
}

/* What the sender decides, done in the store; its state afterwards. */
static const char *send_one(struct world *w, struct message *m, int now,
    struct arena *a, int64_t *person)
{
	struct handed handed = {.channel = "wecom", .text = "x"};
	struct rendering r;

	notice_render(w->store.db, w->policy, m, seconds(now), a, &r);
	*person = handed.person = r.person;
	switch (r.verdict) {
	case RENDER_DROP:
		outbox_pass_on(w->log, m, r.reason, r.instead, r.instead_n,
		    seconds(now));
		return strcmp(r.reason, "reassigned") == 0 ? "passed on" :
		    "dropped";
	case RENDER_WAIT:
		outbox_hold(w->log, m, r.reason, r.until > seconds(now) ? r.until :
		    seconds(now + 1), seconds(now));
		return "planned";
	default:
		outbox_lease(w->log, m, "t", "wecom", seconds(now + 1), seconds(now));
		assert_true(outbox_load(w->store.db, m->id, a, m));
		outbox_sent(w->log, m, &handed, seconds(now));
		return "sent";
	}
}

/* One of them is done, and must come to the same in the model. */
static void send_same(struct world *w, struct message *m, int now,
    struct arena *a)
{
	struct m_notice *n = notice_of(w, m);
	int64_t person, wanted;
	const char *state = send_one(w, m, now, a, &person);

	if (strcmp(n->state, "planned") != 0 || n->next > now)
		fail_msg("%s: %s of %" PRId64 " to %" PRId64 " was not due at %d",
		    w->trace, m->occurrence, m->subject, m->addressee, now);
	m_send(w->p, &w->people, w->notices, w->notices_n, n, now);
	wanted = n->person == NOBODY ? 0 : w->staff[n->person];
	if (strcmp(state, n->state) != 0 ||
	    (strcmp(state, "sent") == 0 && person != wanted))
		fail_msg("%s: %s of %" PRId64 " to %" PRId64 " at %d: %s to %"
		    PRId64 ", not %s to %" PRId64, w->trace, m->occurrence,
		    m->subject, m->addressee, now, state, person, n->state,
		    wanted);
	w->stood_in += n->person != n->to && strcmp(state, "sent") == 0;
	if (strcmp(state, "passed on") == 0)
		m_pass_on(w, n, now);
}

/* Each message that is due comes to the same in the model, in the order in
 * which they are sent, and nothing else is due there. */
static void send(struct world *w, int now)
{
	struct arena *a = arena_new();
	struct message m;

	log_begin(w->log, seconds(now), NULL);
	while (outbox_next(w->store.db, seconds(now), 0, 0, a, &m))
		send_same(w, &m, now, a);
	log_commit(w->log);
	arena_free(a);
	for (int i = 0; i < w->notices_n; i++)
		if (strcmp(w->notices[i].state, "planned") == 0 &&
		    w->notices[i].next <= now)
			fail_msg("%s: a notice was due at %d, and not sent",
			    w->trace, now);
}

#endif
