/*
 * Where a promise stands on its ladder, and what a level of it would do: asked
 * alike by the tick, which does it, and by those who only tell.
 */
#ifndef CARE_ESCALATION_STANDING_H
#define CARE_ESCALATION_STANDING_H

#include "base/mem.h"
#include "care/escalation/recipients.h"
#include "care/promises/promise.h"

struct db;

enum { STANDING_LEVELS = 2 * LADDER_STEPS };

struct standing {
	const struct promise_rule *rule;	/* NULL: the policy has it no more */
	const struct ladder *ladder;		/* NULL: none */
	struct pause *pauses;
	size_t stops;
	struct level_time levels[STANDING_LEVELS];
	struct fire_ask ask;	/* all of it but "now" */
};

/* Load it: the levels with their repeats up to the first after "until", the
 * ledger, what was acknowledged. Lists live in the arena, the levels in out. */
void	standing_load(struct db *, const struct policy *, const struct promise *,
	int64_t until, struct arena *, struct standing *out);

/* Has the severity risen by its ladder already, under whatever policy? It does so
 * once for each promise, however often that moves. Asks the log. */
bool	promise_raised(struct db *, const struct promise *);

/* Whom a level tells in this matter at that time: distinct staff, 0 the store's
 * owner; in the arena. How many. */
size_t	level_tells(struct db *, const struct policy *, const struct level *,
	const struct matter *, int64_t at, struct arena *, int64_t **ids);

/* Who becomes the case's owner by it; 0: the owner stays: it reassigns not, is
 * a repeat, he has the role already, or nobody has. */
int64_t	level_owner(struct db *, const struct policy *,
	const struct level_time *, const struct matter *, int64_t at);

#endif
