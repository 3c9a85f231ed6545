/* Clocks that begin anew with each entry of people. */
#include "care/promises/entered.h"

#include <string.h>

#include "care/promises/pause_store.h"
#include "care/promises/promise_inside.h"
#include "store/db.h"
#include "store/log.h"

bool policy_hears_entries(const struct policy *p)
{
	size_t n;
	const struct promise_rule *all = policy_promise_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].any_entry)
			return true;
	return false;
}

size_t entry_subjects(struct db *db, int64_t entry, struct arena *a,
    int64_t **out)
{
	struct stmt *st = db_prepare(db, "SELECT DISTINCT subject FROM event"
	    " WHERE entry = $entry ORDER BY subject");

	db_bind_int(st, "$entry", entry);
	return db_ids(st, a, out);
}

/* Late by the entry that keeps it: the silence is on record. */
static bool ends(const struct promise *p, const struct promise_rule *r,
    int64_t at)
{
	return p->due_at && p->due_at < at && strcmp(r->to, r->from) == 0;
}

static void restart(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, struct arena *a, int64_t at)
{
	struct promise new = *p;
	struct pause *pauses;
	size_t n = pauses_of(log_db(m->log), m->policy, m->subject, r->name, a,
	    &pauses);

	if (!promise_due(m->policy, r, m->facts, at, pauses, n, &new))
		return;
	new.owes = p->owes;
	promise_move(m, p, &new, r, "entry", at);
}

size_t promises_entered(const struct promiser *m, int64_t at)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, a, &all), heard = 0;

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = promise_is_open(&all[i]) ?
		    policy_promise_rule(m->policy, all[i].rule, all[i].amount) :
		    NULL;

		if (!r || !r->any_entry || all[i].start_at >= at)
			continue;
		if (ends(&all[i], r, at))
			promise_keep_by(m, &all[i], r, at);
		else
			restart(m, &all[i], r, a, at);
		heard++;
	}
	arena_free(a);
	return heard;
}
