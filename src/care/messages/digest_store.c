/* The notices that may go together with one. */
#include "care/messages/digest.h"
#include "store/db.h"

size_t digest_addressees(struct db *db, int64_t now, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT DISTINCT addressee FROM message"
	    " WHERE next_at <= $now AND state IN ('planned', 'leased')"
	    " AND urgent = 0 AND purpose = 'notice' ORDER BY addressee");
	size_t n = 0, cap = 0;

	*ids = NULL;
	db_bind_int(st, "$now", now);
	while (db_step(st)) {
		*ids = arena_grow(a, *ids, &cap, n + 1, sizeof **ids);
		(*ids)[n++] = db_int(st, 0);
	}
	db_done(st);
	return n;
}

size_t digest_beside(struct db *db, const struct message *m, int64_t addressee,
    int64_t now, struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE next_at <= $now AND state = $state AND urgent = 0"
	    " AND coalesce(lease, '') = $lease"
	    " AND purpose = 'notice' AND addressee = $addressee AND id <> $id"
	    " ORDER BY next_at, id LIMIT $most");
	size_t n = 0;

	*ids = arena_alloc(a, DIGEST_MOST, sizeof **ids);
	db_bind_int(st, "$now", now);
	db_bind_text(st, "$state", m->state);
	db_bind_text(st, "$lease", m->lease ? m->lease : "");
	db_bind_int(st, "$addressee", addressee);
	db_bind_int(st, "$id", m->id);
	db_bind_int(st, "$most", DIGEST_MOST - 1);
	while (n < DIGEST_MOST - 1 && db_step(st))
		(*ids)[n++] = db_int(st, 0);
	db_done(st);
	return n;
}
