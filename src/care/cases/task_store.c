/* Tasks of departments, partners and counsel: asked and answered. */
#include "care/cases/task.h"

#include <inttypes.h>
#include <string.h>

#include "care/cases/asked.h"
#include "care/people/staff.h"
#include "store/db.h"
#include "store/log.h"

enum { RULES = RULES_AT_ONCE };

int64_t team_lead(struct db *db, const char *team, int64_t at)
{
	struct stmt *st = db_prepare(db, "SELECT s.id FROM staff s"
	    " LEFT JOIN staff up ON up.id = s.supervisor AND up.team = s.team"
	    " WHERE s.team = $team AND s.from_at <= $at"
	    " AND (s.to_at IS NULL OR s.to_at > $at)"
	    " ORDER BY up.id IS NOT NULL, s.id");
	int64_t lead = 0;

	db_bind_text(st, "$team", team);
	db_bind_int(st, "$at", at);
	while (db_step(st)) {
		int64_t id = db_int(st, 0);

		if (lead == 0)
			lead = id;
		if (staff_here(db, id, at)) {
			lead = id;
			break;
		}
	}
	db_done(st);
	return lead;
}

static const struct promise_rule *rule_from(const struct act *act,
    const struct facts *facts, const char *event)
{
	const struct promise_rule *rules[RULES];
	size_t n = policy_promises(act->policy, "case", facts, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (strcmp(rules[i]->from, event) == 0)
			return rules[i];
	return NULL;
}

const char *task_rule(const struct act *act, const struct care_case *c,
    const char *event)
{
	struct arena *a = arena_new();
	struct facts facts;
	const struct promise_rule *r;

	case_promiser(act, c, a, &facts);
	r = rule_from(act, &facts, event);
	arena_free(a);
	return r ? r->name : NULL;
}

/* The rule as it was asked: another time, another who owes it. */
static struct promise_rule asked_rule(const struct promise_rule *r,
    const struct task_said *said, struct arena *a, struct facts *facts)
{
	struct promise_rule own = *r;

	if (said->staff)
		own.owes = arena_printf(a, "staff:%" PRId64, said->staff);
	if (said->has_within) {
		own.has_within = true;
		own.within = said->within;
		own.calendar = NULL;
		own.due = NULL;
	}
	if (said->due) {
		own.due = "asked_by";
		facts_number(facts, own.due, said->due);
	}
	if (said->due || said->has_within)
		own.has_margin = false;
	return own;
}

/* A rule's role is told to all who have it; the owner asked himself. */
static void notify(const struct act *act, const struct care_case *c,
    const struct promise *p, int64_t staff)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n;

	if (staff) {
		asked_tell(act, c, p, &staff, 1);
	} else if (strcmp(p->owes, policy_head(act->policy)->owes) != 0) {
		n = staff_of_role(log_db(act->log), p->owes, c->team, act->at, a,
		    &ids);
		asked_tell(act, c, p, ids, n);
	}
	arena_free(a);
}

static void asked(const struct act *act, const struct care_case *c,
    const struct task_said *said)
{
	case_event(act, c, said->event);
	if (said->team)
		log_fact(act->log, "team", said->team);
	if (said->staff)
		log_fact_int(act->log, "told", said->staff);
	log_end(act->log);
}

enum task_refusal case_ask(const struct act *act, const struct care_case *c,
    const struct task_said *said, struct arena *a, struct promise *made)
{
	struct facts *facts = arena_alloc(a, 1, sizeof *facts);
	struct promiser m = case_promiser(act, c, a, facts);
	const struct promise_rule *r = rule_from(act, facts, said->event);
	struct promise_rule own;
	int turn;

	if (!r)
		return TASK_NO_RULE;
	if (!r->turns_each && promise_load(log_db(act->log), c->id, r->name, 0, a,
	    made) && strcmp(made->state, "open") == 0)
		return TASK_OPEN;
	asked(act, c, said);
	promises_keep(&m, said->event, act->at);
	own = asked_rule(r, said, a, facts);
	turn = promise_add(&m, &own, act->at);
	if (!turn || !promise_load(log_db(act->log), c->id, r->name, turn, a, made))
		return TASK_NO_RULE;
	notify(act, c, made, said->staff);
	return TASK_ASKED;
}

void case_answered(const struct act *act, const struct care_case *c,
    const struct promise *p, const char *event)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);

	case_event(act, c, event);
	log_end(act->log);
	promise_keep(&m, p->rule, p->turn, act->at);
	promises_make(&m, event, act->at);
	arena_free(a);
}
