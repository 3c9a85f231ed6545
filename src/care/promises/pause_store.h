/* The pauses of a subject in the store, and what they do to its promises. */
#ifndef CARE_PROMISES_PAUSE_STORE_H
#define CARE_PROMISES_PAUSE_STORE_H

#include "base/mem.h"
#include "care/promises/pause.h"
#include "care/promises/promise_store.h"

struct db;

/*
 * The pauses of the subject that stop its promises of that rule, by their
 * beginning, in the arena, as promise_due() and promise_levels() take them:
 * each to its end or its cap, one that lasts without a cap to INT64_MAX.
 * Returns how many.
 */
size_t	pauses_of(struct db *, const struct policy *, int64_t subject,
	const char *rule, struct arena *, struct pause **out);

/*
 * The same of one promise, as they count in its due time: of one that has
 * ended those that the log knew then, since nothing moves it any more. What
 * lasted when it ended goes on to its cap, whenever it ended after that.
 */
size_t	pauses_counted(struct db *, const struct policy *,
	const struct promise *, struct arena *, struct pause **out);

/* The pauses of the subject for that reason that have ended, or would by
 * their cap: what pause_cap() wants to know. */
size_t	pauses_before(struct db *, int64_t subject, const char *reason,
	struct arena *, struct pause **out);

/*
 * A pause of the subject began or ended (its row is written, in this entry):
 * compute the due times of its open promises from their starts and all
 * pauses, and move those that change (event "due_moved", why "pause").
 * Windows and dates of fields stand still by themselves. Returns how many
 * moved.
 */
size_t	promises_paused(const struct promiser *, int64_t at);

#endif
