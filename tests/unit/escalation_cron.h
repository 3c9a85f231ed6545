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

/* The notices of what fired just now. */
static void m_notify(struct world *w, const struct m_case *c,
    const struct m_promise *m, const struct m_record *fired, int now)
{
	const char *role = tells[level_of(w->p, m->rule, fired->level)->tells];
	const char *second = strchr(role, ' ');
	unsigned all = m_role(role, c->owner) |
	    (second ? m_role(second + 1, c->owner) : 0);

	for (int i = 0; i < PEOPLE; i++)
		if (all & 1u << i) {
			assert_true(w->notices_n < NOTICES);
			w->notices[w->notices_n++] = (struct m_notice){c, m, *fired,
			    i, m->rule == 2 ? now : opening(now), m->rule == 2,
			    "planned", NOBODY};
		}
}

static void tick(struct world *w, int now)
{
	struct tick_counts counts = {0};
	bool two = one_in(8), more = true;

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
	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			struct m_promise *m = w->cases[i].v[k];
			int had = m->n;

			if (m->open && m_ripe(w->p, &w->cases[i], m, now))
				m_tick_one(w->p, &w->cases[i], m, now);
			for (; had < m->n; had++)
				if (strcmp(m->v[had].how, "fired") == 0)
					m_notify(w, &w->cases[i], m, &m->v[had], now);
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
		outbox_drop(w->log, m, r.reason, seconds(now));
		return "dropped";
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

/* Both send what is due, and must come to the same of each. */
static void send(struct world *w, int now)
{
	struct arena *a = arena_new();
	int64_t after_at = 0, after_id = 0;
	int looked = 0, real = 0;
	struct message m;

	for (int i = 0; i < w->notices_n; i++) {
		struct m_notice *n = &w->notices[i];

		if (strcmp(n->state, "planned") == 0 && n->next <= now) {
			m_send(w->p, &w->people, n, now);
			looked++;
		}
	}
	log_begin(w->log, seconds(now), NULL);
	while (outbox_next(w->store.db, seconds(now), after_at, after_id, a, &m)) {
		const struct m_notice *n = notice_of(w, &m);
		const char *state;
		int64_t person, wanted;

		after_at = m.next_at;
		after_id = m.id;
		state = send_one(w, &m, now, a, &person);
		wanted = n->person == NOBODY ? 0 : w->staff[n->person];
		if (strcmp(state, n->state) != 0 ||
		    (strcmp(state, "sent") == 0 && person != wanted))
			fail_msg("%s: %s of %" PRId64 " to %" PRId64 " at %d: %s to %"
			    PRId64 ", not %s to %" PRId64, w->trace, m.occurrence,
			    m.subject, m.addressee, now, state, person, n->state,
			    wanted);
		real++;
		w->stood_in += n->person != n->to && strcmp(state, "sent") == 0;
	}
	log_commit(w->log);
	arena_free(a);
	if (looked != real)
		fail_msg("%s: %d notices were due at %d, not %d", w->trace, real, now,
		    looked);
}

#endif
