/* Staff listed, with what each of them has. */
#include <inttypes.h>
#include <stdio.h>

#include "base/num.h"
#include "care/people/staff_list.h"
#include "store/db.h"

size_t staff_list(struct db *db, const struct staff_filter *f, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM staff"
	    " WHERE ($role IS NULL OR role = $role)"
	    " AND ($team IS NULL OR team = $team)"
	    " AND ($boss = 0 OR supervisor = $boss)"
	    " AND ($gone OR to_at IS NULL OR to_at > $at) ORDER BY login");

	db_bind_text(st, "$role", f->role);
	db_bind_text(st, "$team", f->team);
	db_bind_int(st, "$boss", f->supervisor);
	db_bind_int(st, "$gone", f->gone);
	db_bind_int(st, "$at", f->at);
	return db_ids(st, a, ids);
}

size_t staff_owes(struct db *db, int64_t staff, const char *role,
    struct arena *a, struct staff_owed **v)
{
	struct stmt *st = db_prepare(db, "SELECT p.subject, p.rule, p.turn,"
	    " p.start_at, p.due_at FROM cases c JOIN promise p ON p.subject = c.id"
	    " WHERE c.owner = $staff AND c.closed_at IS NULL AND p.state = 'open'"
	    " AND p.owes IN ($role, 'owner')"
	    " UNION SELECT subject, rule, turn, start_at, due_at FROM promise"
	    " WHERE state = 'open' AND owes = $fixed ORDER BY 5, 1, 2, 3");
	size_t n = 0, cap = 0;
	char fixed[32];

	snprintf(fixed, sizeof fixed, "staff:%" PRId64, staff);
	*v = NULL;
	db_bind_int(st, "$staff", staff);
	db_bind_text(st, "$role", role);
	db_bind_text(st, "$fixed", fixed);
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct staff_owed){.subject = db_int(st, 0),
		    .rule = arena_dup(a, db_text(st, 1)),
		    .turn = (int)db_int(st, 2), .start_at = db_int(st, 3),
		    .due_at = db_int(st, 4)};
	}
	db_done(st);
	return n;
}

int64_t staff_late(struct db *db, int64_t staff, const char *role, int64_t now)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM cases c"
	    " JOIN promise p ON p.subject = c.id WHERE c.owner = $staff"
	    " AND c.closed_at IS NULL AND p.state = 'open' AND p.due_at < $now"
	    " AND p.owes IN ($role, 'owner')");
	int64_t n;

	db_bind_int(st, "$staff", staff);
	db_bind_text(st, "$role", role);
	db_bind_int(st, "$now", now);
	n = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return n;
}

size_t staff_late_by_name(struct db *db, int64_t now, struct arena *a,
    struct staff_count **v)
{
	struct stmt *st = db_prepare(db, "SELECT substr(owes, 7), count(*)"
	    " FROM promise WHERE state = 'open' AND due_at < $now"
	    " AND owes LIKE 'staff:%' GROUP BY owes");
	size_t n = 0, cap = 0;

	*v = NULL;
	db_bind_int(st, "$now", now);
	while (db_step(st)) {
		int64_t id;

		if (!num_int(db_text(st, 0), 1, INT64_MAX, &id))
			continue;
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct staff_count){id, db_int(st, 1)};
	}
	db_done(st);
	return n;
}

size_t staff_cases(struct db *db, int64_t staff, struct arena *a,
    struct staff_case **v)
{
	struct stmt *st = db_prepare(db, "SELECT id, received_at, kind, severity"
	    " FROM cases WHERE owner = $staff AND closed_at IS NULL"
	    " ORDER BY received_at, id");
	size_t n = 0, cap = 0;

	*v = NULL;
	db_bind_int(st, "$staff", staff);
	while (db_step(st)) {
		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct staff_case){db_int(st, 0), db_int(st, 1),
		    arena_dup(a, db_text(st, 2)), arena_dup(a, db_text(st, 3))};
	}
	db_done(st);
	return n;
}
