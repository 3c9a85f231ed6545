/*
 * Verification (S2-5.4): once what was agreed on is done, somebody asks the
 * customer whether it is settled. What he says ends the promise of that call.
 */
#ifndef CARE_CASES_CONFIRM_H
#define CARE_CASES_CONFIRM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

/* So many calls in vain are enough; no policy says another number. */
enum { CONFIRM_TRIES = 3 };

/* It is settled, he says: event "confirmed" (result "yes", or a word of
 * call_results). Returns the number of promises kept. */
size_t	case_confirmed(const struct act *, const struct care_case *,
	const char *result);

/*
 * It is not: event "not_confirmed". The promise of asking is kept, for he was
 * asked; what begins with the first action, as the investigation does, begins
 * again, and the case goes back to the stage "investigating" where its way
 * leads there. Returns whether it did.
 */
bool	case_not_confirmed(const struct act *, const struct care_case *);

/*
 * Nobody was reached by that channel. After CONFIRM_TRIES of them since the
 * call was promised: event "confirmed" (result unreached), so that the case may
 * be closed as one that cannot be reached. Returns how many there were.
 */
int64_t	case_unreached(const struct act *, const struct care_case *,
	int64_t staff, const char *channel);

/* The same when the calls are written down already. */
int64_t	case_tried(const struct act *, const struct care_case *);

/* The channel by which the policy wants it asked, "phone" where it says
 * none. Lives as long as the policy. */
const char *confirm_channel(const struct act *, const struct care_case *);

#endif
