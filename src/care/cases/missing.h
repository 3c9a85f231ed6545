/* What an open case lacks. */
#ifndef CARE_CASES_MISSING_H
#define CARE_CASES_MISSING_H

#include "care/cases/case.h"

/*
 * The names of the facts and fields that are not filled in though the policy
 * asks for them now (care/plans/missing.h); in the arena. Returns how many; 0
 * also of a closed case.
 */
size_t	case_missing(struct db *, const struct policy *,
	const struct care_case *, struct arena *, const char ***names);

#endif
