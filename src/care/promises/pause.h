/*
 * Pauses: stretches in which promises of a subject stand still.
 *
 * A row of the table pause is (subject, n, from_at, until_at, cap_at, reason,
 * asked): it began at from_at, ended at until_at (null while it lasts), and
 * ends for the promises at cap_at at the latest (null: no cap), whichever
 * comes first. reason is a word of the policy's "pauses", asked the message
 * that asked the customer. cap_at is written when the pause begins, by
 * pause_cap(); a later policy does not change it.
 *
 * A due time is computed as if a pause that lasts goes on to its cap: nobody
 * has to wake when it comes (an answer before it moves the due time earlier).
 * A pause that lasts and has no cap leaves the promise without a due time.
 */
#ifndef CARE_PROMISES_PAUSE_H
#define CARE_PROMISES_PAUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/policy.h"
#include "time/worktime.h"

/*
 * When a pause that begins at "from" ends at the latest: its cap later, by
 * the policy's calendars. Where the cap is of the case in total, what the
 * pauses before it have used up is taken off (they are those of the same
 * reason, as pauses_before() gives them); used up: from itself. 0: the reason
 * has no cap.
 */
int64_t	pause_cap(const struct policy *, const struct pause_rule *,
	int64_t from, const struct pause *before, size_t n);

/* For how many seconds of the wall clock between the two instants any of the
 * pauses lasted; they come by their beginning, and overlapping ones are one. */
int64_t	pauses_length(const struct pause *, size_t n, int64_t from,
	int64_t until);

/* Does a pause of that reason stop promises of that rule? A hard promise is
 * stopped by none: promise_due() and promise_levels() see to that. A reason
 * that the policy dropped meanwhile stops all others, as its row did. */
bool	pause_stops(const struct policy *, const char *reason, const char *rule);

#endif
