/* The one language of conditions: {kind: complaint, severity: [serious, urgent]}. */
#ifndef POLICY_WHEN_H
#define POLICY_WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "policy/facts.h"

/*
 * A condition. Open, because the policy's reader builds it and explanations
 * print it; others only ask the functions below.
 */
enum when_op {
	WHEN_ALL,	/* all of v */
	WHEN_ANY,	/* one of v */
	WHEN_NOT,	/* v[0] does not hold */
	WHEN_WORD,	/* the fact is one of words; a set contains one of them */
	WHEN_NUMBER,	/* the fact is one of numbers, or lies in the range */
	WHEN_SET,	/* the fact is known ("number" 1) or not (0) */
	WHEN_DATE	/* the fact's day is before, or after, that of another */
};

struct zone;

struct when {
	enum when_op op;
	const struct when *v;		/* ALL, ANY, NOT */
	size_t n;			/* of v, words or numbers */
	const char *fact;		/* WORD, NUMBER, SET, DATE */
	enum fact_type type;
	const char *const *words;	/* names, never titles */
	const int64_t *numbers;		/* n == 0: the range */
	bool has_over, has_under;
	int64_t over, under;		/* both excluded */
	bool known;			/* SET */
	const char *other;		/* DATE: the date it is compared with */
	bool after;			/* DATE: later than that; else earlier */
	const struct zone *zone;	/* DATE: where the days are counted */
};

/* Do the conditions hold of the facts? NULL conditions always hold. A list
 * means one of; a set holds when it contains any; unknown equals nothing. */
bool	when_holds(const struct when *, const struct facts *);

/* The first fact that is not known and that decides whether the conditions
 * hold; NULL: they hold or do not, whatever it may be. */
const char *when_waits(const struct when *, const struct facts *);

/* Specificity: number of conditions, "any" and "not" counting 1 as a whole. */
int	when_weight(const struct when *);

/*
 * Are there facts of which both hold (b may be NULL)? Tried out over all
 * values that the conditions tell apart, so it agrees with when_holds(). True
 * also where that would be too many.
 */
bool	when_possible(const struct when *a, const struct when *b);

/* Write it as a policy would, on one line: for explanations. */
void	when_text(const struct when *, struct buf *);

#endif
