/* Who stands in for somebody, asked of the store. */
#include "base/mem.h"
#include "care/people/staff.h"
#include "care/people/standin.h"
#include "store/db.h"

/* The instant, and where the members' texts live. */
struct asking {
	struct db *db;
	int64_t at;
	struct arena *a;
};

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

static bool ask(void *arg, int64_t id, struct member *m)
{
	const struct asking *q = arg;
	struct staff s;

	if (!staff_load(q->db, id, q->a, &s))
		return false;
	*m = (struct member){.team = s.team, .supervisor = s.supervisor,
	    .here = staff_here(q->db, id, q->at)};
	if (!m->here)
		m->substitute = substitute(q->db, id, q->at);
	return true;
}

int64_t staff_acting(struct db *db, int64_t id, int64_t at)
{
	struct asking q = {db, at, arena_new()};
	int64_t who = standin_find(ask, &q, id);

	arena_free(q.a);
	return who;
}
