/* What the events of acts on cases have in common. */
#include "care/cases/act.h"

#include <string.h>

#include "care/plans/stage.h"
#include "care/promises/promise_store.h"
#include "store/log.h"

struct promiser case_promiser(const struct act *act, const struct care_case *c,
    struct arena *a, struct facts *facts)
{
	*facts = (struct facts){.n = 0};
	case_facts(log_db(act->log), c, a, facts);
	return (struct promiser){act->log, act->policy, act->policy_id, "case",
	    c->id, facts, c->live_from};
}

void case_row(const struct act *act, const struct care_case *c)
{
	log_row(act->log, '~', "cases");
	log_int(act->log, "id", c->id);
}

/* The stage where the event takes the case, if it is another. */
static void move(const struct act *act, const struct care_case *c,
    const char *event)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	const struct plan *stages;
	const char *stage;

	case_facts(log_db(act->log), c, a, &facts);
	stages = stages_of(act->policy, &facts);
	stage = stages ? stage_after(stages, c->stage, event) : NULL;
	if (stage && (!c->stage || strcmp(stage, c->stage) != 0)) {
		case_row(act, c);
		log_text(act->log, "stage", stage);
	}
	arena_free(a);
}

void case_event(const struct act *act, const struct care_case *c,
    const char *event)
{
	log_event(act->log, c->id, event, act->at);
	log_person(act->log, c->customer);
	log_note(act->log, "note", act->note);
	if (stage_moves(act->policy, event))
		move(act, c, event);
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
