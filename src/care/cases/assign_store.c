/* Cases given to somebody by the policy's rules. */
#include "care/cases/assign_store.h"

#include <string.h>

#include "care/cases/task.h"
#include "care/fields/field.h"
#include "care/people/roster.h"
#include "care/people/staff.h"
#include "store/db.h"
#include "time/worktime.h"

enum { LATEST = 1000 };	/* cases looked back at, for rotation */

/* What is asked of everybody. */
struct asking {
	struct db *db;
	const struct assign_rule *rule;
	const char *team;
	int64_t contact, at;
	bool open;		/* the office, now */
};

static bool among(const char *words, const char *one)
{
	size_t n = one ? strlen(one) : 0;

	for (const char *p = words; n > 0 && p && (p = strstr(p, one)) != NULL;
	    p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static bool rotates(const struct assign_rule *r)
{
	for (size_t i = 0; i < r->by_n; i++)
		if (r->by[i] == ASSIGN_ROTATION)
			return true;
	return false;
}

/* The number of the latest case that each of them has. */
static void latest(struct db *db, struct candidate *v, size_t n)
{
	struct stmt *st = db_prepare(db, "SELECT id, owner FROM cases"
	    " ORDER BY id DESC LIMIT $most");

	db_bind_int(st, "$most", LATEST);
	while (db_step(st))
		for (size_t i = 0; i < n; i++)
			if (v[i].last == 0 && v[i].id == db_int(st, 1))
				v[i].last = db_int(st, 0);
	db_done(st);
}

static size_t candidates(const struct asking *q, struct arena *a,
    struct candidate **v)
{
	struct stmt *st = db_prepare(q->db, "SELECT id, skills FROM staff"
	    " WHERE from_at <= $at AND (to_at IS NULL OR to_at > $at)"
	    " AND ($role IS NULL OR role = $role)"
	    " AND ($team IS NULL OR team = $team) ORDER BY id");
	size_t n = 0, cap = 0;

	*v = NULL;
	db_bind_int(st, "$at", q->at);
	db_bind_text(st, "$role", q->rule->to);
	db_bind_text(st, "$team", q->team);
	while (db_step(st)) {
		int64_t id = db_int(st, 0);

		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n++] = (struct candidate){.id = id,
		    .here = staff_here(q->db, id, q->at),
		    .contact = id == q->contact,
		    .duty = duty_on(q->db, id, q->at, q->open),
		    .skilled = among(db_text(st, 1), q->rule->skill),
		    .open = staff_load_of(q->db, id)};
	}
	db_done(st);
	if (rotates(q->rule))
		latest(q->db, *v, n);
	return n;
}

static struct assign_choice choose(const struct asking *q)
{
	struct arena *a = arena_new();
	struct candidate *v;
	size_t n = candidates(q, a, &v);
	struct assign_choice c = assign_choose(q->rule, v, n);

	arena_free(a);
	return c;
}

struct assign_choice assign_by_load(struct db *db, const char *role,
    const char *team, int64_t at)
{
	const struct assign_rule rule = {.to = role, .by = {ASSIGN_LOAD},
	    .by_n = 1};
	const struct asking q = {db, &rule, team, 0, at, true};

	return choose(&q);
}

/* Whom the customer asked for, if that one is here. */
static int64_t wished(struct db *db, const struct policy *p,
    const struct care_case *c, int64_t at)
{
	struct arena *a;
	struct fields own;
	int64_t id = 0;
	const char *why;

	if (!policy_field(p, "case", "wanted_handler"))
		return 0;
	a = arena_new();
	own = fields_load(db, c->id, a);
	for (size_t i = 0; i < own.n && !id; i++)
		if (strcmp(own.v[i].name, "wanted_handler") == 0) {
			const char *name = own.v[i].word ? own.v[i].word :
			    field_text(db, &own.v[i], a);

			id = name ? staff_named(db, name, at, a, &why) : 0;
		}
	arena_free(a);
	return id && staff_here(db, id, at) ? id : 0;
}

/* Is anybody of the role in the case's own team? */
static bool has_own(struct db *db, const struct assign_rule *r,
    const char *team, int64_t at)
{
	const struct assign_rule all = {.to = r->to};
	const struct asking q = {db, &all, team, 0, at, true};
	struct arena *a = arena_new();
	struct candidate *v;
	bool has = team && candidates(&q, a, &v) > 0;

	arena_free(a);
	return has;
}

/* The rule of that name for the case, asked with its facts. */
static const struct assign_rule *rule_of(struct db *db, const struct policy *p,
    const struct care_case *c, const char *name)
{
	const struct assign_rule *rule;
	struct facts f = {.n = 0};
	struct arena *a;
	size_t n;

	policy_assign_rules(p, &n);
	if (n == 0)
		return NULL;
	a = arena_new();
	case_facts(db, c, a, &f);
	rule = policy_assign(p, name, &f);
	arena_free(a);
	return rule;
}

/* A rule with only a team says whose matter it is, not who does it. */
static bool names_team_only(const struct assign_rule *r)
{
	return !r->to && !r->skill && r->by_n == 0;
}

static struct assign_choice choose_by(struct db *db, const struct policy *p,
    const struct care_case *c, const struct assign_rule *r, int64_t contact,
    int64_t at)
{
	const struct calendar *office = policy_head(p)->working;
	struct asking q = {db, r, NULL, contact, at,
	    !office || worktime_open(office, at)};

	q.team = r->team ? r->team : has_own(db, r, c->team, at) ? c->team : NULL;
	return choose(&q);
}

bool assign_find(struct db *db, const struct policy *p,
    const struct care_case *c, const char *name, int64_t contact, int64_t at,
    struct assignment *out)
{
	*out = (struct assignment){.rule = rule_of(db, p, c, name),
	    .to = {wished(db, p, c, at), "wish"}};
	if (out->rule)
		out->team = out->rule->team;
	if (out->to.id)
		return true;
	out->to.why = NULL;
	if (!out->rule)
		return false;
	if (!names_team_only(out->rule))
		out->to = choose_by(db, p, c, out->rule, contact, at);
	return true;
}

int64_t assign_for(struct db *db, const struct policy *p,
    const struct care_case *c, const char *name, int64_t at, const char **team)
{
	const struct assign_rule *r = rule_of(db, p, c, name);

	*team = r ? r->team : NULL;
	if (!r)
		return 0;
	return names_team_only(r) ? team_lead(db, r->team, at) :
	    choose_by(db, p, c, r, c->owner, at).id;
}

int64_t assign_contact(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT coalesce(n.done_by, n.actor)"
	    " FROM event e JOIN entry n ON n.id = e.entry WHERE e.subject = $id"
	    " ORDER BY e.entry, e.n LIMIT 1");
	int64_t who = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		who = db_int(st, 0);
	db_done(st);
	return who;
}

bool assign_give(const struct act *act, const struct care_case *c,
    const struct assignment *a)
{
	const char *team = c->team ? NULL : a->team;

	if (!a->to.id && !team)
		return false;
	case_hand_to(act, c, a->to.id ? a->to.id : c->owner, team, a->to.why);
	if (a->to.id)
		case_given(act, c);
	return true;
}
