/* The cases of a group, in the store. */
#include "care/groups/member.h"

#include <inttypes.h>
#include <string.h>

#include "store/db.h"
#include "store/log.h"

/* How a case hangs together with a group, in the table link. */
#define MEMBER "member"
#define KEPT_OUT "kept_out"

size_t group_members(struct db *db, int64_t id, struct arena *a, int64_t **out)
{
	struct stmt *st = db_prepare(db, "SELECT c.id FROM link l"
	    " JOIN cases c ON c.id = l.subject"
	    " WHERE l.other = $id AND l.how = '" MEMBER "'"
	    " ORDER BY c.received_at, c.id");

	db_bind_int(st, "$id", id);
	return db_ids(st, a, out);
}

static bool group_has(struct db *db, int64_t id, int64_t case_id)
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

bool group_joining(struct db *db, int64_t id, int64_t case_id,
    struct joining *out)
{
	struct stmt *st = db_prepare(db, "SELECT e.at, t.actor, t.done_by, t.tool"
	    " FROM event e JOIN entry t ON t.id = e.entry"
	    " WHERE e.subject = $case AND e.what = 'joined' AND e.arg LIKE $link"
	    " ORDER BY e.entry DESC, e.n DESC LIMIT 1");
	struct buf link = {0};
	bool found;

	buf_addf(&link, "%%other=%" PRId64 " how=" MEMBER " %%", id);
	db_bind_int(st, "$case", case_id);
	db_bind_text(st, "$link", buf_text(&link));
	found = db_step(st);
	if (found)
		*out = (struct joining){db_int(st, 0),
		    db_null(st, 2) ? db_int(st, 1) : db_int(st, 2),
		    strcmp(db_text(st, 3), "care-escalate run") == 0};
	db_done(st);
	buf_free(&link);
	return found;
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
	struct stmt *st = db_prepare(db, "SELECT count(DISTINCT c.customer)"
	    " FROM link l JOIN cases c ON c.id = l.subject"
	    " WHERE l.other = $id AND l.how = '" MEMBER "'"
	    " AND c.merged_into IS NULL");
	int64_t n;

	db_bind_int(st, "$id", id);
	n = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return n;
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

static int64_t worked_in(struct db *db, int64_t case_id)
{
	struct stmt *st = db_prepare(db, "SELECT grp FROM cases WHERE id = $id");
	int64_t id;

	db_bind_int(st, "$id", case_id);
	id = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return id;
}

/* Which of two groups a case is worked in: one that a person made goes before
 * those that were found, these by the order of the policy's rules. */
static size_t place(const struct policy *p, const char *rule)
{
	size_t n;
	const struct group_rule *all = policy_group_rules(p, &n);
	const struct group_rule *r = policy_group_rule(p, rule);

	return r ? (size_t)(r - all) + 1 : rule ? n + 1 : 0;
}

static bool takes_over(const struct act *act, const struct group *g,
    int64_t case_id, struct arena *a)
{
	struct db *db = log_db(act->log);
	struct group was;
	int64_t id = worked_in(db, case_id);

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
	n = db_ids(st, a, &ids);
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
