/* Batches in the store: found, taken back. */
#include "care/intake/undo.h"

#include <stdlib.h>
#include <string.h>

#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/intake/undo_house.h"
#include "care/promises/promise_store.h"
#include "store/back.h"
#include "store/db.h"
#include "store/inverse.h"
#include "store/log.h"
#include "store/store.h"

/* What is referred to, and by whom, as long as that is not taken back too. */
struct reference {
	int64_t subject, by;
};

struct found {
	struct undo_subject *v;
	size_t n;
	struct arena *arena;
	struct reference *refs;
	size_t refs_n, refs_cap;
};

static int by_id(const void *x, const void *y)
{
	const struct undo_subject *a = x, *b = y;

	return (a->id > b->id) - (a->id < b->id);
}

static struct undo_subject *subject_of(const struct found *f, int64_t id)
{
	struct undo_subject key = {.id = id};

	return f->n ? bsearch(&key, f->v, f->n, sizeof *f->v, by_id) : NULL;
}

static void add_reference(void *arg, int64_t subject, int64_t by)
{
	struct found *f = arg;

	f->refs = arena_grow(f->arena, f->refs, &f->refs_cap, f->refs_n + 1,
	    sizeof *f->refs);
	f->refs[f->refs_n++] = (struct reference){subject, by};
}

/* No row of these is left when they go. */
static bool vanishes(const struct undo_subject *s)
{
	return s->brought && strcmp(s->kind, "case") != 0 &&
	    strcmp(s->kind, "booking") != 0;
}

/* What stays needs what it refers to. Until nothing more is found: a case
 * that stays keeps its customer. */
static void judge_references(struct found *f)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < f->refs_n; i++) {
			struct undo_subject *s = subject_of(f, f->refs[i].subject);
			const struct undo_subject *by = subject_of(f, f->refs[i].by);

			if (!s || s->touched || s->back || !vanishes(s) ||
			    (by && !by->touched && !by->back))
				continue;
			s->touched = more = true;
		}
	}
}

/* What the house got of it is looked at row by row, since every batch leaves
 * something there. */
static void add_house(struct db *db, int64_t run, struct found *f, size_t *cap)
{
	struct arena *a = arena_new();
	int64_t *ids;

	if (undo_house_left(db, run, a, &ids) > 0) {
		f->v = arena_grow(f->arena, f->v, cap, f->n + 1, sizeof *f->v);
		f->v[f->n++] = (struct undo_subject){.id = STORE_HOUSE,
		    .kind = "house", .ref = "house"};
	}
	arena_free(a);
}

static bool is_house(const struct undo_subject *s)
{
	return s->id == STORE_HOUSE;
}

static bool is_batch(const char *tool)
{
	return strncmp(tool, "care-intake ", 12) == 0;
}

/* The run as people know it. */
static const char *run_called(struct db *db, int64_t run, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT tool FROM run WHERE id = $run");
	const char *name = NULL;

	db_bind_int(st, "$run", run);
	if (db_step(st))
		name = is_batch(db_text(st, 0)) ? arena_printf(a, "%s, b%lld",
		    db_text(st, 0), (long long)run) : arena_dup(a, db_text(st, 0));
	db_done(st);
	return name;
}

/* Can it go back? */
static void judge(struct db *db, int64_t run, struct undo_subject *s,
    struct arena *a)
{
	int64_t by = 0;
	enum back_state state = is_house(s) ? BACK_FREE :
	    back_state(db, s->id, run, &by);

	s->touched = state == BACK_TOUCHED;
	s->back = state == BACK_DONE;
	if (by)
		s->by = run_called(db, by, a);
}

