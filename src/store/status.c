/* Counts of what is in a store. */
#include "store/status.h"

#include "store/db.h"

static int64_t at_now(struct db *db, const char *sql, int64_t now)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t n;

	db_bind_int(st, "$now", now);
	db_step(st);
	n = db_int(st, 0);
	db_done(st);
	return n;
}

/* Each is counted along an index that holds little else. */
void status_work(struct db *db, int64_t now, struct status_work *w)
{
	w->cases_open = db_int_of(db,
	    "SELECT count(*) FROM cases WHERE closed_at IS NULL", 0);
	w->promises_open = db_int_of(db,
	    "SELECT count(*) FROM promise WHERE state = 'open'", 0);
	w->promises_late = at_now(db, "SELECT count(*) FROM promise"
	    " WHERE state = 'open' AND due_at < $now", now);
	w->messages_waiting = at_now(db, "SELECT count(*) FROM message"
	    " WHERE next_at IS NOT NULL AND next_at <= $now", now);
	w->waiting_since = at_now(db, "SELECT min(next_at) FROM message"
	    " WHERE next_at IS NOT NULL AND next_at <= $now", now);
	w->messages_stuck = db_int_of(db, "SELECT count(*) FROM message"
	    " WHERE next_at IS NULL AND state NOT IN ('sent', 'dropped')", 0);
}

/* Entries have no gaps. */
void status_size(struct db *db, struct status_size *z)
{
	z->staff = db_int_of(db, "SELECT count(*) FROM staff", 0);
	z->customers = db_int_of(db, "SELECT count(*) FROM customer", 0);
	z->bookings = db_int_of(db, "SELECT count(*) FROM booking", 0);
	z->cases = db_int_of(db, "SELECT count(*) FROM cases", 0);
	z->entries = db_int_of(db, "SELECT max(id) FROM entry", 0);
}
