/* What a colleague leaves behind, handed over. */
#include "care/cases/leaving.h"

#include <inttypes.h>
#include <stdio.h>

#include "care/cases/act.h"
#include "care/messages/outbox.h"
#include "care/people/absence.h"
#include "care/people/staff.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"

enum { FIXED = 32 };	/* bytes of "staff:ID" */

/* Giving one's things away. */
struct giving {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id, from, to, at;
};

static const char *fixed(int64_t staff, char *out)
{
	snprintf(out, FIXED, "staff:%" PRId64, staff);
	return out;
}

/* Each finds what is his by $id or $fixed: a subject or id in the first
 * column. */
static const char *const sql_cases = "SELECT id FROM cases"
    " WHERE owner = $id AND closed_at IS NULL ORDER BY id";
static const char *const sql_groups = "SELECT id FROM grp"
    " WHERE owner = $id AND closed_at IS NULL ORDER BY id";
static const char *const sql_measures = "SELECT id FROM measure"
    " WHERE owner = $id AND verified_at IS NULL ORDER BY id";
static const char *const sql_messages = "SELECT id FROM message"
    " WHERE addressee = $id AND state = 'planned' ORDER BY id";
static const char *const sql_promises = "SELECT subject, rule, turn"
    " FROM promise WHERE state = 'open' AND (owes = $fixed OR subject = $id)"
    " ORDER BY subject, rule, turn";

static struct stmt *his(struct db *db, const char *sql, int64_t staff)
{
	struct stmt *st = db_prepare(db, sql);
	char name[FIXED];

	db_bind_int(st, "$id", staff);
	if (sql == sql_promises)
		db_bind_text(st, "$fixed", fixed(staff, name));
	return st;
}

static int64_t count(struct db *db, const char *sql, int64_t staff)
{
	struct stmt *st = his(db, sql, staff);
	int64_t n = 0;

	while (db_step(st))
		n++;
	db_done(st);
	return n;
}

void leaving_count(struct db *db, int64_t staff, struct belongings *b)
{
	b->cases = count(db, sql_cases, staff);
	b->promises = count(db, sql_promises, staff);
	b->messages = count(db, sql_messages, staff);
	b->groups = count(db, sql_groups, staff);
	b->measures = count(db, sql_measures, staff);
}

/* The ids of the first column, in the arena: the rows change meanwhile. */
static size_t ids_of(struct db *db, const char *sql, int64_t staff,
    struct arena *a, int64_t **ids)
{
	struct stmt *st = his(db, sql, staff);

	return db_ids(st, a, ids);
}

/* The row that makes the heir stand in from then on. */
static void heir_row(struct log *log, const struct staff *s, int64_t from,
    int64_t heir)
{
	struct arena *a = arena_new();
	struct absence *v;
	char op = '+';
	size_t n = absences(log_db(log), s->id, from, from + 1, a, &v);

	for (size_t i = 0; i < n; i++)
		if (v[i].from == from)
			op = '~';
	log_row(log, op, "absence");
	log_int(log, "staff", s->id);
	log_int(log, "from_at", from);
	log_int(log, "to_at", ABSENCE_ENDLESS);
	log_time(log, "substitute", heir);
	arena_free(a);
}

/* That row, taken away, when there is one. */
static void heir_off(struct log *log, const struct staff *s)
{
	struct arena *a = arena_new();
	struct absence *v;
	size_t n = s->to_at ? absences(log_db(log), s->id, s->to_at,
	    s->to_at + 1, a, &v) : 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].from == s->to_at && v[i].until == ABSENCE_ENDLESS) {
			log_row(log, '-', "absence");
			log_int(log, "staff", s->id);
			log_int(log, "from_at", s->to_at);
		}
	arena_free(a);
}

void leaving_plan(struct log *log, const struct staff *s, int64_t to_at,
    int64_t heir, int64_t at)
{
	log_event(log, s->id, "leaves", at);
	if (s->to_at != to_at)
		heir_off(log, s);
	log_row(log, '~', "staff");
	log_int(log, "id", s->id);
	log_int(log, "to_at", to_at);
	heir_row(log, s, to_at, heir);
	log_end(log);
}

void leaving_cancel(struct log *log, const struct staff *s, int64_t at)
{
	log_event(log, s->id, "stays", at);
	heir_off(log, s);
	log_row(log, '~', "staff");
	log_int(log, "id", s->id);
	log_null(log, "to_at");
	log_end(log);
}

size_t leaving_due(struct db *db, int64_t now, struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT s.id FROM staff s"
	    " WHERE s.to_at <= $now AND NOT EXISTS (SELECT 1 FROM event e"
	    "  WHERE e.subject = s.id AND e.what = 'left' AND e.at >= s.to_at)"
	    " ORDER BY s.id");

	db_bind_int(st, "$now", now);
	return db_ids(st, a, ids);
}

