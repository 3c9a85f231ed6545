/* Which cases may be made one. */
#include "care/cases/merge.h"

enum merge_refusal case_may_merge(const struct care_case *one,
    const struct care_case *into)
{
	if (one->id == into->id)
		return MERGE_SELF;
	if (one->merged_into || into->merged_into)
		return MERGE_DONE;
	if (!case_is_open(one) || !case_is_open(into))
		return MERGE_CLOSED;
	if (one->customer && into->customer && one->customer != into->customer)
		return MERGE_OTHER_CUSTOMER;
	return MERGE_ALLOWED;
}
