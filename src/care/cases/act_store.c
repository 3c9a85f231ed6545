/* Acts on cases, written as events. */
#include "care/cases/act.h"

#include <string.h>

#include "store/log.h"

void case_assign(const struct act *act, const struct care_case *c,
    int64_t owner, const char *why)
{
	case_hand_to(act, c, owner, NULL, why);
}

void case_hand_to(const struct act *act, const struct care_case *c,
    int64_t owner, const char *team, const char *why)
{
	case_event(act, c, "assigned");
	case_row(act, c);
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

/* Most policies promise nothing about it, and intake need not look. */
static bool speaks_of(const struct policy *p, const char *event)
{
	size_t n;
	const struct promise_rule *r = policy_promise_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i].to, event) == 0 || strcmp(r[i].from, event) == 0 ||
		    (r[i].until && strcmp(r[i].until, event) == 0))
			return true;
	return false;
}

void case_given(const struct act *act, const struct care_case *c)
{
	if (speaks_of(act->policy, "assigned"))
		case_happened(act, c, "assigned");
}

size_t case_reply(const struct act *act, const struct care_case *c)
{
	size_t kept = 0;

	case_event(act, c, "replied");
	case_row(act, c);
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
		case_row(act, c);
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

void case_raise(const struct act *act, const struct care_case *c,
    const char *severity, const struct promise *p)
{
	case_event(act, c, "severity_set");
	case_row(act, c);
	log_text(act->log, "severity", severity);
	log_fact(act->log, "old_severity", c->severity);
	log_fact(act->log, "why", p->rule);
	log_fact_int(act->log, "turn", p->turn);
	log_end(act->log);
}
