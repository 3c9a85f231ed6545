/*
 * Settlement: what a breach is worth by the policy's tables of compensation,
 * line by line, and what an amount that is paid is made of. Pure: no store.
 *
 * Money is whole numbers of the currency's smallest unit. Each refund and each
 * penalty of a line, each markup and each sum's share is rounded half up to
 * that unit, nothing else is rounded.
 */
#ifndef CARE_MONEY_SETTLEMENT_H
#define CARE_MONEY_SETTLEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/facts.h"
#include "policy/money.h"

enum { SETTLE_LINES = 48, SETTLE_TABLES = 8, SETTLE_SAID = 32,
	SETTLE_TIMES_MOST = 1000 };

/* What is said beside the rules: a base's amount, how many times a rule
 * counts, the rate that a person chose within a rule's range. */
struct said {
	const char *name;	/* of the base or the rule */
	int64_t n;		/* smallest unit; times; thousandths */
};

struct said_list {
	struct said v[SETTLE_SAID];
	size_t n;
};

/* What is settled: facts of the case (with its fields), the day of the
 * contract, the days between notice and departure (-1: unknown). */
struct settle_ask {
	const struct facts *facts;
	int64_t contract;	/* day number */
	int notice;
	struct said_list bases, times, rates;
};

/* A rule at work. Amounts are of all times; low and high differ where a
 * person has to decide a rate and has not. */
struct settle_line {
	const struct pay_table *table;
	const struct pay_rule *rule;
	const char *missing;	/* a base that nobody said; the amounts are 0 */
	int64_t times;
	int64_t refund_low, refund_high;
	int64_t penalty_low, penalty_high;
	int64_t markup_low, markup_high;
};

/* A table's sum. */
struct settle_sum {
	const struct pay_table *table;
	bool excluded;		/* nothing is paid for the cause */
	const char *fact;	/* cause or a field of the case that decides, and is
				 * unknown; or NULL */
	bool notice;		/* the days of notice decide, and are unknown */
	const char *missing;	/* a base that nobody said, or NULL */
	int64_t low, high;	/* refunds and penalties, our share of them */
	int64_t markup_low, markup_high;	/* the same of what is put on top */
};

struct settlement {
	struct settle_line v[SETTLE_LINES];
	size_t n;
	struct settle_sum sums[SETTLE_TABLES];	/* one for each table's name */
	size_t sums_n;
	int share;		/* thousandths of it that we bear */
	/* Of the sums: the table with a law that asks for most, NULL: none; and
	 * the table that gives most, NULL: there is no table. */
	const struct settle_sum *law, *ours;
};

/*
 * What the tables give. The share is the policy's for the case's liability
 * (words: liabilities, share); 1000 while nothing is said. *out points into
 * the policy and the ask.
 */
void	settle(const struct policy *, const struct settle_ask *,
	struct settlement *out);

/* Not below: what the law's table asks for, 0 without one. */
int64_t	settle_floor(const struct settlement *);

/* What our tables give in all, with what is put on top; *high is the same at
 * the upper end of what a person has to decide. */
int64_t	settle_ours(const struct settlement *, int64_t *high);

/* The first sum of which something is not known: a fact, the notice or a base;
 * NULL: none. */
const struct settle_sum *settle_lacks(const struct settlement *);

/* The rate of that rule must be chosen, and is not: the line, or NULL. */
const struct settle_line *settle_undecided(const struct settlement *);

/* Does any table of the policy ask for that base, have that rule? An offer may
 * ask for a base as well. */
bool	settle_asks_base(const struct policy *, const char *base);
bool	settle_has_rule(const struct policy *, const char *rule);

/* What is paid, by account. */
struct settle_parts {
	int64_t settlement;	/* what a table asks for */
	int64_t markup;		/* what our own tables put on top of that */
	int64_t goodwill;	/* what is beyond both */
};

/*
 * Of what an amount is made that is paid on top of what was paid before:
 * first what the table with a law asks for (without one, our own table), then
 * what our tables give beyond it, then goodwill. Without any table all of it
 * is settlement.
 */
struct settle_parts settle_split(const struct settlement *,
	struct settle_parts before, int64_t amount);

#endif
