/* Where a promise stands on its ladder. */
#include "care/escalation/standing.h"

#include <stdlib.h>
#include <string.h>

#include "care/escalation/notice.h"
#include "care/people/staff.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "store/db.h"
#include "store/row.h"

void standing_load(struct db *db, const struct policy *policy,
    const struct promise *p, int64_t until, struct arena *a,
    struct standing *out)
{
	const char **acked;
	struct fired *fired;
	size_t recorded = promise_fired(db, p, a, &fired);
	size_t acked_n = notice_acked(db, p, a, &acked);

	out->rule = policy_promise_rule(policy, p->rule, p->amount);
	out->ladder = out->rule ? out->rule->ladder : NULL;
	out->stops = pauses_counted(db, policy, p, a, &out->pauses);
	out->ask = (struct fire_ask){.levels = out->levels, .fired = fired,
	    .recorded = recorded, .acked = acked, .acked_n = acked_n,
	    .due_at = p->due_at, .live_from = promise_live_from(db, p->subject),
	    .each = policy_head(policy)->catch_up_all};
	out->ask.n = promise_levels(policy, p, out->ladder, out->pauses,
	    out->stops, until, out->levels, STANDING_LEVELS);
}

static bool raised_by(const char *event, const struct promise *p)
{
	struct row_changes rows = {0};
	char *copy = mem_dup(event);
	const char *why = NULL, *turn = NULL;
	bool by;

	if (row_decode(&rows, copy, NULL)) {
		why = row_said(&rows, "", "why");
		turn = row_said(&rows, "", "turn");
	}
	by = why && turn && strcmp(why, p->rule) == 0 && atoi(turn) == p->turn;
	row_changes_free(&rows);
	free(copy);
	return by;
}

bool promise_raised(struct db *db, const struct promise *p)
{
	struct stmt *st = db_prepare(db, "SELECT arg FROM event"
	    " WHERE subject = $subject AND what = 'severity_set'");
	bool raised = false;

	db_bind_int(st, "$subject", p->subject);
	while (!raised && db_step(st))
		raised = raised_by(db_text(st, 0), p);
	db_done(st);
	return raised;
}

size_t level_tells(struct db *db, const struct policy *policy,
    const struct level *l, const struct matter *m, int64_t at,
    struct arena *a, int64_t **ids)
{
	return recipients_of(db, policy, &l->notify, m, at, a, ids);
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

int64_t level_owner(struct db *db, const struct policy *policy,
    const struct level_time *l, const struct matter *m, int64_t at)
{
	const char *role = l->level->reassign;
	struct arena *a;
	int64_t *ids, first;

	if (l->time > 0 || !role || has_role(db, m->owner, role))
		return 0;
	a = arena_new();
	first = recipients_of_role(db, policy, role, m, at, a, &ids) ? ids[0] : 0;
	arena_free(a);
	return first == m->owner ? 0 : first;
}
