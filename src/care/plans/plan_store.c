/* Steps done and events happened, in the store; and the gate by them. */
#include "care/plans/plan.h"

#include "care/plans/gate.h"
#include "store/db.h"

size_t steps_done(struct db *db, int64_t subject, struct arena *a,
    struct step_done **out)
{
	struct stmt *st = db_prepare(db, "SELECT plan, step, at, staff, result"
	    " FROM step WHERE subject = $subject AND step <> ''"
	    " ORDER BY at, plan, step");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct step_done){arena_dup(a, db_text(st, 0)),
		    arena_dup(a, db_text(st, 1)), db_int(st, 2), db_int(st, 3),
		    arena_dup(a, db_text(st, 4))};
	}
	db_done(st);
	return n;
}

bool step_is_done(struct db *db, int64_t subject, const char *plan,
    const char *step)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM step WHERE"
	    " subject = $subject AND plan = $plan AND step = $step");
	bool done;

	db_bind_int(st, "$subject", subject);
	db_bind_text(st, "$plan", plan);
	db_bind_text(st, "$step", step);
	done = db_step(st);
	db_done(st);
	return done;
}

bool plan_is_started(struct db *db, int64_t subject, const char *plan)
{
	return step_is_done(db, subject, plan, PLAN_STARTED);
}

/* What happens to a message (planned, sent ..) is an event of its subject, but
 * none of the policy. */
bool subject_had(struct db *db, int64_t subject, const char *event, int64_t *at)
{
	struct stmt *st = db_prepare(db, "SELECT max(e.at) FROM event e WHERE"
	    " e.subject = $subject AND e.what = $what"
	    " AND e.arg NOT LIKE '_message %' AND NOT EXISTS"
	    " (SELECT 1 FROM event u WHERE u.subject = e.subject"
	    " AND u.what = 'undone' AND u.arg LIKE '. entry=' || e.entry || ' %')");
	bool had;

	db_bind_int(st, "$subject", subject);
	db_bind_text(st, "$what", event);
	had = db_step(st) && !db_null(st, 0);
	if (had && at)
		*at = db_int(st, 0);
	db_done(st);
	return had;
}

struct of_subject {
	struct db *db;
	int64_t id;
};

static bool happened(void *arg, const char *event)
{
	const struct of_subject *s = arg;

	return subject_had(s->db, s->id, event, NULL);
}

static bool done(void *arg, const char *plan, const char *step)
{
	const struct of_subject *s = arg;

	return step_is_done(s->db, s->id, plan, step);
}

static bool owed(void *arg, const char *promise)
{
	const struct of_subject *s = arg;
	struct stmt *st = db_prepare(s->db, "SELECT 1 FROM promise WHERE"
	    " subject = $subject AND rule = $rule AND state = 'open'");
	bool open;

	db_bind_int(st, "$subject", s->id);
	db_bind_text(st, "$rule", promise);
	open = db_step(st);
	db_done(st);
	return open;
}

size_t gate_ask(struct db *db, const struct policy *p, const char *subject,
    int64_t id, const struct facts *facts, const char *stage,
    const char *event, struct arena *a, struct gate_fault **out)
{
	struct of_subject s = {db, id};
	struct gate_past past = {happened, done, owed, &s};

	return gate_faults(p, subject, facts, stage, event, &past, a, out);
}

size_t gate_step(struct db *db, const struct policy *p, const char *subject,
    int64_t id, const struct facts *facts, const struct step *step,
    struct arena *a, struct gate_fault **out)
{
	struct of_subject s = {db, id};
	struct gate_past past = {happened, done, owed, &s};

	return gate_step_faults(p, subject, facts, step, &past, a, out);
}
