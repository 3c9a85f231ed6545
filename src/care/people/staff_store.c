/* Staff in the store: who they are, who is here, whom a name means. */
#include "care/people/staff.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/fields/field.h"
#include "store/db.h"

bool staff_load(struct db *db, int64_t id, struct arena *a, struct staff *s)
{
	struct stmt *st = db_prepare(db, "SELECT login, name, post, role, team,"
	    " phone, mail, supervisor, from_at, to_at, skills FROM staff"
	    " WHERE id = $id");
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
		s->skills = arena_dup(a, db_text(st, 10));
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

size_t staff_of_role(struct db *db, const char *role, const char *team,
    int64_t at, struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM staff"
	    " WHERE role = $role AND from_at <= $at"
	    " AND (to_at IS NULL OR to_at > $at)"
	    " ORDER BY CASE WHEN team = $team THEN 0 ELSE 1 END, id");

	db_bind_text(st, "$role", role);
	db_bind_text(st, "$team", team);
	db_bind_int(st, "$at", at);
	return db_ids(st, a, ids);
}

size_t staff_of_team(struct db *db, const char *team, int64_t at,
    struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM staff WHERE team = $team"
	    " AND from_at <= $at AND (to_at IS NULL OR to_at > $at) ORDER BY id");

	db_bind_text(st, "$team", team);
	db_bind_int(st, "$at", at);
	return db_ids(st, a, ids);
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

/* Those of that name: how many are meant, their logins, and one of them. */
struct namesakes {
	int64_t id;
	size_t n;
	struct buf logins;
};

static void find_namesakes(struct db *db, const char *name, int64_t now,
    bool gone, struct namesakes *all)
{
	struct stmt *st = db_prepare(db, "SELECT id, login FROM staff"
	    " WHERE name = $name AND (to_at IS NOT NULL AND to_at <= $now) = $gone"
	    " ORDER BY id");

	db_bind_text(st, "$name", name);
	db_bind_int(st, "$now", now);
	db_bind_int(st, "$gone", gone);
	while (db_step(st)) {
		all->id = db_int(st, 0);
		buf_addf(&all->logins, "%s%s", all->n++ ? ", " : "",
		    db_text(st, 1));
	}
	db_done(st);
}

static const char *unknown(struct db *db, const char *typed, struct arena *a)
{
	const char *near = staff_nearest(db, typed, a);

	if (near)
		return arena_printf(a, _("nobody of that login or name is in"
		    " staff; nearest: %s"), near);
	return arena_dup(a, _("nobody of that login or name is in staff"));
}

int64_t staff_named(struct db *db, const char *typed, int64_t now,
    struct arena *a, const char **why)
{
	struct namesakes all = {.n = 0};
	int64_t id = staff_by_login(db, typed);

	*why = NULL;
	if (id)
		return id;
	find_namesakes(db, typed, now, false, &all);
	if (all.n == 0)
		find_namesakes(db, typed, now, true, &all);
	if (all.n == 0)
		*why = unknown(db, typed, a);
	else if (all.n > 1)
		*why = arena_printf(a, _("several are called so; say which by"
		    " the login: %s"), buf_text(&all.logins));
	buf_free(&all.logins);
	return *why ? 0 : all.id;
}

void staff_facts(struct db *db, const struct staff *s, struct arena *a,
    struct facts *f)
{
	struct fields own = fields_load(db, s->id, a);

	facts_text(f, "role", s->role);
	facts_text(f, "team", s->team);
	facts_text(f, "post", s->post);
	fields_facts(&own, f);
}
