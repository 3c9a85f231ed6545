/* What the policy promises a customer, by what is said of him. */
#ifndef CARE_PEOPLE_CUSTOMER_OWED_H
#define CARE_PEOPLE_CUSTOMER_OWED_H

#include <stdint.h>

struct customer;
struct customer_said;
struct log;
struct policy;

/* In the caller's entry: what somebody new is promised from "registered" on,
 * who is as he was said to be. */
void	customer_owed_new(struct log *, const struct policy *,
	int64_t policy_id, int64_t id, const struct customer_said *, int64_t at);

/* In the caller's entry: what he is promised is looked at again, since the
 * store has what was said; "was": what he was before. */
void	customer_owed_again(struct log *, const struct policy *,
	int64_t policy_id, const struct customer *was,
	const struct customer_said *, int64_t at);

#endif
