/* The class of a customer, which what he is promised hangs on. */
#ifndef CARE_PEOPLE_CUSTOMER_TIER_H
#define CARE_PEOPLE_CUSTOMER_TIER_H

#include <stdbool.h>
#include <stdint.h>

struct customer;
struct log;
struct policy;

/*
 * In the caller's entry: set the tier (event "tier_set", fact "was", note "why"
 * or NULL) and look at what he is promised (promises_anew()). False: it is his
 * tier already, nothing is written.
 */
bool	customer_tier(struct log *, const struct policy *, int64_t policy_id,
	const struct customer *, const char *tier, const char *why, int64_t at);

#endif
