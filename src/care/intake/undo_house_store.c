/* What a batch left with the house, found and taken away. */
#include "care/intake/undo_house.h"

#include <stdbool.h>

#include "base/num.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"
#include "store/store.h"

enum { ROWS_OF_AN_EVENT = 500 };

static bool is_there(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM contact"
	    " WHERE id = $id AND subject = $house");
	bool found;

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$house", STORE_HOUSE);
	found = db_step(st);
	db_done(st);
	return found;
}

size_t undo_house_left(struct db *db, int64_t run, struct arena *a, int64_t **v)
{
	struct stmt *st = db_prepare(db, "SELECT e.arg FROM entry n"
	    " JOIN event e ON e.entry = n.id WHERE n.run = $run"
	    " AND e.subject = $house AND e.what = 'contacted'");
	struct row_changes rows = {0};
	struct arena *one = arena_new();
	size_t n = 0, cap = 0;
	int64_t id;

	*v = NULL;
	db_bind_int(st, "$run", run);
	db_bind_int(st, "$house", STORE_HOUSE);
	while (db_step(st)) {
		const char *said = row_decode(&rows, arena_dup(one,
		    db_text(st, 0)), NULL) ? row_said(&rows, "contact", "id") : NULL;

		if (said && num_int(said, 1, INT64_MAX, &id) && is_there(db, id)) {
			*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
			(*v)[n++] = id;
		}
		arena_reset(one);
	}
	db_done(st);
	arena_free(one);
	row_changes_free(&rows);
	return n;
}

void undo_house(struct log *log, int64_t run, int64_t at)
{
	struct arena *a = arena_new();
	int64_t *v;
	size_t n = undo_house_left(log_db(log), run, a, &v);

	for (size_t i = 0; i < n; i++) {
		if (i % ROWS_OF_AN_EVENT == 0) {
			log_event(log, STORE_HOUSE, "restored", at);
			log_fact_int(log, "batch", run);
		}
		log_row(log, '-', "contact");
		log_int(log, "id", v[i]);
		if (i % ROWS_OF_AN_EVENT == ROWS_OF_AN_EVENT - 1 || i + 1 == n)
			log_end(log);
	}
	arena_free(a);
}
