/* The fund for customers' goodwill: a budget of each period, what it pays. */
#ifndef CARE_MONEY_FUND_H
#define CARE_MONEY_FUND_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/money.h"
#include "time/zone.h"

/* The budget's period in which the instant lies, [*from, *until): a calendar
 * month, quarter or year of the zone. */
void	fund_period(enum period_kind, const struct zone *, int64_t at,
	int64_t *from, int64_t *until);

/* Is that account (settlement, markup, goodwill, reward) paid by the fund? No
 * fund (NULL) pays nothing; one that does not say what it is for pays all but
 * settlements. */
bool	fund_pays(const struct fund *, const char *account);

enum fund_answer {
	FUND_PAYS,
	FUND_SINGLE,	/* more than the fund gives for one case */
	FUND_EMPTY	/* more than is left of the period's budget */
};

/* May the fund pay that much more for a case? paid: in the period; for_case:
 * for the case so far. Both positive. */
enum fund_answer fund_may(const struct fund *, int64_t paid, int64_t for_case,
	int64_t amount);

/* No more is left than what the policy warns of (warn). */
bool	fund_is_low(const struct fund *, int64_t paid);

#endif
