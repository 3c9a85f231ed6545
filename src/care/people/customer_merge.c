/* May two customers become one? */
#include "care/people/customer_merge.h"

#include <string.h>

#include "care/people/customer.h"

static bool is(const struct customer *c, const char *state)
{
	return strcmp(c->state, state) == 0;
}

enum merge_refusal customer_may_merge(const struct customer *from,
    const struct customer *into, int64_t survivor)
{
	if (from->id == into->id)
		return MERGE_SELF;
	if (is(from, "merged"))
		return MERGE_MERGED;
	if (is(into, "merged"))
		return survivor == from->id ? MERGE_CIRCLE : MERGE_INTO_MERGED;
	return is(from, "active") && is(into, "active") ? MERGE_ALLOWED :
	    MERGE_GONE;
}
