/* What the files share that write promises into the store. */
#ifndef CARE_PROMISES_PROMISE_INSIDE_H
#define CARE_PROMISES_PROMISE_INSIDE_H

#include "care/promises/promise_store.h"

enum { PROMISE_RULES = RULES_AT_ONCE, PROMISE_LEVELS = LADDER_STEPS };

bool	promise_is_open(const struct promise *);

/* The date field that the rule runs from; NULL: it runs from an event, as
 * "received" and "booked" are, although these are dates as well. */
const struct fact *promise_runs_from(const struct promiser *,
	const struct promise_rule *);

/* Cells of an open row: whose promise it is. */
void	promise_key(struct log *, const struct promise *);

/* The promise ends, by an event of its own; reason NULL: none. */
void	promise_ended(struct log *, const struct promise *, const char *event,
	const char *state, const char *reason, int64_t at);

/* An open one is kept, and the next turn of what recurs begins. r: the rule that
 * made it; NULL: the policy has it no more. */
void	promise_keep_by(const struct promiser *, const struct promise *,
	const struct promise_rule *r, int64_t at);

/* Make what hangs on dates that are known now and was never promised, or only
 * to be dropped as no rule held. */
void	promises_make_windows(const struct promiser *, int64_t at);

#endif
