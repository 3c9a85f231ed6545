/* Absences in the store. */
#include "care/people/absence.h"
#include "store/db.h"
#include "store/log.h"

static size_t rows(struct stmt *st, struct arena *a, struct absence **v)
{
	size_t n = 0, cap = 0;

	*v = NULL;
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct absence){db_int(st, 0), db_int(st, 1),
		    db_int(st, 2), db_int(st, 3)};
	}
	db_done(st);
	return n;
}

size_t absences(struct db *db, int64_t staff, int64_t from, int64_t until,
    struct arena *a, struct absence **v)
{
	struct stmt *st = db_prepare(db, "SELECT staff, from_at, to_at,"
	    " substitute FROM absence WHERE ($staff = 0 OR staff = $staff)"
	    " AND to_at > $from AND from_at < $until ORDER BY from_at, staff");

	db_bind_int(st, "$staff", staff);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	return rows(st, a, v);
}

size_t absences_substituted(struct db *db, int64_t substitute, int64_t from,
    struct arena *a, struct absence **v)
{
	struct stmt *st = db_prepare(db, "SELECT staff, from_at, to_at,"
	    " substitute FROM absence WHERE substitute = $who AND to_at > $from"
	    " ORDER BY from_at, staff");

	db_bind_int(st, "$who", substitute);
	db_bind_int(st, "$from", from);
	return rows(st, a, v);
}

/* The row that begins at that instant; false: there is none. */
static bool known(struct db *db, const struct absence *like,
    struct absence *out)
{
	struct stmt *st = db_prepare(db, "SELECT to_at, substitute FROM absence"
	    " WHERE staff = $staff AND from_at = $from");
	bool is;

	*out = *like;
	db_bind_int(st, "$staff", like->staff);
	db_bind_int(st, "$from", like->from);
	is = db_step(st);
	if (is) {
		out->until = db_int(st, 0);
		out->substitute = db_int(st, 1);
	}
	db_done(st);
	return is;
}

static void row(struct log *log, char op, const struct absence *v)
{
	log_row(log, op, "absence");
	log_int(log, "staff", v->staff);
	log_int(log, "from_at", v->from);
}

bool absence_put(struct log *log, const struct absence *v, int64_t at)
{
	struct absence was;
	bool is = known(log_db(log), v, &was);

	if (is && was.until == v->until && was.substitute == v->substitute)
		return false;
	log_event(log, v->staff, "absent", at);
	row(log, is ? '~' : '+', v);
	log_int(log, "to_at", v->until);
	log_time(log, "substitute", v->substitute);
	log_end(log);
	return true;
}

void absence_end(struct log *log, const struct absence *v, int64_t at)
{
	log_event(log, v->staff, "back", at);
	row(log, at > v->from ? '~' : '-', v);
	if (at > v->from)
		log_int(log, "to_at", at);
	log_end(log);
}
