/* Cases of a cause, and what they are counted per. */
#include "care/measures/effect_counts.h"

#include "store/db.h"

static int64_t cases_of(struct db *db, const char *cause, int64_t from,
    int64_t until)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM cases"
	    " WHERE received_at >= $from AND received_at < $until"
	    " AND merged_into IS NULL AND ($cause IS NULL OR cause = $cause)");
	int64_t n;

	db_bind_text(st, "$cause", cause);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	n = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return n;
}

/* The exposure of a name, without its parts by a dimension. */
static double exposure_of(struct db *db, const char *name, int64_t from,
    int64_t until)
{
	struct stmt *st = db_prepare(db, "SELECT from_at, to_at, n FROM exposure"
	    " WHERE name = $name AND dimension = ''"
	    " AND from_at < $until AND to_at > $from");
	double sum = 0;

	db_bind_text(st, "$name", name);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	while (db_step(st)) {
		int64_t a = db_int(st, 0), b = db_int(st, 1);
		int64_t first = a > from ? a : from, last = b < until ? b : until;

		if (b > a)
			sum += (double)db_int(st, 2) * (double)(last - first) /
			    (double)(b - a);
	}
	db_done(st);
	return sum;
}

struct effect_counts effect_count(struct db *db, const char *cause,
    const char *per, int64_t at, int64_t length)
{
	return (struct effect_counts){
		.before = cases_of(db, cause, at - length, at),
		.after = cases_of(db, cause, at, at + length),
		.before_of = per ? exposure_of(db, per, at - length, at) :
		    (double)cases_of(db, NULL, at - length, at),
		.after_of = per ? exposure_of(db, per, at, at + length) :
		    (double)cases_of(db, NULL, at, at + length),
	};
}

int effect_has_exposure(struct db *db, const char *name)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM exposure"
	    " WHERE name = $name AND dimension = ''");
	int found;

	db_bind_text(st, "$name", name);
	found = db_step(st);
	db_done(st);
	return found;
}

size_t effect_causes(struct db *db, int64_t from, int64_t until, int64_t least,
    struct arena *a, struct cause_count **out)
{
	struct stmt *st = db_prepare(db, "SELECT cause, count(*), max(id)"
	    " FROM cases"
	    " WHERE received_at >= $from AND received_at < $until"
	    " AND merged_into IS NULL AND cause IS NOT NULL"
	    " GROUP BY cause HAVING count(*) >= $least ORDER BY 2 DESC, 1");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	db_bind_int(st, "$least", least);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct cause_count){arena_dup(a, db_text(st, 0)),
		    db_int(st, 1), db_int(st, 2)};
	}
	db_done(st);
	return n;
}
