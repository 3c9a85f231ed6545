/*
 * Offers: a reward for agreeing early, which falls with time and ends with
 * nothing. What was announced is frozen: no later policy changes it.
 */
#ifndef CARE_MONEY_OFFER_H
#define CARE_MONEY_OFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "policy/money.h"

struct db;

enum { OFFER_TIERS = 16 };

/* An offer as it was announced. */
struct offer {
	const char *name;
	const char *of;			/* base of the rates: settled, fee .. */
	int64_t start;			/* from which the times count */
	int64_t announced;		/* when it was */
	size_t n;
	struct {
		int64_t until;		/* included; INT64_MAX: the last tier */
		int rate;		/* thousandths */
	} v[OFFER_TIERS];
};

/*
 * The rule's tiers as instants, counted from the start. Days roll over days
 * off as those of promises do, which is to the good of who accepts (Civil Code
 * of China, art. 203). False: a time of it can never come, or there are more
 * tiers than OFFER_TIERS.
 */
bool	offer_freeze(const struct policy *, const struct offer_rule *,
	int64_t start, struct offer *);

/* The tiers as an event keeps them ("1773100800:100 end:0"), and back; false:
 * not of the form. */
void	offer_write(const struct offer *, struct buf *);
bool	offer_read(const char *, struct offer *);

/* The tier, from 0, in which somebody accepts at that time. */
size_t	offer_tier(const struct offer *, int64_t at);

/* The last offer announced to a subject, of that name (NULL: any); texts in
 * the arena. False: none. */
bool	offer_announced(struct db *, int64_t subject, const char *name,
	struct arena *, struct offer *);

/* Has the case accepted that offer? */
bool	offer_accepted(struct db *, int64_t subject, const char *name);

/* An acceptance (event reward_accepted). */
struct acceptance {
	int64_t subject, at;
	const char *offer;
	int tier;		/* 1, 2, 3 .. */
	int rate;		/* thousandths */
	int64_t amount;		/* smallest unit */
};

/* All of them, by time; in the arena. */
size_t	offer_acceptances(struct db *, struct arena *, struct acceptance **);

#endif
