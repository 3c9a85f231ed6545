/* Who may agree to a proposal. */
#include "care/cases/proposal.h"

#include <string.h>

const struct approval *approval_next(const struct approval *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].decided_at)
			return &v[i];
		else if (!v[i].yes)
			return NULL;
	return NULL;
}

enum approving proposal_may_approve(const struct proposal *p,
    const struct approval *next, int64_t who, bool acts_as)
{
	if (!p || !next || strcmp(p->state, "open") != 0)
		return APPROVE_NOTHING;
	/* Also not in another's name, or a chain of two would be one. */
	if (p->proposer == who)
		return APPROVE_OWN;
	return acts_as ? APPROVE_MAY : APPROVE_OTHER;
}

bool proposal_under_way(const struct proposal *p)
{
	return strcmp(p->state, "open") == 0 || strcmp(p->state, "approved") == 0;
}

const char *approval_promise(const char *role, struct arena *a)
{
	return arena_printf(a, "approve-%s", role);
}
