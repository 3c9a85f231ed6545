/* Acts on cases, written as events. */
#include "care/cases/act.h"

#include <string.h>

#include "care/cases/wait.h"
#include "care/promises/promise_store.h"
#include "store/log.h"

struct promiser case_promiser(const struct act *act,
    const struct care_case *c, struct arena *a, struct facts *facts)
{
	*facts = (struct facts){.n = 0};
	case_facts(log_db(act->log), c, a, facts);
	return (struct promiser){act->log, act->policy, act->policy_id, "case",
	    c->id, facts, c->live_from};
}

void case_event(const struct act *act, const struct care_case *c,
    const char *event)
{
	log_event(act->log, c->id, event, act->at);
	log_person(act->log, c->customer);
	log_note(act->log, "note", act->note);
}

static void row(const struct act *act, const struct care_case *c)
{
	log_row(act->log, '~', "cases");
	log_int(act->log, "id", c->id);
}

void case_assign(const struct act *act, const struct care_case *c,
    int64_t owner, const char *why)
{
	case_hand_to(act, c, owner, NULL, why);
}

void case_hand_to(const struct act *act, const struct care_case *c,
    int64_t owner, const char *team, const char *why)
{
	case_event(act, c, "assigned");
	row(act, c);
	if (owner)
		log_int(act->log, "owner", owner);
	else
		log_null(act->log, "owner");
	if (team)
		log_text(act->log, "team", team);
	if (c->owner)
		log_fact_int(act->log, "old_owner", c->owner);
	if (why)
		log_fact(act->log, "why", why);
	log_end(act->log);
}

size_t case_happened(const struct act *act, const struct care_case *c,
    const char *event)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);
	size_t kept = promises_keep(&m, event, act->at);

	promises_make(&m, event, act->at);
	arena_free(a);
	return kept;
}

size_t case_reply(const struct act *act, const struct care_case *c)
{
	size_t kept = 0;

	case_event(act, c, "replied");
	row(act, c);
	log_int(act->log, "replied_at", act->at);
	if (c->first_at == 0)
		log_int(act->log, "first_at", act->at);
	log_end(act->log);
	/* The first answer of a person is the first action as well. */
	if (c->first_at == 0)
		kept += case_happened(act, c, "first_action");
	return kept + case_happened(act, c, "replied");
}

size_t case_milestone(const struct act *act, const struct care_case *c,
    const char *event)
{
	case_event(act, c, event);
	if (strcmp(event, "first_action") == 0 && c->first_at == 0) {
		row(act, c);
		log_int(act->log, "first_at", act->at);
	}
	log_end(act->log);
	return case_happened(act, c, event);
}

void case_note(const struct act *act, const struct care_case *c)
{
	case_event(act, c, "note");
	log_end(act->log);
}

void case_close(const struct act *act, const struct care_case *c,
    const char *outcome)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);
	size_t moved;

	case_event(act, c, "closed");
	row(act, c);
	log_text(act->log, "state", "closed");
	log_int(act->log, "closed_at", act->at);
	log_text(act->log, "outcome", outcome);
	log_end(act->log);
	promises_keep(&m, "closed", act->at);
	promises_cancel(&m, outcome ? outcome : "closed", act->at);
	case_resume(act, c, NULL, "closed", &moved);
	/* What begins with the closing outlives it. */
	promises_make(&m, "closed", act->at);
	arena_free(a);
}

void case_reopen(const struct act *act, const struct care_case *c)
{
	struct care_case now = *c;
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m;
	bool continues = policy_head(act->policy)->reopen_continues;

	case_event(act, c, "reopened");
	row(act, c);
	log_text(act->log, "state", "open");
	log_null(act->log, "closed_at");
	log_null(act->log, "replied_at");
	log_null(act->log, "outcome");
	log_int(act->log, "reopened", c->reopened + 1);
	log_end(act->log);
	now.state = "open";
	now.reopened++;
	m = case_promiser(act, &now, a, &facts);
	promises_restart(&m, "received", continues ? c->received_at : act->at,
	    act->at);
	arena_free(a);
}

void case_set_severity(const struct act *act, const struct care_case *c,
    const char *severity, const char *why)
{
	case_event(act, c, "severity_set");
	row(act, c);
	log_text(act->log, "severity", severity);
	log_fact(act->log, "old_severity", c->severity);
	if (why)
		log_fact(act->log, "why", why);
	log_end(act->log);
}

bool case_owes_reply(struct db *db, const struct policy *p, int64_t id,
    const struct promise_rule **rule)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_of(db, id, a, &all);

	*rule = NULL;
	for (size_t i = 0; i < n && !*rule; i++) {
		const struct promise_rule *r;

		if (strcmp(all[i].state, "open") != 0)
			continue;
		r = policy_promise_rule(p, all[i].rule, all[i].amount);
		if (r && strcmp(r->to, "replied") == 0)
			*rule = r;
	}
	arena_free(a);
	return *rule != NULL;
}
