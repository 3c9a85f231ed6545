/* The class of a customer, and what he is promised by it. */
#include "care/people/customer_tier.h"

#include <string.h>

#include "care/people/customer.h"
#include "care/promises/change.h"
#include "store/log.h"

static void promise_anew(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t id, int64_t at)
{
	struct arena *a = arena_new();
	struct facts f = {0};
	struct promiser m = {log, policy, policy_id, "customer", id, &f,
	    promise_live_from(log_db(log), id)};
	struct customer c;

	if (customer_load(log_db(log), id, a, &c)) {
		customer_facts(log_db(log), &c, a, &f);
		promises_anew(&m, "tier", at);
	}
	arena_free(a);
}

bool customer_tier(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct customer *c, const char *tier,
    const char *why, int64_t at)
{
	if (c->tier && strcmp(c->tier, tier) == 0)
		return false;
	log_event(log, c->id, "tier_set", at);
	log_person(log, c->id);
	log_row(log, '~', "customer");
	log_int(log, "id", c->id);
	log_text(log, "tier", tier);
	if (c->tier)
		log_fact(log, "was", c->tier);
	log_note(log, "why", why);
	log_end(log);
	promise_anew(log, policy, policy_id, c->id, at);
	return true;
}
