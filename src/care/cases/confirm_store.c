/* Verification in the store. */
#include "care/cases/confirm.h"

#include <string.h>

#include "care/cases/contact.h"
#include "care/plans/gate.h"
#include "care/plans/stage.h"
#include "store/log.h"

#define CONFIRMED "confirmed"
#define AGAIN "investigating"	/* the stage to which a "no" leads back */

/* The open promise of asking; its rule, or NULL. */
static const struct promise_rule *promised(const struct act *act,
    const struct care_case *c, int64_t *since)
{
	struct arena *a = arena_new();
	const struct promise_rule *found = NULL;
	struct promise *all;
	size_t n = promises_of(log_db(act->log), c->id, a, &all);

	for (size_t i = 0; i < n && !found; i++) {
		const struct promise_rule *r = strcmp(all[i].state, "open") ? NULL :
		    policy_promise_rule(act->policy, all[i].rule, all[i].amount);

		if (!r || strcmp(r->to, CONFIRMED) != 0)
			continue;
		found = r;
		*since = all[i].start_at;
	}
	arena_free(a);
	return found;
}

const char *confirm_channel(const struct act *act, const struct care_case *c)
{
	int64_t since;
	const struct promise_rule *r = promised(act, c, &since);

	return r && r->by ? r->by : "phone";
}

size_t case_confirmed(const struct act *act, const struct care_case *c,
    const char *result)
{
	case_event(act, c, CONFIRMED);
	log_fact(act->log, "result", result);
	log_end(act->log);
	return case_happened(act, c, CONFIRMED);
}

/* May the case go back there? */
static bool leads_back(const struct act *act, const struct care_case *c,
    const struct facts *facts, struct arena *a)
{
	const struct plan *stages = stages_of(act->policy, facts);
	struct gate_fault *faults;

	return stages && plan_step(stages, AGAIN) && c->stage &&
	    strcmp(c->stage, AGAIN) != 0 &&
	    gate_ask(log_db(act->log), act->policy, "case", c->id, facts,
	    c->stage, AGAIN, a, &faults) == 0;
}

bool case_not_confirmed(const struct act *act, const struct care_case *c)
{
	struct act quiet = *act;
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);
	bool back = leads_back(act, c, &facts, a);

	case_event(act, c, "not_confirmed");
	log_end(act->log);
	promises_keep(&m, CONFIRMED, act->at);
	promises_make(&m, "not_confirmed", act->at);
	quiet.note = NULL;
	if (back)
		case_milestone(&quiet, c, AGAIN);
	/* It is where the first action left it. */
	promises_make(&m, "first_action", act->at);
	arena_free(a);
	return back;
}

int64_t case_tried(const struct act *act, const struct care_case *c)
{
	struct act quiet = *act;
	struct arena *a = arena_new();
	struct contact *all;
	int64_t since = c->received_at, times;
	size_t n = contacts_of(log_db(act->log), c->id, a, &all);

	promised(act, c, &since);
	times = contacts_unreached(all, n, since);
	quiet.note = NULL;
	if (times >= CONFIRM_TRIES)
		case_confirmed(&quiet, c, "unreached");
	arena_free(a);
	return times;
}

int64_t case_unreached(const struct act *act, const struct care_case *c,
    int64_t staff, const char *channel)
{
	struct contact_said tried = {.staff = staff, .channel = channel,
	    .result = "unanswered", .talk = -1};

	case_contact(act, c, &tried);
	return case_tried(act, c);
}
