/* Who may pay how much: rights, limits of roles, and chains of those who
 * agree. Pure. */
#ifndef CARE_MONEY_AUTHORITY_H
#define CARE_MONEY_AUTHORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/facts.h"
#include "policy/money.h"

enum { AUTHORITY_ROLES = 16 };

enum authority_answer {
	AUTHORITY_OK,
	AUTHORITY_NONE,		/* his role has no right to pay, here */
	AUTHORITY_LIMIT,	/* more than his role may grant alone */
	AUTHORITY_CHAIN		/* others have to agree */
};

/* Who pays, and what is known. */
struct payer {
	const char *role;	/* NULL: the store's owner, who has no bound */
	bool owns;		/* the case is his own */
	bool team;		/* or his team's */
	int64_t approved;	/* the most that a chain has agreed to; -1: nothing */
};

struct authority {
	enum authority_answer answer;
	int64_t limit;			/* LIMIT: what he may */
	const char *roles[AUTHORITY_ROLES];	/* CHAIN, LIMIT: who can agree */
	size_t n;
	struct mark mark;		/* the rule that asks; line 0: none */
};

/*
 * May he pay so much for the case, what was paid before included? Who else
 * has to agree is policy_approval()'s; his own role has agreed by paying.
 * Where no role has a limit, a right is enough; it is, too, for what costs
 * nothing (total 0).
 */
struct authority authority_ask(const struct policy *, const struct facts *,
	const struct payer *, int64_t total);

#endif
