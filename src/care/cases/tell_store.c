/* Promised replies, in the store. */
#include "care/cases/tell.h"

#include <string.h>

#include "store/log.h"

/* The promises of the case that a word to the customer made. */
static void former(const struct act *act, const struct promiser *m,
    bool replace, struct arena *a, struct tell_made *out)
{
	struct promise *all;
	size_t n = promises_of(log_db(act->log), m->subject, a, &all);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = policy_promise_rule(act->policy,
		    all[i].rule, all[i].amount);

		if (strcmp(all[i].state, "open") != 0 || !r ||
		    strcmp(r->from, "told") != 0)
			continue;
		if (replace && promise_cancel(m, all[i].rule, all[i].turn,
		    "replaced", act->at))
			out->replaced++;
		else
			out->beside++;
	}
}

struct tell_made case_tell(const struct act *act, const struct care_case *c,
    int64_t due, bool replace)
{
	struct tell_made made = {0};
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);

	case_event(act, c, "told");
	log_fact_int(act->log, "due_at", due);
	log_end(act->log);
	former(act, &m, replace, a, &made);
	facts_number(&facts, "told_time", due);
	promises_keep(&m, "told", act->at);
	made.made = promises_make(&m, "told", act->at);
	arena_free(a);
	return made;
}
