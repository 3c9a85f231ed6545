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

/* The most that a person may type as one amount: sums of amounts, their
 * shares and multiples then stay within 64 bits. */
#define MONEY_MOST INT64_C(1000000000000)

/* What a person typed, "1200" or "1200.00", in the smallest unit of the
 * currency. False (and *out untouched) when it is no amount of that currency,
 * or more than MONEY_MOST. */
bool	money_typed(const char *currency, const char *typed, int64_t *out);

/* Write an amount with the currency's decimals, "-1200.00", into buf, which
 * holds at least MONEY_TEXT bytes. Returns where in it the text begins. */
enum { MONEY_TEXT = 32 };
const char *money_text(const char *currency, int64_t amount, char *buf);

/* How many of the smallest unit make one of the currency: 100, 1, 1000. */
int64_t	money_unit(const char *currency);

/* That many thousandths of an amount that is not negative, rounded half up to
 * the smallest unit. */
int64_t	money_share(int64_t amount, int64_t permille);

/* Three capitals; a complaint and NULL otherwise. */
const char *currency_node(const struct node *);

#endif
