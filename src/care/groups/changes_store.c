/* Cases that changed since somebody looked. */
#include "care/groups/changes.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/row.h"

/* May a change of that column make a case belong to other groups? */
static bool tells_apart(const char *table, const char *column)
{
	static const char *const progress[] = {
		"id", "state", "owner", "grp", "first_at", "replied_at", "closed_at",
		"reopened", "outcome", "stage", "content",
	};

	if (strcmp(table, "field") == 0)
		return true;
	if (strcmp(table, "cases") != 0)
		return false;
	for (size_t i = 0; i < sizeof progress / sizeof *progress; i++)
		if (strcmp(progress[i], column) == 0)
			return false;
	return true;
}

static bool matters(const char *text)
{
	struct row_changes rows = {0};
	char *arg = mem_dup(text);
	bool yes = false;

	if (row_decode(&rows, arg, NULL))
		for (size_t i = 0; i < rows.n && !yes; i++)
			for (size_t j = 0; j < rows.v[i].n && !yes; j++)
				yes = tells_apart(rows.v[i].table,
				    rows.v[i].v[j].column);
	row_changes_free(&rows);
	free(arg);
	return yes;
}

size_t changes_since(struct db *db, int64_t *seen, int64_t until, size_t most,
    struct arena *a, int64_t **out, bool *more)
{
	struct stmt *st;
	int64_t entry = *seen;
	size_t n = 0, cap = 0;

	*out = NULL;
	*more = false;
	if (until <= *seen)
		return 0;
	st = db_prepare(db, "SELECT e.entry, e.subject, e.arg"
	    " FROM event e JOIN cases c ON c.id = e.subject"
	    " JOIN subject s ON s.id = e.subject"
	    " WHERE e.entry > $seen AND e.entry <= $until"
	    " AND c.received_at >= s.live_from"
	    " ORDER BY e.entry, e.n");
	db_bind_int(st, "$seen", *seen);
	db_bind_int(st, "$until", until);
	while (!*more && db_step(st)) {
		*more = n >= most && db_int(st, 0) != entry;
		if (*more)
			break;
		entry = db_int(st, 0);
		if (!matters(db_text(st, 2)))
			continue;
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = db_int(st, 1);
	}
	db_done(st);
	*seen = *more ? entry : until;
	return n;
}
