/* Shares, money and decimal numbers as policies write them. */
#ifndef POLICY_AMOUNTS_H
#define POLICY_AMOUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/node.h"
#include "policy/policy.h"

/* "12.5" with at most that many decimals to 12.5 * 10^decimals, from 0 to
 * most. False (and *out untouched) otherwise. */
bool	decimal_read(const char *s, int decimals, int64_t most, int64_t *out);

/* "12.5%" to thousandths, from 0 to most. */
bool	share_read(const char *s, int most, int *permille);

/* The same of a node; "otherwise" where absent or, with a complaint, wrong. */
int	share_node(const struct node *, int most, int otherwise);

/* Money in the smallest unit of the policy's currency (ISO 4217 says how
 * many of them make one); "otherwise" where absent or, with a complaint,
 * wrong or without a currency. */
int64_t	money_node(const struct policy *, const struct node *,
	int64_t otherwise);

/* Three capitals; a complaint and NULL otherwise. */
const char *currency_node(const struct node *);

#endif