size_t undo_find(struct db *db, int64_t run, struct arena *a,
    struct undo_subject **v)
{
	struct found f = {.arena = a};
	size_t cap = 0;
	struct stmt *st = db_prepare(db, "SELECT s.id, s.kind, s.ref,"
	    " (SELECT f.run FROM event g JOIN entry f ON f.id = g.entry"
	    "  WHERE g.subject = s.id ORDER BY g.entry, g.n LIMIT 1)"
	    " FROM subject s WHERE s.kind <> 'house' AND s.id IN"
	    " (SELECT e.subject FROM entry n JOIN event e ON e.entry = n.id"
	    " JOIN run r ON r.id = n.run WHERE n.run = $run"
	    " AND r.tool LIKE 'care-intake %') ORDER BY s.id");

	add_house(db, run, &f, &cap);
	db_bind_int(st, "$run", run);
	while (db_step(st)) {
		f.v = arena_grow(a, f.v, &cap, f.n + 1, sizeof *f.v);
		f.v[f.n++] = (struct undo_subject){
			.id = db_int(st, 0),
			.kind = arena_dup(a, db_text(st, 1)),
			.ref = arena_dup(a, db_text(st, 2)),
			.brought = db_int(st, 3) == run,
		};
	}
	db_done(st);
	for (size_t i = 0; i < f.n; i++)
		judge(db, run, &f.v[i], a);
	if (f.n > 0)
		back_references(db, run, add_reference, &f);
	judge_references(&f);
	*v = f.v;
	return f.n;
}

/* The reference is free for the mended row. */
static const char *freed(const struct undo_subject *s, int64_t run,
    struct arena *a)
{
	return arena_printf(a, "%s~b%lld", s->ref, (long long)run);
}

static void free_ref(struct log *log, const struct undo_subject *s, int64_t run,
    struct arena *a)
{
	log_row(log, '~', "subject");
	log_int(log, "id", s->id);
	log_text(log, "ref", freed(s, run, a));
}

static void undo_case(struct log *log, const struct undo_subject *s,
    int64_t run, int64_t at, struct arena *a)
{
	struct care_case c = {0};

	case_load(log_db(log), s->id, a, &c);
	log_event(log, s->id, "undone", at);
	log_person(log, c.customer);
	log_fact_int(log, "batch", run);
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
	log_fact_int(log, "batch", run);
	free_ref(log, s, run, a);
	log_row(log, '~', "booking");
	log_int(log, "id", s->id);
	log_text(log, "state", "cancelled");
	log_int(log, "state_at", at);
	log_end(log);
}

/* Whom the contents of the way back are about. */
static int64_t person_of(struct db *db, const struct undo_subject *s,
    struct arena *a)
{
	struct care_case c;
	struct booking b;

	if (strcmp(s->kind, "case") == 0)
		return case_load(db, s->id, a, &c) ? c.customer : 0;
	if (strcmp(s->kind, "booking") == 0)
		return booking_load(db, s->id, a, &b) ? b.customer : 0;
	return s->id;
}

static bool undo_rows(struct log *log, const struct undo_subject *s, int64_t run,
    int64_t at, struct arena *a)
{
	struct inverse *inverse = inverse_of_run(log_db(log), s->id, run, a);

	if (!inverse)
		return false;
	log_event(log, s->id, s->brought ? "undone" : "restored", at);
	log_person(log, person_of(log_db(log), s, a));
	log_fact_int(log, "batch", run);
	inverse_write(log, inverse, freed(s, run, a));
	log_end(log);
	return true;
}

bool undo_one(struct log *log, const struct policy *p, int64_t policy_id,
    const struct undo_subject *s, int64_t run, int64_t at)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {log, p, policy_id, s->kind, s->id, &facts, 0};
	bool done = true;

	if (is_house(s)) {
		undo_house(log, run, at);
	} else if (!s->brought || vanishes(s)) {
		done = undo_rows(log, s, run, at, a);
	} else {
		if (strcmp(s->kind, "case") == 0)
			undo_case(log, s, run, at, a);
		else
			undo_booking(log, s, run, at, a);
		promises_cancel(&m, "undone", at);
	}
	arena_free(a);
	return done;
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
