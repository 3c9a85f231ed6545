/* The tick: each level once, with its notices and acts in one transaction. */
#include "care/escalation/tick.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "care/cases/act.h"
#include "care/cases/approval_need.h"
#include "care/escalation/notice.h"
#include "care/escalation/standing.h"
#include "care/messages/outbox.h"
#include "care/plans/plan.h"
#include "care/promises/firing_name.h"
#include "care/promises/promise_store.h"
#include "policy/steps.h"
#include "store/db.h"
#include "store/log.h"

struct tick {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id, now;
	struct tick_counts *counts;
};

/* Who is told by a level as of now: "zhao for wang", for who asks later who
 * knew of it. Whoever really is told is found again when the notice goes. */
static void record_told(struct tick *t, const struct level *l,
    const struct matter *m)
{
	struct db *db = log_db(t->log);
	struct arena *a = arena_new();
	struct buf b = {0};
	int64_t *ids;
	size_t n = level_tells(db, t->policy, l, m, t->now, a, &ids);

	recipients_text(db, ids, n, t->now, &b);
	if (n)
		log_fact(t->log, "tells", buf_text(&b));
	buf_free(&b);
	arena_free(a);
}

/* The same of each in turn: who becomes the owner by one of them is whom the
 * next ones tell. */
static void record_all_told(struct tick *t, const struct firing *f,
    const struct matter *m, bool is_case)
{
	struct matter now = *m;

	for (size_t i = 0; i < f->n; i++) {
		const struct matter his = {.owner = now.owner, .team = now.team};
		int64_t heir;

		if (strcmp(f->how[i], "fired") != 0)
			continue;
		record_told(t, f->v[i].level, &now);
		heir = is_case ? level_owner(log_db(t->log), t->policy,
		    &f->v[i], &his, t->now) : 0;
		now.owner = heir ? heir : now.owner;
	}
}

/* The ledger's rows of one firing, and the promise's next level. */
static void record(struct tick *t, const struct promise *p,
    const struct firing *f, const struct matter *m, bool is_case)
{
	log_event(t->log, p->subject, f->n ? "level_fired" : "rearmed", t->now);
	for (size_t i = 0; i < f->n; i++) {
		promise_record(t->log, p, &f->v[i], f->how[i], t->now);
		if (strcmp(f->how[i], "fired") == 0)
			t->counts->fired++;
		else
			t->counts->superseded++;
	}
	record_all_told(t, f, m, is_case);
	promise_next(t->log, p, f->next_at);
	log_end(t->log);
}

static void notify(struct tick *t, const struct promise *p,
    const struct level_time *l, const struct matter *m)
{
	struct arena *a = arena_new();
	char rule[96], occurrence[FIRING_NAME];
	struct message msg = {.rule = rule, .subject = p->subject,
	    .occurrence = occurrence, .purpose = "notice",
	    .urgent = notice_urgent(p, l->level)};
	int64_t *ids;
	size_t n;

	snprintf(rule, sizeof rule, "notice:%s", l->level->name);
	firing_name_write(p, l->level->name, l->time, occurrence);
	n = level_tells(log_db(t->log), t->policy, l->level, m, t->now, a,
	    &ids);
	for (size_t i = 0; i < n; i++) {
		msg.addressee = ids[i];
		msg.not_before = notice_not_before(log_db(t->log), t->policy,
		    ids[i], msg.urgent, t->now);
		if (outbox_plan(t->log, &msg, t->now))
			t->counts->messages++;
	}
	arena_free(a);
}

/* What the level does besides telling; the case as it is afterwards. */
static void act(struct tick *t, const struct promise *p,
    const struct level_time *l, struct care_case *c)
{
	struct act act = {t->log, t->policy, t->policy_id, t->now, NULL};
	const struct matter m = {.owner = c->owner, .team = c->team};
	int64_t owner = level_owner(log_db(t->log), t->policy, l, &m, t->now);
	const char *up;

	if (l->time > 0)
		return;
	up = l->level->raise && !promise_raised(log_db(t->log), p) ?
	    case_raised(t->policy, c->severity) : NULL;
	if (up) {
		case_raise(&act, c, up, p);
		c->severity = up;
	}
	if (owner) {
		case_assign(&act, c, owner, p->rule);
		c->owner = owner;
	}
	if (l->level->approve)
		approval_need(&act, c, l->level->approve, p->rule);
}

/* A plan for other subjects would never be gone through by this one. */
static bool starts(struct tick *t, const struct standing *s,
    const struct level_time *l)
{
	const struct plan *plan = l->time == 0 && l->level->start ?
	    policy_plan(t->policy, l->level->start) : NULL;

	return plan && strcmp(plan->subject, s->rule->subject) == 0;
}

static void one(struct tick *t, const struct promise *p)
{
	struct db *db = log_db(t->log);
	struct arena *a = arena_new();
	struct level_time passed[STANDING_LEVELS];
	const char *how[STANDING_LEVELS];
	struct care_case c = {.id = 0};
	struct standing s;
	struct firing f;
	struct matter m;
	bool is_case = case_load(db, p->subject, a, &c);

	standing_load(db, t->policy, p, t->now, a, &s);
	s.ask.now = t->now;
	promise_fire(&s.ask, &f, how, passed);
	m = matter_of_promise(db, p, a);
	record(t, p, &f, &m, is_case);
	for (size_t i = 0; i < f.n; i++)
		if (strcmp(how[i], "fired") == 0) {
			notify(t, p, &passed[i], &m);
			if (is_case)
				act(t, p, &passed[i], &c);
			m.owner = is_case ? c.owner : m.owner;
			if (starts(t, &s, &passed[i]))
				plan_start(t->log, p->subject,
				    passed[i].level->start, p->rule, t->now);
		}
	t->counts->promises++;
	arena_free(a);
}

size_t escalate_batch(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t now, size_t most, struct tick_counts *counts)
{
	struct tick t = {log, policy, policy_id, now, counts};
	struct arena *a = arena_new();
	struct promise *ripe;
	size_t n = promises_ripe(log_db(log), now, most, a, &ripe);

	for (size_t i = 0; i < n; i++)
		one(&t, &ripe[i]);
	arena_free(a);
	return n;
}
