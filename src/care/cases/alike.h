/* Cases that may be one: near duplicates, for people to look at. */
#ifndef CARE_CASES_ALIKE_H
#define CARE_CASES_ALIKE_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/case.h"

/* What two cases have in common; bits. */
enum {
	ALIKE_CUSTOMER = 1,	/* the same customer, the same kind of case */
	ALIKE_MATTER = 2,	/* the same trip or booking, and cause if both say */
	ALIKE_WORDS = 4		/* much the same words */
};

/* Cases further apart than this are not compared: 30 days, in seconds. */
enum { ALIKE_WITHIN = 30 * 86400 };

/*
 * How alike two texts are, in thousandths: twice the pairs of neighbouring
 * characters that both have, by all pairs of both (Dice, 1945). Blanks and
 * punctuation do not count. At most the first 2,000 characters are looked at.
 */
int	words_alike(const char *a, const char *b);

/* Bits of what the cases have in common; texts may be NULL. Words count from
 * 500 thousandths. */
int	cases_alike(const struct care_case *a, const char *a_text,
	const struct care_case *b, const char *b_text);

/* Called with each case that is like the one, of those received within
 * ALIKE_WITHIN of it and not merged. */
typedef void alike_visit(void *, int64_t other, int common);
void	cases_like(struct db *, int64_t id, alike_visit *, void *);

#endif
