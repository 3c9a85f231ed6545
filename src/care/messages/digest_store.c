/* The notices that may go together with one. */
#include "care/messages/digest.h"
#include "store/db.h"

size_t digest_addressees(struct db *db, int64_t now, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT DISTINCT addressee FROM message"
	    " WHERE next_at <= $now AND state IN ('planned', 'leased')"
	    " AND urgent = 0 AND purpose = 'notice' ORDER BY addressee");

	db_bind_int(st, "$now", now);
	return db_ids(st, a, ids);
}

size_t digest_beside(struct db *db, const struct message *m, int64_t addressee,
    int64_t now, struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE next_at <= $now AND state = $state AND urgent = 0"
	    " AND coalesce(lease, '') = $lease"
	    " AND purpose = 'notice' AND addressee = $addressee AND id <> $id"
	    " ORDER BY next_at, id LIMIT $most");

	db_bind_int(st, "$now", now);
	db_bind_text(st, "$state", m->state);
	db_bind_text(st, "$lease", m->lease ? m->lease : "");
	db_bind_int(st, "$addressee", addressee);
	db_bind_int(st, "$id", m->id);
	db_bind_int(st, "$most", DIGEST_MOST - 1);
	return db_ids(st, a, ids);
}
