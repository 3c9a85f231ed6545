/* What a customer is owed, by what is said of him. */
#include "care/people/customer_owed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "care/fields/field.h"
#include "care/people/customer.h"
#include "care/promises/change.h"
#include "store/log.h"

static bool differs(const char *is, const char *was)
{
	return is && *is && (!was || strcmp(is, was) != 0);
}

/* Does what is said make him another in what rules ask for? Of his class he is
 * owed what that class is; what the policy makes of the rest is its own. */
static void promise_changed(const struct promiser *p, const struct customer *was,
    const struct customer *is, const struct customer_said *said, int64_t at)
{
	const char **names = mem_alloc(said->fields_n + 2, sizeof *names);
	size_t n = 0;

	if (differs(is->region, was->region))
		names[n++] = "region";
	if (differs(is->standing, was->standing))
		names[n++] = "standing";
	for (size_t i = 0; i < said->fields_n; i++)
		names[n++] = said->fields[i].rule->name;
	if (differs(is->tier, was->tier))
		promises_anew(p, "tier", at);
	promises_changed(p, names, n, at);
	free(names);
}

static const char *some(const char *s)
{
	return s && *s ? s : NULL;
}

void customer_owed_new(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t id, const struct customer_said *said, int64_t at)
{
	const struct customer is = {.tier = some(said->tier),
	    .region = some(said->region), .standing = some(said->standing)};
	const struct fields none = {NULL, 0};
	struct arena *a;
	struct fields has;
	struct facts f = {0};
	struct promiser p = {log, policy, policy_id, "customer", id, &f,
	    said->live_from};

	if (!policy_has_promises(policy, "customer"))
		return;
	a = arena_new();
	has = fields_after(&none, said->fields, said->fields_n, a);
	customer_facts_with(log_db(log), &is, &has, &f);
	promises_begin(&p, "registered", at);
	arena_free(a);
}

void customer_owed_again(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct customer *was,
    const struct customer_said *said, int64_t at)
{
	struct arena *a;
	struct customer c;
	struct facts f = {0};
	struct promiser p = {log, policy, policy_id, "customer", was->id, &f,
	    said->live_from};

	if (!policy_has_promises(policy, "customer"))
		return;
	a = arena_new();
	if (customer_values(log_db(log), was->id, a, &c)) {
		customer_facts(log_db(log), &c, a, &f);
		promise_changed(&p, was, &c, said, at);
	}
	arena_free(a);
}
