/* What is paid: limits, the fund, tables of compensation, offers that fall
 * with time. Money is in the smallest unit of the currency. */
#ifndef POLICY_MONEY_H
#define POLICY_MONEY_H

#include "policy/policy.h"

/* Calendar periods, of budgets, reports and surveys. */
enum period_kind {
	PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR
};

/* What a role may grant alone. */
struct money_limit {
	const char *role;
	int64_t amount;
	struct mark mark;
};

struct fund {
	int64_t budget;		/* of each period */
	enum period_kind each;
	int warn_permille;	/* warned of when no more is left; 0: never */
	int64_t single;		/* the most for one case; -1: no bound */
	struct names pays;	/* accounts that it is for; none: all but settlement */
	struct mark mark;
};

/* "1% .. 5% of fee": a share of a base, or a range to decide in. */
struct part {
	bool given;
	int low, high;		/* thousandths; equal where it is no range */
	const char *base;
};

struct pay_rule {
	const char *name;
	const struct when *when;	/* of the case */
	bool has_notice;
	int notice_least, notice_most;	/* days between notice and departure */
	struct part refund, penalty;
	const char *each;	/* once for each time, item, day, person; or NULL */
	int64_t at_least, at_most;	/* -1: no bound */
	struct names chain;	/* roles that agree */
	struct mark mark;
};

struct pay_table {
	const char *name, *title, *law;	/* law NULL: none */
	int64_t from;		/* day number: contracts of that day and later */
	int markup;		/* thousandths on top */
	struct names none;	/* causes for which nothing is paid */
	const struct pay_rule *v;
	size_t n;
	struct mark mark;
};

/* Accepted within "until" of the start: that rate. */
struct offer_tier {
	bool to_the_end;	/* no "until" */
	struct span until;
	int rate;		/* thousandths */
};

struct offer_rule {
	const char *name, *subject;
	const struct when *when;
	const char *from;	/* event */
	const char *of;		/* base */
	const struct offer_tier *v;
	size_t n;
	struct mark mark;
};

/* What a role may grant alone, or -1 where nothing is said of it. */
int64_t	policy_money_limit(const struct policy *, const char *role);
const struct money_limit *policy_money_limits(const struct policy *, size_t *n);

const struct fund *policy_fund(const struct policy *);	/* NULL: none */

/* The table of that name for a contract of that day: the last one that has
 * begun, or NULL; and all. */
const struct pay_table *policy_pay_table(const struct policy *,
	const char *name, int64_t contract_day);
const struct pay_table *policy_pay_tables(const struct policy *, size_t *n);

/*
 * The rules of a table for a case with that many days of notice (-1: none
 * was given, or it does not matter), one of each name, as policy_promises();
 * 0 for a cause for which nothing is paid.
 */
size_t	pay_rules(const struct pay_table *, const struct facts *, int notice,
	const struct pay_rule **, size_t max);

const struct offer_rule *policy_offers(const struct policy *, size_t *n);

#endif
