/* Measures read from the store. */
#include "care/measures/measure.h"

#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/row.h"

#define MEASURE "SELECT m.id, m.kind, m.about, s.kind, m.cause, m.indicator," \
	" m.owner, w.login, m.state, m.opened_at, m.done_at, m.verified_at," \
	" m.effective, m.turn, m.content FROM measure m" \
	" LEFT JOIN subject s ON s.id = m.about" \
	" LEFT JOIN staff w ON w.id = m.owner"

static const char *kind_of(const char *s)
{
	return !s ? NULL : strcmp(s, "case") == 0 ? "case" :
	    strcmp(s, "staff") == 0 ? "staff" : NULL;
}

static struct measure measure_of(struct stmt *st, struct arena *a)
{
	return (struct measure){
		.id = db_int(st, 0),
		.kind = arena_dup(a, db_text(st, 1)),
		.about = db_int(st, 2),
		.about_kind = kind_of(db_text(st, 3)),
		.cause = arena_dup(a, db_text(st, 4)),
		.indicator = arena_dup(a, db_text(st, 5)),
		.owner = db_int(st, 6),
		.owner_login = arena_dup(a, db_text(st, 7)),
		.state = arena_dup(a, db_text(st, 8)),
		.opened_at = db_int(st, 9),
		.done_at = db_int(st, 10),
		.verified_at = db_int(st, 11),
		.effective = db_null(st, 12) ? -1 : (int)db_int(st, 12),
		.turn = db_int(st, 13),
		.content = db_int(st, 14),
	};
}

bool measure_load(struct db *db, int64_t id, struct arena *a,
    struct measure *out)
{
	struct stmt *st = db_prepare(db, MEASURE " WHERE m.id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		*out = measure_of(st, a);
	db_done(st);
	return found;
}

size_t measures_all(struct db *db, struct arena *a, struct measure **out)
{
	struct stmt *st = db_prepare(db, MEASURE " ORDER BY m.id");
	size_t n = 0, cap = 0;

	*out = NULL;
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = measure_of(st, a);
	}
	db_done(st);
	return n;
}

const char *measure_text(struct db *db, const struct measure *m,
    struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT body FROM content WHERE id = $id");
	const char *text = NULL;
	struct buf keep = {0};

	db_bind_int(st, "$id", m->content);
	if (m->content && db_step(st))
		text = arena_dup(a, row_note(db_text(st, 0), "text", &keep));
	db_done(st);
	buf_free(&keep);
	return text;
}

int64_t measure_against(struct db *db, const char *cause)
{
	struct stmt *st = db_prepare(db, "SELECT min(id) FROM measure"
	    " WHERE cause = $cause AND verified_at IS NULL"
	    " AND state IN ('open', 'done')");
	int64_t id;

	db_bind_text(st, "$cause", cause);
	id = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return id;
}

bool measure_over(struct db *db, const char *cause, int64_t since)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM measure"
	    " WHERE cause = $cause AND (opened_at >= $since"
	    " OR verified_at >= $since) LIMIT 1");
	bool some;

	db_bind_text(st, "$cause", cause);
	db_bind_int(st, "$since", since);
	some = db_step(st);
	db_done(st);
	return some && measure_against(db, cause) == 0;
}
