/* The record of looks at personal data. */
#include "store/access.h"

#include <stdbool.h>

#include "store/db.h"

void access_record(struct db *db, int64_t at, int64_t actor, int64_t person,
    const char *what, const char *why)
{
	bool alone = !db_busy(db);
	struct stmt *st;

	if (alone)
		db_begin(db, what);
	st = db_prepare(db, "INSERT INTO access (at, actor, person, what, why)"
	    " VALUES ($at, $actor, $person, $what, $why)");
	db_bind_int(st, "$at", at);
	db_bind_int(st, "$actor", actor);
	if (person)
		db_bind_int(st, "$person", person);
	db_bind_text(st, "$what", what);
	db_bind_text(st, "$why", why);
	db_step(st);
	db_done(st);
	if (alone)
		db_commit(db);
}
