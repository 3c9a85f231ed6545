/*
 * Telling the customer: how far his case is (event "customer_told"), or by
 * when he will have his answer (event "told", S1-2.1.2b), which is a promise
 * of its own.
 */
#ifndef CARE_CASES_TELL_H
#define CARE_CASES_TELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

/* What came of a promised reply. */
struct tell_made {
	size_t made;		/* promises; 0: the policy has no rule for it */
	size_t replaced;	/* that the customer gave up for the new one */
	size_t beside;		/* that still run beside it */
};

/*
 * He will have his answer by "due": event "told" and a promise, due exactly
 * then, of every rule that begins with it. Promised replies that are open are
 * cancelled ("replaced") with "replace", when the customer agreed to the new
 * time; else all of them run.
 */
struct tell_made case_tell(const struct act *, const struct care_case *,
	int64_t due, bool replace);

#endif
