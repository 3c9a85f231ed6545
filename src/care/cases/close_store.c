/* Closing and opening again. */
#include "care/cases/act.h"

#include <string.h>

#include "care/cases/wait.h"
#include "store/log.h"

void case_close(const struct act *act, const struct care_case *c,
    const char *outcome)
{
	struct arena *a = arena_new();
	struct facts facts;
	struct promiser m = case_promiser(act, c, a, &facts);
	size_t moved;

	case_event(act, c, "closed");
	case_row(act, c);
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
	const char **names;
	bool continues = policy_head(act->policy)->reopen_continues;

	case_event(act, c, "reopened");
	case_row(act, c);
	log_text(act->log, "state", "open");
	log_null(act->log, "closed_at");
	log_null(act->log, "replied_at");
	log_null(act->log, "outcome");
	log_int(act->log, "reopened", c->reopened + 1);
	log_end(act->log);
	now.state = "open";
	now.reopened++;
	case_follow(act, c, &now, a, &names);
	m = case_promiser(act, &now, a, &facts);
	promises_restart(&m, "received", continues ? c->received_at : act->at,
	    act->at);
	promises_keep(&m, "reopened", act->at);
	promises_make(&m, "reopened", act->at);
	arena_free(a);
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
