/* The contacts of a subject, read back. */
#include "care/cases/contact.h"

#include <stdlib.h>

#include "store/db.h"
#include "store/row.h"

/* Contacts have no index by subject; its events have, and name them. */
static size_t ids_of(struct db *db, int64_t subject, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT arg FROM event"
	    " WHERE subject = $subject AND arg LIKE '%+contact %'");
	size_t n = 0, cap = 0;

	*ids = NULL;
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		struct row_changes rows = {0};
		const char *id = row_decode(&rows, arena_dup(a, db_text(st, 0)),
		    NULL) ? row_said(&rows, "contact", "id") : NULL;

		if (id) {
			*ids = arena_grow(a, *ids, &cap, n + 1, sizeof **ids);
			(*ids)[n++] = strtoll(id, NULL, 10);
		}
		row_changes_free(&rows);
	}
	db_done(st);
	return n;
}

/* One of them, if it is still there and of the subject. */
static bool load(struct db *db, int64_t id, int64_t subject, struct arena *a,
    struct contact *out)
{
	struct stmt *st = db_prepare(db, "SELECT at, staff, inbound, channel,"
	    " result FROM contact WHERE id = $id AND subject = $subject");
	bool found;

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$subject", subject);
	found = db_step(st);
	if (found)
		*out = (struct contact){id, db_int(st, 0), db_int(st, 1),
		    db_int(st, 2) != 0, arena_dup(a, db_text(st, 3)),
		    arena_dup(a, db_text(st, 4))};
	db_done(st);
	return found;
}

static int by_time(const void *x, const void *y)
{
	const struct contact *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

size_t contacts_of(struct db *db, int64_t subject, struct arena *a,
    struct contact **out)
{
	int64_t *ids;
	size_t all = ids_of(db, subject, a, &ids), n = 0;

	*out = arena_alloc(a, all ? all : 1, sizeof **out);
	for (size_t i = 0; i < all; i++)
		n += load(db, ids[i], subject, a, &(*out)[n]);
	if (n)
		qsort(*out, n, sizeof **out, by_time);
	return n;
}
