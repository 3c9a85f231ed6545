/* What the verbs that pay share: amounts as people type them, who may pay how
 * much, what the fund has left. */
#ifndef CARE_CASE_PAY_H
#define CARE_CASE_PAY_H

#include <stdbool.h>
#include <stdint.h>

#include "care/money/payment.h"
#include "care-case/each.h"

/* Options that pay_said() reads. */
#define PAY_SAID_OPTIONS \
	{"base", 0, N_("BASE=MONEY"), N_("what a rule is paid of, as item=120.50")}, \
	{"count", 0, N_("RULE=N"), N_("how often a rule counts, as shopping=2")}, \
	{"rate", 0, N_("RULE=SHARE"), N_("the rate chosen within a rule's range")}, \
	{"notice", 0, N_("DAYS"), N_("days between notice and departure")}, \
	{"contract", 0, N_("DATE"), N_("the day of the contract (the booking's)")}

/* An amount of money in the policy's currency, typed for this target; *out
 * stays where the option is not given. False and a refusal when it is none. */
bool	pay_amount(struct session *, struct targets *, const char *option,
	int64_t *out);

/* "1200.00 CNY"; the text lives until the fourth call from now. */
const char *pay_text(const struct session *, int64_t amount);

/*
 * What is typed beside the amounts: bases (--base), times, rates, the days of
 * notice, the day of the contract, laid over what is known. Names live in the
 * arena and the policy. False and a refusal when one of them is wrong.
 */
bool	pay_said(struct session *, struct targets *, struct arena *,
	struct settle_ask *);

/* May whoever acts pay that much for the case in all? False and a refusal with
 * who may. */
bool	pay_may(struct session *, struct targets *, const struct care_case *,
	const struct facts *, int64_t total);

/* Can the fund pay what is its part of the payment? False and a refusal with
 * what is left. */
bool	pay_fund(struct session *, struct targets *, const struct care_case *,
	const struct payment *, int64_t at);

/* Afterwards: warns when little is left in the fund. */
void	pay_warn(struct session *, int64_t at);

#endif
