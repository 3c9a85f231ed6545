/* Subjects on their way, from the store. */
#include "care/cases/walk.h"

#include <string.h>

#include "store/db.h"

static struct stmt *cases_of(struct db *db, const struct walk_filter *f)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM cases WHERE"
	    " $all = 1 OR closed_at IS NULL ORDER BY id");

	db_bind_int(st, "$all", f->all);
	return st;
}

static struct stmt *bookings_of(struct db *db, const struct walk_filter *f)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM booking WHERE"
	    " (state IN ('booked', 'departed') OR ($all = 1 AND"
	    " state = 'returned')) AND ($from = 0 OR departs >= $from)"
	    " AND ($until = 0 OR departs < $until)"
	    " ORDER BY departs IS NULL, departs, id");

	db_bind_int(st, "$all", f->all);
	db_bind_int(st, "$from", f->from);
	db_bind_int(st, "$until", f->until);
	return st;
}

static struct stmt *subjects_of(struct db *db, const struct walk_filter *f)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM subject WHERE"
	    " kind = $kind ORDER BY id");

	db_bind_text(st, "$kind", f->kind);
	return st;
}

void walk(struct db *db, const struct walk_filter *f, walk_visit *visit,
    void *arg)
{
	struct stmt *st = strcmp(f->kind, "case") == 0 ? cases_of(db, f) :
	    strcmp(f->kind, "booking") == 0 ? bookings_of(db, f) :
	    subjects_of(db, f);

	while (db_step(st))
		visit(arg, db_int(st, 0));
	db_done(st);
}