static void give_cases(const struct giving *g, struct arena *a)
{
	struct act act = {g->log, g->policy, g->policy_id, g->at, NULL};
	struct care_case c;
	int64_t *ids;
	size_t n = ids_of(log_db(g->log), sql_cases, g->from, a, &ids);

	for (size_t i = 0; i < n; i++)
		if (case_load(log_db(g->log), ids[i], a, &c))
			case_assign(&act, &c, g->to, "left");
}

static void give_rows(const struct giving *g, const char *sql,
    const char *table, struct arena *a)
{
	int64_t *ids;
	size_t n = ids_of(log_db(g->log), sql, g->from, a, &ids);

	for (size_t i = 0; i < n; i++) {
		log_event(g->log, ids[i], "owner_set", g->at);
		log_row(g->log, '~', table);
		log_int(g->log, "id", ids[i]);
		log_time(g->log, "owner", g->to);
		log_fact_int(g->log, "old_owner", g->from);
		log_fact(g->log, "why", "left");
		log_end(g->log);
	}
}

static void give_messages(const struct giving *g, struct arena *a)
{
	struct message m, his;
	int64_t *ids;
	size_t n = ids_of(log_db(g->log), sql_messages, g->from, a, &ids);

	for (size_t i = 0; i < n; i++) {
		if (!outbox_load(log_db(g->log), ids[i], a, &m))
			continue;
		his = m;
		his.addressee = g->to;
		if (outbox_find(log_db(g->log), &his)) {
			outbox_pass_on(g->log, &m, "reassigned", &g->to, 1, g->at);
			continue;
		}
		log_event(g->log, m.subject, "readdressed", g->at);
		log_row(g->log, '~', "message");
		log_int(g->log, "id", m.id);
		log_int(g->log, "addressee", g->to);
		log_fact_int(g->log, "old_addressee", g->from);
		log_end(g->log);
	}
}

/* A promise that is his by name. */
struct owed {
	int64_t subject;
	const char *rule;
	int64_t turn;
};

static void give_promises(const struct giving *g, struct arena *a)
{
	struct stmt *st = his(log_db(g->log), sql_promises, g->from);
	struct owed *v = NULL;
	size_t n = 0, cap = 0;
	char name[FIXED];

	while (db_step(st)) {
		if (db_int(st, 0) == g->from)
			continue;	/* to him: ended, not given */
		v = arena_grow(a, v, &cap, n + 1, sizeof *v);
		v[n++] = (struct owed){db_int(st, 0),
		    arena_dup(a, db_text(st, 1)), db_int(st, 2)};
	}
	db_done(st);
	for (size_t i = 0; i < n; i++) {
		log_event(g->log, v[i].subject, "owes_set", g->at);
		log_row(g->log, '~', "promise");
		log_int(g->log, "subject", v[i].subject);
		log_text(g->log, "rule", v[i].rule);
		log_int(g->log, "turn", v[i].turn);
		log_text(g->log, "owes", g->to ? fixed(g->to, name) :
		    policy_head(g->policy)->owes);
		log_fact(g->log, "why", "left");
		log_end(g->log);
	}
}

/* The heir as long as he is employed, else whoever stands in. */
static int64_t successor(struct db *db, const struct staff *s, int64_t at)
{
	struct arena *a = arena_new();
	struct absence *v;
	struct staff heir;
	size_t n = absences(db, s->id, s->to_at, s->to_at + 1, a, &v);
	int64_t who = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].from == s->to_at && v[i].substitute)
			who = v[i].substitute;
	if (!who || !staff_load(db, who, a, &heir) ||
	    (heir.to_at && heir.to_at <= at))
		who = staff_acting(db, s->id, at);
	arena_free(a);
	return who;
}

int64_t leaving_hand_over(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct staff *s, int64_t at,
    struct belongings *moved)
{
	struct arena *a = arena_new();
	struct facts f = {.n = 0};
	struct promiser m = {log, policy, policy_id, "staff", s->id, &f, 0};
	struct giving g = {log, policy, policy_id, s->id,
	    successor(log_db(log), s, at), at};

	leaving_count(log_db(log), s->id, moved);
	log_event(log, s->id, "left", at);
	log_fact_int(log, "heir", g.to);
	log_end(log);
	give_cases(&g, a);
	give_rows(&g, sql_groups, "grp", a);
	give_rows(&g, sql_measures, "measure", a);
	give_messages(&g, a);
	give_promises(&g, a);
	staff_facts(log_db(log), s, a, &f);
	promises_cancel(&m, "left", at);
	promises_make(&m, "left", at);
	arena_free(a);
	return g.to;
}
