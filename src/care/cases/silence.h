/* Channels on which nothing came for so long that somebody should look whether
 * they work: a mailbox that nobody fetches is as quiet as one without mail. */
#ifndef CARE_CASES_SILENCE_H
#define CARE_CASES_SILENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;

struct silent {
	const struct word *channel;
	int64_t since;		/* when something came last; 0: never */
};

/*
 * The channels whose "silence" of the policy is over by "now", in its order, in
 * the arena: in that time no case was received by them, and nobody spoke or
 * wrote to us. A store younger than that is told of none. Returns how many.
 */
size_t	channels_silent(struct db *, const struct policy *, int64_t now,
	struct arena *, struct silent **out);

#endif
