/* Bookings that went missing from a full export. */
#include "care/intake/complete.h"

#include <string.h>

#include "care/bookings/booking.h"
#include "care/intake/rows_seen.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

struct missing complete_missing(const struct taking *t, struct arena *a)
{
	static const unsigned char none[16];
	struct missing all = {0};
	size_t cap = 0;
	struct stmt *st = db_prepare(log_db(t->log), "SELECT s.ref FROM booking b"
	    " JOIN subject s ON s.id = b.id WHERE s.kind = 'booking'"
	    " AND s.source = $source AND b.state = 'booked'"
	    " AND (b.departs IS NULL OR b.departs >= $now) ORDER BY s.id");

	db_bind_text(st, "$source", t->source);
	db_bind_int(st, "$now", t->now);
	while (db_step(st)) {
		const char *ref = db_text(st, 0);

		all.of++;
		if (rows_seen_ask(t->seen, ref, none) != ROW_UNSEEN)
			continue;
		all.ref = arena_grow(a, all.ref, &cap, all.n + 1, sizeof *all.ref);
		all.ref[all.n++] = arena_dup(a, ref);
	}
	db_done(st);
	return all;
}

void complete_cancel(const struct taking *t, const char *ref)
{
	struct booking_said said = {.source = t->source, .ref = ref,
	    .state = "cancelled", .booked_at = -1, .departs = -1, .returns = -1,
	    .party = -1, .fee = -1};
	const char *what;

	/* No row has this digest. */
	memset(said.seen, 0xFF, sizeof said.seen);
	booking_said(t->log, t->policy, t->policy_id, &said, t->now, 0, &what);
}

const char *complete_state(const struct taking *t, const char *ref,
    struct arena *a)
{
	struct db *db = log_db(t->log);
	int64_t id = subject_find(db, "booking", t->source, ref, NULL);
	struct booking b;

	return id && booking_load(db, id, a, &b) &&
	    strcmp(b.state, "cancelled") == 0 ? "booked" : NULL;
}
