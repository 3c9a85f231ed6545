/* Who is asked to do something on a case learns of it. */
#ifndef CARE_CASES_ASKED_H
#define CARE_CASES_ASKED_H

#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

/*
 * Plan the notice that they owe that promise of the case from now on, each
 * once: one like those of ladders (care/escalation/notice.h), of a level
 * "asked" that no ladder may have. 0 is the store's owner.
 */
void	asked_tell(const struct act *, const struct care_case *,
	const struct promise *, const int64_t *ids, size_t n);

#endif
