/* Counts of what is in a store. */
#include "store/status.h"

#include "store/db.h"

static int64_t count(struct db *db, const char *sql, int64_t now)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t n;

	db_bind_int(st, "$now", now);
	db_step(st);
	n = db_int(st, 0);
	db_done(st);
	return n;
}

void status_count(struct db *db, int64_t now, struct status_counts *c)
{
	c->staff = db_int_of(db, "SELECT count(*) FROM staff", 0);
	c->customers = db_int_of(db, "SELECT count(*) FROM customer", 0);
	c->bookings = db_int_of(db, "SELECT count(*) FROM booking", 0);
	c->cases = db_int_of(db, "SELECT count(*) FROM cases", 0);
	c->cases_open = db_int_of(db,
	    "SELECT count(*) FROM cases WHERE closed_at IS NULL", 0);
	c->promises_open = db_int_of(db,
	    "SELECT count(*) FROM promise WHERE state = 'open'", 0);
	c->promises_late = count(db, "SELECT count(*) FROM promise"
	    " WHERE state = 'open' AND due_at < $now", now);
	c->messages_waiting = count(db, "SELECT count(*) FROM message"
	    " WHERE next_at IS NOT NULL AND next_at <= $now", now);
	c->waiting_since = count(db, "SELECT min(next_at) FROM message"
	    " WHERE next_at IS NOT NULL AND next_at <= $now", now);
	c->messages_stuck = db_int_of(db, "SELECT count(*) FROM message"
	    " WHERE state IN ('failed', 'doubt')"
	    " OR (state = 'planned' AND next_at IS NULL)", 0);
	c->entries = db_int_of(db, "SELECT count(*) FROM entry", 0);
}
