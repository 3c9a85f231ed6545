/* What a customer is owed, looked at again when he has changed. */
#ifndef CARE_PEOPLE_CUSTOMER_OWED_H
#define CARE_PEOPLE_CUSTOMER_OWED_H

#include <stdbool.h>
#include <stdint.h>

struct customer;
struct log;
struct policy;
struct promise;

/*
 * In the caller's entry: his open promises against the policy as he is now.
 * One whose rule holds no more is cancelled ("cancelled", with the reason);
 * one for which another rule of its name holds now is due by that one, from
 * where the old one began, but not before "at" ("due_moved"); windows follow
 * their dates; a rule that promises from the beginning and holds now for the
 * first time, or again, promises from "at" on. why: a word for the log.
 */
void	customer_owed_anew(struct log *, const struct policy *,
	int64_t policy_id, int64_t customer, const char *why, int64_t at);

/*
 * Set the tier (event "tier_set", fact "was", note "why" or NULL) and look at
 * what he is owed. False: it is his tier already, nothing is written.
 */
bool	customer_tier(struct log *, const struct policy *, int64_t policy_id,
	const struct customer *, const char *tier, const char *why, int64_t at);

/* Cancel one open promise; the event keeps its next level's time (fact
 * "next_at"), so that it can be taken back. */
void	customer_unpromise(struct log *, const struct promise *,
	const char *reason, int64_t at);

#endif
