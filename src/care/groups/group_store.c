/* Groups in the store. */
#include "care/groups/group_store.h"

#include <inttypes.h>
#include <string.h>

#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"
#include "text/ident.h"

/* How a case hangs together with a group, in the table link. */
#define MEMBER "member"
#define KEPT_OUT "kept_out"

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

static size_t numbers(struct stmt *st, struct arena *a, int64_t **out)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	while (db_step(st)) {
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = db_int(st, 0);
	}
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
	return numbers(st, a, out);
}

size_t group_members(struct db *db, int64_t id, struct arena *a, int64_t **out)
{
	struct stmt *st = db_prepare(db, "SELECT c.id FROM link l"
	    " JOIN cases c ON c.id = l.subject"
	    " WHERE l.other = $id AND l.how = '" MEMBER "'"
	    " ORDER BY c.received_at, c.id");

	db_bind_int(st, "$id", id);
	return numbers(st, a, out);
}

bool group_has(struct db *db, int64_t id, int64_t case_id)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM link"
	    " WHERE subject = $case AND other = $id AND how = '" MEMBER "'");
	bool has;

	db_bind_int(st, "$case", case_id);
	db_bind_int(st, "$id", id);
	has = db_step(st);
	db_done(st);
	return has;
}

int64_t group_since(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT min(c.received_at) FROM link l"
	    " JOIN cases c ON c.id = l.subject"
	    " WHERE l.other = $id AND l.how = '" MEMBER "'");
	int64_t at;

	db_bind_int(st, "$id", id);
	at = db_step(st) && !db_null(st, 0) ? db_int(st, 0) : INT64_MAX;
	db_done(st);
	return at;
}

int64_t group_customers(struct db *db, int64_t id)
{
	return number(db, "SELECT count(DISTINCT c.customer) FROM link l"
	    " JOIN cases c ON c.id = l.subject"
	    " WHERE l.other = $id AND l.how = '" MEMBER "'"
	    " AND c.merged_into IS NULL", id);
}

bool group_bars(struct db *db, const char *rule, int64_t case_id)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM link l"
	    " JOIN grp g ON g.id = l.other"
	    " WHERE l.subject = $case AND g.rule = $rule"
	    " AND (l.how = '" KEPT_OUT "' OR g.closed_at IS NOT NULL) LIMIT 1");
	bool bars;

	db_bind_int(st, "$case", case_id);
	db_bind_text(st, "$rule", rule);
	bars = db_step(st);
	db_done(st);
	return bars;
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

/* Which of two groups a case is worked in: one that a person made goes before
 * those that were found, these by the order of the policy's rules. */
static size_t place(const struct policy *p, const char *rule)
{
	size_t n;
	const struct group_rule *r = policy_group_rules(p, &n);

	for (size_t i = 0; rule && i < n; i++)
		if (strcmp(r[i].name, rule) == 0)
			return i + 1;
	return rule ? n + 1 : 0;
}

static bool takes_over(const struct act *act, const struct group *g,
    int64_t case_id, struct arena *a)
{
	struct db *db = log_db(act->log);
	struct group was;
	int64_t id = number(db, "SELECT grp FROM cases WHERE id = $id", case_id);

	return !id || !group_load(db, id, a, &was) || !was.open ||
	    place(act->policy, g->rule) < place(act->policy, was.rule);
}

static void link_row(struct log *log, char op, int64_t case_id, int64_t group,
    const char *how)
{
	log_row(log, op, "link");
	log_int(log, "subject", case_id);
	log_int(log, "other", group);
	log_text(log, "how", how);
}

static bool kept_out(struct db *db, int64_t group, int64_t case_id)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM link"
	    " WHERE subject = $case AND other = $id AND how = '" KEPT_OUT "'");
	bool out;

	db_bind_int(st, "$case", case_id);
	db_bind_int(st, "$id", group);
	out = db_step(st);
	db_done(st);
	return out;
}

/* What the event says to people who ask why. */
static void because(struct log *log, const struct group *g, struct arena *a)
{
	log_fact(log, "group", group_name(g, a));
	if (g->rule) {
		log_fact(log, "rule", g->rule);
		log_fact(log, "same", g->same);
	}
}

bool group_join(const struct act *act, const struct group *g, int64_t case_id)
{
	struct log *log = act->log;
	struct arena *a = arena_new();
	bool joins = !group_has(log_db(log), g->id, case_id);

	if (joins) {
		bool takes = takes_over(act, g, case_id, a);
		bool was_out = kept_out(log_db(log), g->id, case_id);

		log_event(log, case_id, "joined", act->at);
		log_note(log, "note", act->note);
		if (was_out)
			link_row(log, '-', case_id, g->id, KEPT_OUT);
		link_row(log, '+', case_id, g->id, MEMBER);
		log_int(log, "at", act->at);
		if (takes) {
			log_row(log, '~', "cases");
			log_int(log, "id", case_id);
			log_int(log, "grp", g->id);
		}
		because(log, g, a);
		log_end(log);
	}
	arena_free(a);
	return joins;
}

/* The group in which a case goes on to be worked once it has left one. */
static int64_t other_group(const struct act *act, const struct group *left,
    int64_t case_id, struct arena *a)
{
	struct db *db = log_db(act->log);
	struct stmt *st = db_prepare(db, "SELECT g.id FROM link l"
	    " JOIN grp g ON g.id = l.other WHERE l.subject = $case"
	    " AND l.how = '" MEMBER "' AND g.id <> $left AND g.closed_at IS NULL"
	    " ORDER BY g.id");
	int64_t best = 0, *ids;
	size_t n, first = SIZE_MAX;

	db_bind_int(st, "$case", case_id);
	db_bind_int(st, "$left", left->id);
	n = numbers(st, a, &ids);
	for (size_t i = 0; i < n; i++) {
		struct group g;

		if (group_load(db, ids[i], a, &g) &&
		    place(act->policy, g.rule) < first) {
			first = place(act->policy, g.rule);
			best = g.id;
		}
	}
	return best;
}

bool group_leave(const struct act *act, const struct group *g, int64_t case_id)
{
	struct log *log = act->log;
	struct arena *a = arena_new();
	bool leaves = group_has(log_db(log), g->id, case_id);

	if (leaves) {
		int64_t other = other_group(act, g, case_id, a);

		log_event(log, case_id, "left_group", act->at);
		log_note(log, "note", act->note);
		link_row(log, '-', case_id, g->id, MEMBER);
		link_row(log, '+', case_id, g->id, KEPT_OUT);
		log_int(log, "at", act->at);
		log_row(log, '~', "cases");
		log_int(log, "id", case_id);
		if (other)
			log_int(log, "grp", other);
		else
			log_null(log, "grp");
		because(log, g, a);
		log_end(log);
	}
	arena_free(a);
	return leaves;
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
