/* What a report of a group tells beside its members. */
#include "care/groups/report_store.h"

#include "store/db.h"

size_t group_contacts(struct db *db, int64_t id, int64_t from, int64_t until,
    struct arena *a, struct group_contact **out)
{
	struct stmt *st = db_prepare(db, "SELECT at, channel, result, inbound,"
	    " staff FROM contact WHERE at >= $from AND at < $until"
	    " AND subject = $id ORDER BY at, id");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$id", id);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = (struct group_contact){db_int(st, 0),
		    arena_dup(a, db_text(st, 1)), arena_dup(a, db_text(st, 2)),
		    db_int(st, 3) != 0, db_int(st, 4)};
	}
	db_done(st);
	return n;
}
