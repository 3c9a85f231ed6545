/* The roster in the store. */
#include <string.h>

#include "care/people/roster.h"
#include "store/db.h"
#include "store/log.h"

enum { WEEK = 7 * 86400 };

static void key_cells(struct log *log, int64_t staff, int64_t from)
{
	log_int(log, "staff", staff);
	log_int(log, "from_at", from);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* What the store says of the duty that begins then. */
static enum duty_put known(struct db *db, const struct duty *d)
{
	struct stmt *st = db_prepare(db, "SELECT to_at, shift FROM roster"
	    " WHERE staff = $staff AND from_at = $from");
	enum duty_put is = DUTY_NEW;

	db_bind_int(st, "$staff", d->staff);
	db_bind_int(st, "$from", d->from);
	if (db_step(st))
		is = db_int(st, 0) == d->until && same(db_text(st, 1), d->shift) ?
		    DUTY_SAME : DUTY_CHANGED;
	db_done(st);
	return is;
}

enum duty_put duty_put(struct log *log, const struct duty *d, int64_t at)
{
	enum duty_put is = known(log_db(log), d);

	if (is == DUTY_SAME)
		return is;
	log_event(log, d->staff, "rostered", at);
	log_row(log, is == DUTY_NEW ? '+' : '~', "roster");
	key_cells(log, d->staff, d->from);
	log_int(log, "to_at", d->until);
	log_text(log, "shift", d->shift);
	log_end(log);
	return is;
}

void duty_drop(struct log *log, int64_t staff, int64_t from, int64_t at)
{
	log_event(log, staff, "unrostered", at);
	log_row(log, '-', "roster");
	key_cells(log, staff, from);
	log_end(log);
}

size_t duties(struct db *db, int64_t staff, int64_t from, int64_t until,
    struct arena *a, struct duty **v)
{
	struct stmt *st = db_prepare(db, staff ?
	    "SELECT staff, from_at, to_at, shift FROM roster WHERE staff = $staff"
	    " AND to_at > $from AND from_at < $until ORDER BY from_at" :
	    "SELECT staff, from_at, to_at, shift FROM roster"
	    " WHERE to_at > $from AND from_at < $until ORDER BY from_at, staff");
	size_t n = 0, cap = 0;

	*v = NULL;
	if (staff)
		db_bind_int(st, "$staff", staff);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct duty){db_int(st, 0), db_int(st, 1),
		    db_int(st, 2), arena_dup(a, db_text(st, 3))};
	}
	db_done(st);
	return n;
}

bool duty_on(struct db *db, int64_t staff, int64_t at, bool open)
{
	struct stmt *st = db_prepare(db, "SELECT count(*),"
	    " sum(from_at <= $at AND to_at > $at) FROM roster"
	    " WHERE staff = $staff AND from_at < $late AND to_at > $early");
	bool on = open;

	db_bind_int(st, "$staff", staff);
	db_bind_int(st, "$at", at);
	db_bind_int(st, "$early", at - WEEK);
	db_bind_int(st, "$late", at + WEEK);
	if (db_step(st) && db_int(st, 0) > 0)
		on = db_int(st, 1) > 0;
	db_done(st);
	return on;
}
