/* The policies a store has adopted. */
#include "policy/policy_store.h"

#include "store/chain.h"
#include <string.h>

#include "base/num.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/store.h"

bool adopted_load(struct db *db, int64_t id, struct arena *arena,
    struct adopted *a)
{
	struct stmt *st = db_prepare(db, "SELECT name, version, effective, text,"
	    " path, approved_by, adopted_at FROM policy WHERE id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		*a = (struct adopted){id, arena_dup(arena, db_text(st, 0)),
		    arena_dup(arena, db_text(st, 1)), db_int(st, 2),
		    arena_dup(arena, db_text(st, 3)),
		    arena_dup(arena, db_text(st, 4)),
		    arena_dup(arena, db_text(st, 5)), db_int(st, 6)};
	db_done(st);
	return found;
}

int64_t adopted_at(struct db *db, int64_t now, struct arena *arena,
    struct adopted *a)
{
	struct stmt *st = db_prepare(db, "SELECT max(id) FROM policy"
	    " WHERE effective <= $now");
	int64_t id;

	db_bind_int(st, "$now", now);
	db_step(st);
	id = db_int(st, 0);
	db_done(st);
	if (id == 0)
		id = db_int_of(db, "SELECT min(id) FROM policy", 0);
	if (id && a)
		adopted_load(db, id, arena, a);
	return id;
}

int64_t adopted_newest(struct db *db)
{
	return db_int_of(db, "SELECT max(id) FROM policy", 0);
}

void adopted_insert(struct log *log, struct adopted *a)
{
	struct db *db = log_db(log);
	struct stmt *st = db_prepare(db, "INSERT INTO policy (id, name, version,"
	    " effective, digest, text, path, approved_by, adopted_at)"
	    " VALUES ($id, $name, $version, $effective, $digest, $text, $path,"
	    " $approved_by, $adopted_at)");
	unsigned char digest[DIGEST_SIZE];
	struct policy_row row;

	a->id = 1 + adopted_newest(db);
	row = (struct policy_row){a->id, a->effective, a->adopted_at, a->name,
	    a->version, a->text, a->path, a->approved_by};
	chain_policy(&row, digest);
	db_bind_int(st, "$id", a->id);
	db_bind_text(st, "$name", a->name);
	db_bind_text(st, "$version", a->version);
	db_bind_int(st, "$effective", a->effective);
	db_bind_blob(st, "$digest", digest, sizeof digest);
	db_bind_text(st, "$text", a->text);
	db_bind_text(st, "$path", a->path);
	db_bind_text(st, "$approved_by", a->approved_by);
	db_bind_int(st, "$adopted_at", a->adopted_at);
	db_step(st);
	db_done(st);
	log_event(log, STORE_HOUSE, "adopted", a->adopted_at);
	log_row(log, '.', "");
	log_int(log, "policy", a->id);
	log_text(log, "version", a->version);
	log_blob(log, "digest", digest, sizeof digest);
	log_end(log);
}

int64_t policy_taken_over(struct db *db)
{
	/* Asked by every tick, and the house may have a million other events. */
	struct stmt *st = db_prepare(db, "SELECT arg FROM event"
	    " WHERE what = 'in_force' ORDER BY entry DESC, n DESC LIMIT 1");
	static const char head[] = ". policy=";
	int64_t id = 0;
	const char *arg;

	if (db_step(st)) {
		arg = db_text(st, 0);
		if (strncmp(arg, head, sizeof head - 1) != 0 ||
		    !num_int(arg + sizeof head - 1, 1, INT64_MAX, &id))
			id = 0;
	}
	db_done(st);
	return id;
}

void policy_take_over(struct log *log, int64_t policy, int64_t at)
{
	log_event(log, STORE_HOUSE, "in_force", at);
	log_fact_int(log, "policy", policy);
	log_end(log);
}
