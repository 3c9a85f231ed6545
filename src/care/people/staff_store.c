/* Staff in the store: who is here, who stands in, and what sources say. */
#include "care/people/staff.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

enum { HOPS = 32 };	/* substitutes or supervisors followed */

bool staff_load(struct db *db, int64_t id, struct arena *a, struct staff *s)
{
	struct stmt *st = db_prepare(db, "SELECT login, name, post, role, team,"
	    " phone, mail, supervisor, from_at, to_at FROM staff WHERE id = $id");
	bool found;

	*s = (struct staff){.id = id};
	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found) {
		s->login = arena_dup(a, db_text(st, 0));
		s->name = arena_dup(a, db_text(st, 1));
		s->post = arena_dup(a, db_text(st, 2));
		s->role = arena_dup(a, db_text(st, 3));
		s->team = arena_dup(a, db_text(st, 4));
		s->phone = arena_dup(a, db_text(st, 5));
		s->mail = arena_dup(a, db_text(st, 6));
		s->supervisor = db_int(st, 7);
		s->from_at = db_int(st, 8);
		s->to_at = db_int(st, 9);
	}
	db_done(st);
	return found;
}

int64_t staff_by_login(struct db *db, const char *login)
{
	struct stmt *st = db_prepare(db,
	    "SELECT id FROM staff WHERE login = $login");
	int64_t id = 0;

	db_bind_text(st, "$login", login);
	if (db_step(st))
		id = db_int(st, 0);
	db_done(st);
	return id;
}

bool staff_any(struct db *db)
{
	return db_int_of(db, "SELECT 1 FROM staff LIMIT 1", 0) == 1;
}

bool staff_here(struct db *db, int64_t id, int64_t at)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM staff WHERE id = $id"
	    " AND from_at <= $at AND (to_at IS NULL OR to_at > $at)"
	    " AND NOT EXISTS (SELECT 1 FROM absence WHERE staff = $id"
	    "  AND from_at <= $at AND to_at > $at)");
	bool here;

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$at", at);
	here = db_step(st);
	db_done(st);
	return here;
}

/* The substitute of an absence at the time; 0: none. */
static int64_t substitute(struct db *db, int64_t id, int64_t at)
{
	struct stmt *st = db_prepare(db, "SELECT substitute FROM absence"
	    " WHERE staff = $id AND from_at <= $at AND to_at > $at"
	    " AND substitute IS NOT NULL ORDER BY from_at DESC LIMIT 1");
	int64_t who = 0;

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$at", at);
	if (db_step(st))
		who = db_int(st, 0);
	db_done(st);
	return who;
}

static int64_t supervisor(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db,
	    "SELECT supervisor FROM staff WHERE id = $id");
	int64_t who = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		who = db_int(st, 0);
	db_done(st);
	return who;
}

int64_t staff_acting(struct db *db, int64_t id, int64_t at)
{
	for (int up = 0; id && up < HOPS; up++) {
		int64_t who = id;

		for (int i = 0; who && i < HOPS; i++) {
			if (staff_here(db, who, at))
				return who;
			who = substitute(db, who, at);
		}
		id = supervisor(db, id);
	}
	return 0;
}

size_t staff_of_role(struct db *db, const char *role, const char *team,
    int64_t at, int64_t *ids, size_t max)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM staff"
	    " WHERE role = $role AND from_at <= $at"
	    " AND (to_at IS NULL OR to_at > $at)"
	    " ORDER BY CASE WHEN team = $team THEN 0 ELSE 1 END, id");
	size_t n = 0;

	db_bind_text(st, "$role", role);
	db_bind_text(st, "$team", team);
	db_bind_int(st, "$at", at);
	while (n < max && db_step(st))
		ids[n++] = db_int(st, 0);
	db_done(st);
	return n;
}

int64_t staff_load_of(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM cases"
	    " WHERE owner = $id AND closed_at IS NULL");
	int64_t n = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		n = db_int(st, 0);
	db_done(st);
	return n;
}

const char *staff_nearest(struct db *db, const char *typed, struct arena *a)
{
	struct stmt *st = db_prepare(db,
	    "SELECT login, name FROM staff ORDER BY id");
	const char *nearest = NULL;
	int best = (int)strlen(typed) / 2 + 2;	/* a slip, not another name */

	while (db_step(st)) {
		const char *login = db_text(st, 0), *name = db_text(st, 1);
		int far = num_distance(typed, login);

		if (name && strcmp(name, typed) == 0)
			far = 0;
		if (far < best) {
			best = far;
			nearest = arena_dup(a, login);
		}
	}
	db_done(st);
	return nearest;
}
