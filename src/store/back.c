/* What can be taken back of a run. */
#include "store/back.h"

#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "store/db.h"
#include "store/row.h"

/* The run that the event takes back; 0: it is no way back. */
static int64_t batch_of(const struct row_changes *rows)
{
	int64_t run;

	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < rows->v[i].n && rows->v[i].op == '.'; k++)
			if (strcmp(rows->v[i].v[k].column, "batch") == 0 &&
			    rows->v[i].v[k].text &&
			    num_int(rows->v[i].v[k].text, 1, INT64_MAX, &run))
				return run;
	return 0;
}

/* Who made an event, and what it takes back. */
struct made {
	int64_t run, batch;
};

static size_t all_made(struct db *db, int64_t subject, struct arena *a,
    struct made **v)
{
	struct stmt *st = db_prepare(db, "SELECT n.run, e.what, e.arg FROM event e"
	    " JOIN entry n ON n.id = e.entry WHERE e.subject = $subject"
	    " ORDER BY e.entry, e.n");
	struct row_changes rows = {0};
	size_t n = 0, cap = 0;

	*v = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		const char *what = db_text(st, 1);
		bool way_back = strcmp(what, "undone") == 0 ||
		    strcmp(what, "restored") == 0;

		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n].run = db_int(st, 0);
		if (way_back && row_decode(&rows, arena_dup(a, db_text(st, 2)), NULL))
			(*v)[n].batch = batch_of(&rows);
		n++;
	}
	db_done(st);
	row_changes_free(&rows);
	return n;
}

static bool taken_back(const struct made *v, size_t n, int64_t run)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].batch == run)
			return true;
	return false;
}

enum back_state back_state(struct db *db, int64_t subject, int64_t run,
    int64_t *by)
{
	struct arena *a = arena_new();
	struct made *v;
	size_t n = all_made(db, subject, a, &v);
	enum back_state state = BACK_FREE;
	bool begun = false;

	if (taken_back(v, n, run))
		state = BACK_DONE;
	for (size_t i = 0; i < n && state == BACK_FREE; i++) {
		begun = begun || v[i].run == run;
		if (begun && v[i].run != run && !v[i].batch &&
		    !taken_back(v, n, v[i].run)) {
			state = BACK_TOUCHED;
			*by = v[i].run;
		}
	}
	arena_free(a);
	return state;
}
