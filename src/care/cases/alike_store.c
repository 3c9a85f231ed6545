/* The cases of the store that may be one with another. */
#include "care/cases/alike.h"

#include "store/db.h"

void cases_like(struct db *db, int64_t id, alike_visit *visit, void *arg)
{
	struct arena *a = arena_new();
	struct care_case one;
	const char *text;
	struct stmt *st;

	if (!case_load(db, id, a, &one)) {
		arena_free(a);
		return;
	}
	text = case_text(db, &one, "text", a);
	st = db_prepare(db, "SELECT id FROM cases WHERE received_at"
	    " BETWEEN $from AND $until AND id <> $id AND merged_into IS NULL"
	    " AND kind = $kind ORDER BY received_at, id");
	db_bind_int(st, "$from", one.received_at - ALIKE_WITHIN);
	db_bind_int(st, "$until", one.received_at + ALIKE_WITHIN);
	db_bind_int(st, "$id", id);
	db_bind_text(st, "$kind", one.kind);
	while (db_step(st)) {
		struct arena *own = arena_new();
		struct care_case other;
		int common = 0;

		if (case_load(db, db_int(st, 0), own, &other))
			common = cases_alike(&one, text, &other,
			    case_text(db, &other, "text", own));
		if (common)
			visit(arg, db_int(st, 0), common);
		arena_free(own);
	}
	db_done(st);
	arena_free(a);
}
