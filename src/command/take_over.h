/* A policy takes over: what is open is counted by its calendars. */
#ifndef COMMAND_TAKE_OVER_H
#define COMMAND_TAKE_OVER_H

#include <stddef.h>
#include <stdint.h>

#include "care/promises/recompute.h"

struct session;

/*
 * Within the session's open entry: begin what the policy lets the house owe
 * (promises "for: house"), move the open promises that the policy
 * counts otherwise (moves may be NULL; arg's first member is the struct db
 * pointer), and note that it is in force. Returns how many moved.
 */
size_t	take_over(struct session *, const struct policy *, int64_t policy_id,
	promise_moves *, void *arg);

/* As care-escalate run begins: a policy that was adopted for a day to come
 * takes over once that day is there. In a transaction of its own. */
void	take_over_due(struct session *);

#endif
