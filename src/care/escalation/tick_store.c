/* The tick: each level once, with its notices and acts in one transaction. */
#include "care/escalation/tick.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "care/cases/act.h"
#include "care/escalation/notice.h"
#include "care/escalation/recipients.h"
#include "care/messages/outbox.h"
#include "care/people/staff.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "store/db.h"
#include "store/log.h"

enum { LEVELS = 256 };

struct tick {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id, now;
	struct tick_counts *counts;
};

static int64_t live_from(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db,
	    "SELECT live_from FROM subject WHERE id = $id");
	int64_t at;

	db_bind_int(st, "$id", subject);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

static void key_cells(struct log *log, const struct promise *p)
{
	log_int(log, "subject", p->subject);
	log_text(log, "rule", p->rule);
	log_int(log, "turn", p->turn);
}

/* The ledger's rows of one firing, and the promise's next level. */
static void record(struct tick *t, const struct promise *p,
    const struct firing *f)
{
	log_event(t->log, p->subject, f->n ? "level_fired" : "rearmed", t->now);
	for (size_t i = 0; i < f->n; i++) {
		log_row(t->log, '+', "fired");
		key_cells(t->log, p);
		log_text(t->log, "level", f->v[i].level->name);
		log_int(t->log, "time", f->v[i].time);
		log_int(t->log, "due_at", p->due_at);
		log_int(t->log, "at", t->now);
		log_text(t->log, "how", f->how[i]);
		if (strcmp(f->how[i], "fired") == 0)
			t->counts->fired++;
		else
			t->counts->superseded++;
	}
	log_row(t->log, '~', "promise");
	key_cells(t->log, p);
	log_time(t->log, "next_at", f->next_at);
	log_end(t->log);
}

static void notify(struct tick *t, const struct promise *p,
    const struct level_time *l, const struct matter *m)
{
	int64_t ids[RECIPIENTS_MAX];
	char rule[96], occurrence[256];
	struct message msg = {.rule = rule, .subject = p->subject,
	    .occurrence = occurrence, .purpose = "notice",
	    .urgent = notice_urgent(p, l->level)};
	size_t n = 0;

	msg.not_before = notice_not_before(t->policy, msg.urgent, t->now);
	snprintf(rule, sizeof rule, "notice:%s", l->level->name);
	notice_occurrence(p, l, occurrence, sizeof occurrence);
	for (size_t i = 0; i < l->level->notify.n; i++)
		n = recipients_add(log_db(t->log), t->policy,
		    l->level->notify.v[i], m, t->now, ids, n);
	for (size_t i = 0; i < n; i++) {
		msg.addressee = ids[i];
		if (outbox_plan(t->log, &msg, t->now))
			t->counts->messages++;
	}
}

/* A ladder raises once per promise, however often its due time moves. */
static bool raised_before(const struct ladder *ladder,
    const struct fired *fired, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; ladder && j < ladder->n; j++)
			if (ladder->v[j].raise &&
			    strcmp(fired[i].level, ladder->v[j].name) == 0 &&
			    strcmp(fired[i].how, "fired") == 0)
				return true;
	return false;
}

/* Whoever has the role already keeps the case: another promise of it, late as
 * well, must not hand it on to his own supervisor. */
static bool has_role(struct db *db, int64_t owner, const char *role)
{
	struct arena *a = arena_new();
	struct staff who;
	bool has = owner && staff_load(db, owner, a, &who) && who.role &&
	    strcmp(who.role, role) == 0;

	arena_free(a);
	return has;
}

/* What the level does besides telling; the case as it is afterwards. Returns
 * whether a later level may still raise. */
static bool act(struct tick *t, const struct promise *p,
    const struct level_time *l, struct care_case *c, bool may_raise)
{
	struct act act = {t->log, t->policy, t->policy_id, t->now, NULL};
	struct matter m = {c->owner, c->team};
	int64_t ids[RECIPIENTS_MAX];
	const char *up;

	if (l->time > 0)
		return may_raise;
	up = l->level->raise && may_raise ?
	    case_raised(t->policy, c->severity) : NULL;
	if (up) {
		/* Caused by the ladder: the promise that fired it stays as it
		 * is, or it would raise itself to the top. */
		case_set_severity(&act, c, up, p->rule);
		c->severity = up;
	}
	if (l->level->reassign && !has_role(log_db(t->log), c->owner,
	    l->level->reassign) && recipients_add(log_db(t->log), t->policy,
	    l->level->reassign, &m, t->now, ids, 0) > 0 && ids[0] &&
	    ids[0] != c->owner) {
		case_assign(&act, c, ids[0], p->rule);
		c->owner = ids[0];
	}
	return may_raise && !l->level->raise;
}

static void one(struct tick *t, const struct promise *p)
{
	struct db *db = log_db(t->log);
	struct arena *a = arena_new();
	struct level_time levels[LEVELS], passed[LEVELS];
	const char *how[LEVELS], **acked;
	struct care_case c = {.id = 0};
	struct fired *fired;
	struct fire_ask ask;
	struct firing f;
	const struct promise_rule *r = policy_promise_rule(t->policy, p->rule,
	    p->amount);
	const struct ladder *ladder = r ? r->ladder : NULL;
	struct pause *pauses;
	size_t stops = pauses_of(db, t->policy, p->subject, p->rule, a, &pauses);
	size_t recorded = promise_fired(db, p, a, &fired), n;
	bool is_case = case_load(db, p->subject, a, &c), may_raise;

	n = promise_levels(t->policy, p, ladder, pauses, stops, t->now,
	    levels, LEVELS);
	ask = (struct fire_ask){.levels = levels, .n = n, .fired = fired,
	    .recorded = recorded, .acked_n = notice_acked(db, p, a, &acked),
	    .due_at = p->due_at, .now = t->now,
	    .live_from = live_from(db, p->subject),
	    .each = policy_head(t->policy)->catch_up_all};
	ask.acked = acked;
	promise_fire(&ask, &f, how, passed);
	record(t, p, &f);
	may_raise = !raised_before(ladder, fired, recorded);
	for (size_t i = 0; i < f.n; i++)
		if (strcmp(how[i], "fired") == 0) {
			struct matter m = {c.owner, c.team};

			notify(t, p, &passed[i], &m);
			if (is_case)
				may_raise = act(t, p, &passed[i], &c, may_raise);
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
