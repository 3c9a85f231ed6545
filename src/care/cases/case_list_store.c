/* Lists of cases, and the history of one. */
#include "care/cases/case_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "care/promises/promise_read.h"
#include "store/db.h"

static void bind_id(struct stmt *st, const char *name, int64_t id)
{
	if (id)
		db_bind_int(st, name, id);
}

/* What is not asked is null, and null asks nothing. */
#define ASKED \
	" WHERE ($state IS NULL OR state = $state)" \
	" AND ($kind IS NULL OR kind = $kind)" \
	" AND ($channel IS NULL OR channel = $channel)" \
	" AND ($severity IS NULL OR severity = $severity)" \
	" AND ($team IS NULL OR team = $team)" \
	" AND ($trip IS NULL OR trip = $trip)" \
	" AND ($owner IS NULL OR owner = $owner" \
	"  OR ($owner = -1 AND owner IS NULL))" \
	" AND ($customer IS NULL OR customer = $customer)" \
	" AND ($booking IS NULL OR booking = $booking)"

#define RECEIVED " AND received_at >= $from AND received_at < $until"
#define BY_FIELD "SELECT id FROM field JOIN cases ON id = subject" ASKED \
	" AND name = $on AND num >= $from AND num < $until"

/*
 * By what leaves the fewest to look at: a case named is found by its key, a
 * customer has few cases, few of all are open. The plus keeps the order from
 * choosing the index.
 */
static struct stmt *list_by(struct db *db, const struct case_filter *f)
{
	if (f->on)
		return db_prepare(db, f->id ? BY_FIELD " AND subject = $id" :
		    BY_FIELD " ORDER BY num, id");
	if (f->id)
		return db_prepare(db, "SELECT id FROM cases" ASKED RECEIVED
		    " AND id = $id");
	if (f->customer)
		return db_prepare(db, "SELECT id FROM cases" ASKED
		    " AND customer = $customer" RECEIVED
		    " ORDER BY +received_at, id");
	if (f->state && strcmp(f->state, "open") == 0)
		return db_prepare(db, "SELECT id FROM cases" ASKED
		    " AND closed_at IS NULL" RECEIVED
		    " ORDER BY +received_at, id");
	return db_prepare(db, "SELECT id FROM cases" ASKED RECEIVED
	    " ORDER BY received_at, id");
}

/* Ids are read to the end first, since the visitor may write. */
void cases_list(struct db *db, const struct case_filter *f, case_visit *visit,
    void *arg)
{
	struct stmt *st = list_by(db, f);
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;

	if (f->on)
		db_bind_text(st, "$on", f->on);
	if (f->id)
		db_bind_int(st, "$id", f->id);
	db_bind_text(st, "$state", f->state);
	db_bind_text(st, "$kind", f->kind);
	db_bind_text(st, "$channel", f->channel);
	db_bind_text(st, "$severity", f->severity);
	db_bind_text(st, "$team", f->team);
	db_bind_text(st, "$trip", f->trip);
	bind_id(st, "$owner", f->owner);
	bind_id(st, "$customer", f->customer);
	bind_id(st, "$booking", f->booking);
	db_bind_int(st, "$from", f->from ? f->from : INT64_MIN);
	db_bind_int(st, "$until", f->until ? f->until : INT64_MAX);
	while (db_step(st)) {
		ids = mem_grow(ids, &cap, n + 1, sizeof *ids);
		ids[n++] = db_int(st, 0);
	}
	db_done(st);
	for (size_t i = 0; i < n; i++)
		visit(arg, ids[i]);
	free(ids);
}

void subject_history(struct db *db, int64_t subject, event_visit *visit,
    void *arg)
{
	struct stmt *st = db_prepare(db,
	    "SELECT e.entry, e.at, r.recorded_at, r.actor, r.done_by, r.tool,"
	    " e.what, e.arg, c.body, c.erased_by"
	    " FROM event e JOIN entry r ON r.id = e.entry"
	    " LEFT JOIN content c ON c.id = e.content"
	    " WHERE e.subject = $subject ORDER BY e.entry, e.n");
	int64_t seq = 0;

	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		struct case_event e = {db_int(st, 0), ++seq, db_int(st, 1),
		    db_int(st, 2), db_int(st, 3), db_int(st, 4), db_text(st, 5),
		    db_text(st, 6), db_text(st, 7), db_text(st, 8),
		    db_int(st, 9) != 0};

		visit(arg, &e);
	}
	db_done(st);
}

int64_t case_entered(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT recorded_at FROM entry WHERE id ="
	    " (SELECT min(entry) FROM event WHERE subject = $id)");
	int64_t at;

	db_bind_int(st, "$id", id);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

bool case_next_promise(struct db *db, int64_t id, struct arena *a,
    struct promise *out)
{
	struct promise *all;
	size_t n = promises_of(db, id, a, &all);
	bool found = false;

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "open") == 0 && all[i].due_at &&
		    (!found || all[i].due_at < out->due_at)) {
			*out = all[i];
			found = true;
		}
	return found;
}
