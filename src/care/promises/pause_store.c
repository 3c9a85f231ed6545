/* The pauses of a subject in the store. */
#include "care/promises/pause_store.h"

#include <string.h>

#include "store/db.h"
#include "store/log.h"

static void add(struct arena *a, struct pause **all, size_t *n, size_t *cap,
    int64_t from, int64_t until)
{
	*all = arena_grow(a, *all, cap, *n + 1, sizeof **all);
	(*all)[(*n)++] = (struct pause){from, until};
}

/* Its end, or its cap when that came first. */
static int64_t end_of(struct stmt *st, int until, int cap)
{
	int64_t end = db_null(st, until) ? INT64_MAX : db_int(st, until);

	return !db_null(st, cap) && db_int(st, cap) < end ? db_int(st, cap) : end;
}

size_t pauses_of(struct db *db, const struct policy *policy, int64_t subject,
    const char *rule, struct arena *a, struct pause **out)
{
	struct stmt *st = db_prepare(db, "SELECT from_at, until_at, cap_at, reason"
	    " FROM pause WHERE subject = $subject ORDER BY from_at, n");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st))
		if (pause_stops(policy, db_text(st, 3), rule))
			add(a, out, &n, &cap, db_int(st, 0), end_of(st, 1, 2));
	db_done(st);
	return n;
}

size_t pauses_before(struct db *db, int64_t subject, const char *reason,
    struct arena *a, struct pause **out)
{
	struct stmt *st = db_prepare(db, "SELECT from_at, until_at, cap_at"
	    " FROM pause WHERE subject = $subject AND reason = $reason"
	    " AND (until_at IS NOT NULL OR cap_at IS NOT NULL)"
	    " ORDER BY from_at, n");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$subject", subject);
	db_bind_text(st, "$reason", reason);
	while (db_step(st))
		add(a, out, &n, &cap, db_int(st, 0), end_of(st, 1, 2));
	db_done(st);
	return n;
}

/* The rule with the promise's own amount and calendar, which it keeps whatever
 * the policy says by now. False: a window or a date, which no pause moves. */
static bool own_rule(const struct policy *policy, const struct promise *p,
    const struct promise_rule *r, struct promise_rule *own)
{
	struct span span;
	const char *why;

	*own = r ? *r : (struct promise_rule){.name = p->rule, .owes = p->owes};
	if (p->hard || own->has_window || own->due ||
	    !span_parse(p->amount, false, &span, &why))
		return false;
	own->has_within = true;
	own->within = span;
	own->hard = false;
	own->calendar = *p->calendar ? policy_calendar(policy, p->calendar) :
	    NULL;
	return true;
}

/* The due time under the pauses as they are now; false: it does not move. */
static bool moves(const struct promiser *m, const struct promise *old,
    const struct promise_rule *r, struct arena *a, struct promise *new)
{
	struct promise_rule own;
	struct pause *pauses;
	size_t n;

	if (!own_rule(m->policy, old, r, &own))
		return false;
	n = pauses_of(log_db(m->log), m->policy, m->subject, old->rule, a,
	    &pauses);
	*new = *old;
	if (!promise_due(m->policy, &own, m->facts, old->start_at, pauses, n, new))
		return false;
	new->owes = old->owes;
	return new->due_at != old->due_at;
}

size_t promises_paused(const struct promiser *m, int64_t at)
{
	struct arena *a = arena_new();
	struct promise *all, new;
	size_t n = promises_of(log_db(m->log), m->subject, a, &all), moved = 0;

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = policy_promise_rule(m->policy,
		    all[i].rule, all[i].amount);

		if (strcmp(all[i].state, "open") != 0 ||
		    !moves(m, &all[i], r, a, &new))
			continue;
		promise_move(m, &all[i], &new, r, "pause", at);
		moved++;
	}
	arena_free(a);
	return moved;
}
