/* Batches in the store: found, taken back. */
#include "care/intake/undo.h"

#include <string.h>

#include "care/cases/act.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"

size_t undo_find(struct db *db, int64_t run, struct arena *a,
    struct undo_subject **v)
{
	size_t n = 0, cap = 0;
	struct stmt *st = db_prepare(db, "SELECT s.id, s.kind, s.ref,"
	    " (SELECT f.run FROM event g JOIN entry f ON f.id = g.entry"
	    "  WHERE g.subject = s.id ORDER BY g.entry, g.n LIMIT 1),"
	    " (SELECT f.run FROM event g JOIN entry f ON f.id = g.entry"
	    "  WHERE g.subject = s.id ORDER BY g.entry DESC, g.n DESC LIMIT 1)"
	    " FROM subject s WHERE s.id IN (SELECT e.subject FROM entry n"
	    " JOIN event e ON e.entry = n.id WHERE n.run = $run) ORDER BY s.id");

	*v = NULL;
	db_bind_int(st, "$run", run);
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct undo_subject){
			.id = db_int(st, 0),
			.kind = arena_dup(a, db_text(st, 1)),
			.ref = arena_dup(a, db_text(st, 2)),
			.brought = db_int(st, 3) == run,
			.touched = db_int(st, 4) != run,
		};
	}
	db_done(st);
	return n;
}

/* The reference is free for the mended row. */
static void free_ref(struct log *log, const struct undo_subject *s, int64_t run,
    struct arena *a)
{
	log_row(log, '~', "subject");
	log_int(log, "id", s->id);
	log_text(log, "ref", arena_printf(a, "%s~b%lld", s->ref, (long long)run));
}

static void undo_case(struct log *log, const struct undo_subject *s,
    int64_t run, int64_t at, struct arena *a)
{
	struct care_case c = {0};

	case_load(log_db(log), s->id, a, &c);
	log_event(log, s->id, "undone", at);
	log_person(log, c.customer);
	free_ref(log, s, run, a);
	log_row(log, '~', "cases");
	log_int(log, "id", s->id);
	log_text(log, "state", "closed");
	log_int(log, "closed_at", c.closed_at ? c.closed_at : at);
	log_text(log, "outcome", "undone");
	log_end(log);
}

static void undo_booking(struct log *log, const struct undo_subject *s,
    int64_t run, int64_t at, struct arena *a)
{
	log_event(log, s->id, "undone", at);
	free_ref(log, s, run, a);
	log_row(log, '~', "booking");
	log_int(log, "id", s->id);
	log_text(log, "state", "cancelled");
	log_int(log, "state_at", at);
	log_end(log);
}

void undo_one(struct log *log, const struct policy *p, int64_t policy_id,
    const struct undo_subject *s, int64_t run, int64_t at)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {log, p, policy_id, s->kind, s->id, &facts, 0};

	if (strcmp(s->kind, "case") == 0)
		undo_case(log, s, run, at, a);
	else
		undo_booking(log, s, run, at, a);
	promises_cancel(&m, "undone", at);
	arena_free(a);
}

size_t undo_batches(struct db *db, size_t most, struct arena *a,
    struct undo_batch **v)
{
	size_t n = 0, cap = 0;
	struct stmt *st = db_prepare(db, "SELECT r.id, r.now, r.tool, r.counts"
	    " FROM run r WHERE r.tool LIKE 'care-intake %'"
	    " AND r.tool <> 'care-intake undo'"
	    " AND EXISTS (SELECT 1 FROM entry n WHERE n.run = r.id)"
	    " ORDER BY r.id DESC LIMIT $most");

	*v = NULL;
	db_bind_int(st, "$most", (int64_t)most);
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct undo_batch){
			.run = db_int(st, 0), .at = db_int(st, 1),
			.tool = arena_dup(a, db_text(st, 2)),
			.counts = arena_dup(a, db_text(st, 3)),
		};
	}
	db_done(st);
	return n;
}
