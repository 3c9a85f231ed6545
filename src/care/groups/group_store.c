/* Groups in the store. */
#include "care/groups/member.h"

#include <inttypes.h>
#include <string.h>

#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"
#include "text/ident.h"

bool group_load(struct db *db, int64_t id, struct arena *a, struct group *g)
{
	struct stmt *st = db_prepare(db, "SELECT rule, same, lead, level, state,"
	    " opened_at, closed_at, owner FROM grp WHERE id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		*g = (struct group){
			.id = id,
			.rule = arena_dup(a, db_text(st, 0)),
			.same = arena_dup(a, db_text(st, 1)),
			.lead = db_int(st, 2),
			.level = group_level_named(db_text(st, 3)),
			.open = strcmp(db_text(st, 4), "open") == 0,
			.opened_at = db_int(st, 5),
			.closed_at = db_int(st, 6),
			.owner = db_int(st, 7),
		};
	db_done(st);
	return found;
}

const char *group_name(const struct group *g, struct arena *a)
{
	return arena_printf(a, "g%" PRId64, ident_case(g->lead));
}

/* The one number of a statement that asks about $id; none: 0. */
static int64_t number(struct db *db, const char *sql, int64_t id)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t n;

	db_bind_int(st, "$id", id);
	n = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return n;
}

static int64_t called_by(struct db *db, int64_t case_id)
{
	struct buf ref = {0};
	int64_t id;

	buf_addf(&ref, "%" PRId64, ident_case(case_id));
	id = subject_find(db, "group", "", buf_text(&ref), NULL);
	buf_free(&ref);
	return id;
}

int64_t group_of_case(struct db *db, int64_t case_id)
{
	int64_t id = called_by(db, case_id);

	return id ? id : number(db, "SELECT grp FROM cases WHERE id = $id",
	    case_id);
}

int64_t group_open_of(struct db *db, const char *rule, const char *same)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM grp WHERE rule = $rule"
	    " AND same = $same AND closed_at IS NULL ORDER BY id LIMIT 1");
	int64_t id;

	db_bind_text(st, "$rule", rule);
	db_bind_text(st, "$same", same);
	id = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return id;
}

size_t groups_list(struct db *db, bool all, struct arena *a, int64_t **out)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM grp"
	    " WHERE $all = 1 OR closed_at IS NULL ORDER BY opened_at, id");

	db_bind_int(st, "$all", all);
	return db_ids(st, a, out);
}

void group_facts(struct db *db, const struct group *g, struct arena *a,
    struct facts *f)
{
	struct fields *own = arena_alloc(a, 1, sizeof *own);

	facts_text(f, "level", group_level_name(g->level));
	facts_text(f, "rule", g->rule);
	*own = fields_load(db, g->id, a);
	fields_facts(own, f);
}

static struct promiser promiser_of(const struct act *act,
    const struct group *g, struct arena *a, struct facts *facts)
{
	*facts = (struct facts){.n = 0};
	group_facts(log_db(act->log), g, a, facts);
	return (struct promiser){act->log, act->policy, act->policy_id, "group",
	    g->id, facts, 0};
}

static void write_grouped(const struct act *act, const struct group *g)
{
	struct log *log = act->log;
	struct buf ref = {0};
	struct subject subject = {.id = g->id, .kind = "group", .source = ""};

	buf_addf(&ref, "%" PRId64, ident_case(g->lead));
	subject.ref = buf_text(&ref);
	log_event(log, g->id, "grouped", act->at);
	log_note(log, "note", act->note);
	subject_insert(log, &subject);
	log_row(log, '+', "grp");
	log_int(log, "id", g->id);
	log_text(log, "rule", g->rule);
	log_text(log, "same", g->same);
	log_int(log, "lead", g->lead);
	log_text(log, "level", group_level_name(g->level));
	log_text(log, "state", "open");
	log_int(log, "opened_at", g->opened_at);
	log_end(log);
	buf_free(&ref);
}

bool group_make(const struct act *act, struct group *g, const int64_t *cases,
    size_t n)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m;
	size_t lead = 0;

	while (lead < n && called_by(log_db(act->log), cases[lead]))
		lead++;
	if (lead < n) {
		g->id = log_next_subject(act->log);
		g->lead = cases[lead];
		g->open = true;
		g->opened_at = act->at;
		write_grouped(act, g);
		for (size_t i = 0; i < n; i++)
			group_join(act, g, cases[i]);
		m = promiser_of(act, g, a, &facts);
		promises_begin(&m, "grouped", act->at);
	}
	arena_free(a);
	return lead < n;
}

void group_raise(const struct act *act, struct group *g,
    enum group_level level, int64_t customers)
{
	struct log *log = act->log;
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m;

	log_event(log, g->id, "level_reached", act->at);
	if (level > g->level) {
		log_row(log, '~', "grp");
		log_int(log, "id", g->id);
		log_text(log, "level", group_level_name(level));
	} else {
		log_fact(log, "level", group_level_name(level));
	}
	log_fact_int(log, "customers", customers);
	log_end(log);
	if (level > g->level) {
		g->level = level;
		m = promiser_of(act, g, a, &facts);
		promises_make(&m, "grouped", act->at);
	}
	arena_free(a);
}

void group_assign(const struct act *act, const struct group *g, int64_t owner)
{
	struct log *log = act->log;

	log_event(log, g->id, "assigned", act->at);
	log_note(log, "note", act->note);
	log_row(log, '~', "grp");
	log_int(log, "id", g->id);
	log_int(log, "owner", owner);
	if (g->owner)
		log_fact_int(log, "old_owner", g->owner);
	log_end(log);
}

void group_close(const struct act *act, struct group *g)
{
	struct log *log = act->log;
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = promiser_of(act, g, a, &facts);

	log_event(log, g->id, "closed", act->at);
	log_note(log, "note", act->note);
	log_row(log, '~', "grp");
	log_int(log, "id", g->id);
	log_text(log, "state", "closed");
	log_int(log, "closed_at", act->at);
	log_end(log);
	g->open = false;
	g->closed_at = act->at;
	promises_keep(&m, "closed", act->at);
	promises_cancel(&m, "closed", act->at);
	arena_free(a);
}
