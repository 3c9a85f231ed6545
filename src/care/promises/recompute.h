/*
 * What another policy would make of the promises that are open.
 *
 * A promise keeps the rule that made it (on_policy: forward): it moves only
 * where the calendars of the new policy count its time otherwise, as when the
 * days of the next year are listed at last. With on_policy: recompute it
 * follows the rule that its facts choose now. Nothing moves a hard limit
 * later.
 */
#ifndef CARE_PROMISES_RECOMPUTE_H
#define CARE_PROMISES_RECOMPUTE_H

#include "care/promises/promise_store.h"

/* The kind and the facts of a subject; false: it has none (any more). */
typedef bool promise_facts(void *, int64_t subject, const char **kind,
	struct arena *, struct facts *);

/* Called for each promise that moves; new is the old with another due, by that
 * rule of the policy. */
typedef void promise_moves(void *, const struct promise *old,
	const struct promise *new, const struct promise_rule *);

struct recompute {
	struct db *db;
	const struct policy *policy;	/* the new one */
	const struct policy *before;	/* by whose ladders the next tick would
					 * have told; NULL: not known */
	promise_facts *facts;
	promise_moves *moves;
	void *arg;			/* of both */
	struct log *log;		/* NULL: only tell */
	int64_t policy_id, at;
	int64_t subject;		/* only its promises; 0: all */
};

/* Go through the open promises; returns how many move. What stays is armed
 * with the policy's ladder (promise_rearm). */
size_t	promises_recompute(const struct recompute *);

#endif
