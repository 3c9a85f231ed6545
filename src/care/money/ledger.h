/*
 * The ledger: money that was paid, held back or is owed to us, a line each.
 * A line is never changed, only taken back by one of the opposite amount.
 *
 * Accounts: settlement, markup, goodwill, reward (paid to the customer), fund
 * (negative: what the fund paid of the line before it), recourse:PARTNER (what
 * the partner owes us for the line before it), held:PARTNER (held back from
 * the partner; negative: released). Amounts are of the smallest unit.
 */
#ifndef CARE_MONEY_LEDGER_H
#define CARE_MONEY_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

struct ledger_line {
	int64_t id;
	const char *account;
	int64_t at, amount;
	const char *unit;	/* of the currency: CNY */
	int64_t subject;
	int64_t reverses;	/* the line that it takes back; 0: none */
	int64_t reversed;	/* the line that takes it back; 0: none */
	const char *rule;	/* table or offer by which it was paid, or NULL */
};

/* The lines of a subject (0: of all), in their order; in the arena. */
size_t	ledger_lines(struct db *, int64_t subject, struct arena *,
	struct ledger_line **out);

bool	ledger_line(struct db *, int64_t id, struct arena *,
	struct ledger_line *);

/* Sum of an account in a currency (NULL: there is none, and 0), of a subject
 * (0: of all), of lines in [from, until) (both 0: always). */
int64_t	ledger_sum(struct db *, const char *account, const char *unit,
	int64_t subject, int64_t from, int64_t until);

/* Adding lines within an open event; numbers are given in order. */
struct ledger {
	struct log *log;
	int64_t next;
	int64_t subject, at;
	const char *unit;
	bool content;		/* the event has a note: the lines take it */
};

struct ledger ledger_begin(struct log *, int64_t subject, int64_t at,
	const char *unit, bool content);

/* One more line, unless the amount is 0. Returns its number, 0: none. */
int64_t	ledger_add(struct ledger *, const char *account, int64_t amount,
	const char *rule, int64_t reverses);

/* A line that only accompanies the one before it (fund, recourse:..). */
bool	ledger_accompanies(const char *account);

#endif
