/* Cases that follow from a case. */
#include "care/cases/opens.h"

#include <string.h>

#include "care/cases/merge.h"
#include "policy/handling.h"
#include "store/log.h"

/* Was it opened by the rule before, or is the case itself one that follows? */
static bool stands(const struct case_link *v, size_t n, const char *rule)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].from_other && strcmp(v[i].how, rule) == 0)
			return true;
	return false;
}

static bool follows(const struct case_link *v, size_t n,
    const struct opens_rule *rules, size_t rules_n)
{
	for (size_t i = 0; i < rules_n; i++)
		for (size_t k = 0; k < n; k++)
			if (!v[k].from_other &&
			    strcmp(v[k].how, rules[i].name) == 0)
				return true;
	return false;
}

static int64_t open_one(const struct act *act, const struct care_case *c,
    const struct opens_rule *r, struct arena *a)
{
	struct case_said said = {.kind = r->kind, .channel = c->channel,
	    .severity = r->severity, .category = r->category,
	    .cause = r->cause, .team = r->team, .received_at = act->at,
	    .customer = c->customer, .booking = c->booking,
	    .product = c->product, .trip = c->trip, .partner = c->partner,
	    .text = act->note, .follows = true};
	struct act quiet = *act;
	struct care_case new = {.customer = c->customer};

	quiet.note = NULL;
	if (!said.text || !*said.text)
		said.text = case_text(log_db(act->log), c, "text", a);
	new.id = case_receive(act->log, act->policy, act->policy_id, &said);
	case_link(&quiet, &new, c->id, r->name);
	return new.id;
}

size_t case_opens(const struct act *act, const struct care_case *c,
    int64_t *last)
{
	struct arena *a;
	struct facts *facts;
	struct case_link *links;
	size_t n, linked, opened = 0;
	const struct opens_rule *rules = policy_opens_rules(act->policy, &n);

	if (n == 0 || c->live_from)
		return 0;
	a = arena_new();
	facts = arena_alloc(a, 1, sizeof *facts);
	case_facts(log_db(act->log), c, a, facts);
	linked = case_links(log_db(act->log), c->id, a, &links);
	for (size_t i = 0; i < n && !follows(links, linked, rules, n); i++) {
		int64_t id;

		if (!when_holds(rules[i].when, facts) ||
		    stands(links, linked, rules[i].name))
			continue;
		id = open_one(act, c, &rules[i], a);
		opened++;
		if (last)
			*last = id;
	}
	arena_free(a);
	return opened;
}
