/* Settling a case in the store: what is known of it, what was paid, paying. */
#ifndef CARE_MONEY_PAYMENT_H
#define CARE_MONEY_PAYMENT_H

#include <stdint.h>

#include "care/cases/act.h"
#include "care/money/fund.h"
#include "care/money/ledger.h"
#include "care/money/offer.h"
#include "care/money/settlement.h"

/*
 * What the store knows for a settlement: the day of the contract (the
 * booking's, else the case's receipt), the days of notice of a booking that
 * was cancelled (-1: none), the fee, and the bases that a number field of
 * case or booking holds, in whole units of the currency. The facts are the
 * case's; texts live in the arena and the policy. Returns false when that day
 * is only the receipt's.
 */
bool	payment_known(struct db *, const struct policy *,
	const struct care_case *, struct arena *, struct facts *,
	struct settle_ask *);

/* What was paid for the case so far, less what was taken back, in the policy's
 * currency. */
struct settle_parts payment_before(struct db *, const struct policy *,
	int64_t subject, int64_t *reward);

/* The largest amount of a proposal to which everybody asked has agreed (and
 * somebody was asked); -1: none. */
int64_t	payment_approved(struct db *, int64_t subject);

/* What the policy's fund (there is one) has paid: in the period of that
 * instant, and for a case. */
int64_t	payment_of_fund(struct db *, const struct policy *, int64_t at);
int64_t	payment_of_fund_for(struct db *, const struct policy *,
	int64_t subject);

/* A payment, of accounts of the ledger. */
struct payment {
	struct settle_parts parts;
	int64_t reward;
	int64_t recourse;	/* of it the partner owes us; 0: nothing */
	const char *partner;
	const char *rule;	/* table by which it is paid, or NULL */
};

int64_t	payment_total(const struct payment *);

/* Of it, what the fund pays. */
int64_t	payment_from_fund(const struct payment *, const struct fund *);

/* Within the act's entry: event "settled" with its lines, the promises that it
 * keeps and makes. */
void	payment_book(const struct act *, const struct care_case *,
	const struct payment *);

/* The same of an offer that was accepted at act->at in that tier (from 0):
 * event "reward_accepted", also where the reward is 0. */
void	payment_reward(const struct act *, const struct care_case *,
	const struct offer *, size_t tier, int64_t reward);

/* An offer was announced to a case, or to the group it belongs to (subject):
 * event "reward_announced", with its tiers. */
void	payment_announce(const struct act *, int64_t subject, const char *kind,
	const struct facts *, const struct offer *);

/* Take a line of the case back, and what accompanies it: event "reversed".
 * Returns how many lines were. */
size_t	payment_reverse(const struct act *, const struct care_case *,
	const struct ledger_line *);

/* Held back from a partner, or, negative, released: events "partner_held",
 * "partner_released". */
void	payment_hold(const struct act *, const struct care_case *,
	const char *partner, int64_t amount);

#endif
