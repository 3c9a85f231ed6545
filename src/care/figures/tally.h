/*
 * Observations folded into figures, by the dimensions asked for.
 */
#ifndef CARE_FIGURES_TALLY_H
#define CARE_FIGURES_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/figures/indicator.h"

enum dimension {
	DIM_AGENT, DIM_MONTH, DIM_KIND, DIM_CHANNEL, DIM_SEVERITY, DIM_TEAM,
	DIM_PRODUCT, DIMENSIONS
};

extern const char *const dimension_names[DIMENSIONS];

/* The dimension of that name; DIMENSIONS: there is none. */
enum dimension dimension_find(const char *name);

/* One thing that was seen. */
struct observation {
	const char *dim[DIMENSIONS];	/* NULL: unknown */
	enum verdict verdict;
	const char *why;		/* for SEEN_OUT: an OUT_ word */
	double value;			/* seconds or a score */
	int64_t subject;		/* what it was: case, booking, customer */
	const char *rule;		/* of a promise; NULL */
	int turn;
	int64_t survey;			/* or 0 */
	bool part;			/* state at the end of a part of the period:
					 * counts in its group, not in the sum */
};

enum { REASONS = 8 };

struct tally {
	int64_t numerator, denominator, excluded;
	double *values;			/* of hits and misses, for times and scores */
	size_t n, cap;
	struct {
		const char *why;
		int64_t n;
	} out[REASONS];
};

/* Every observation goes through here. */
void	tally_add(struct tally *, const struct indicator *,
	const struct observation *);
void	tally_reset(struct tally *);	/* frees its values */

struct figure {
	const char *name;		/* handling_p50; in the arena */
	const char *unit;
	bool known;			/* false: nothing was counted, or hidden */
	bool hidden;			/* too few to be shown of a person */
	double value;
	bool share;			/* numerator, denominator, low, high hold */
	int64_t numerator, denominator;
	double low, high;		/* Wilson's 95 % interval */
	int64_t n, excluded;
};

enum { FIGURES_OF = 3, FEW = 5 };

/*
 * The figures of a tally: up to FIGURES_OF. "person": it is one person's;
 * then what rests on fewer than FEW observations is hidden (counts are not).
 * Sorts the values.
 */
size_t	figures_of(const struct indicator *, struct tally *, bool person,
	struct arena *, struct figure *);

struct group {
	const char *dim[DIMENSIONS];	/* NULL where not asked or unknown */
	struct tally *tally;		/* one for each indicator */
};

struct groups;

/* Group by the dimensions marked in "by", taking only what has the values in
 * "want" (NULL: any). Both and the indicators must outlive it. */
struct groups *groups_new(const struct indicator *, size_t n, const bool *by,
	const char *const *want);
void	groups_free(struct groups *);

/* Is it wanted? Then it is added to its group and to the sum. */
bool	groups_add(struct groups *, size_t indicator, const struct observation *);

/* Sorted by their dimensions in order, unknown last; *n how many. */
struct group **groups_sorted(struct groups *, size_t *n);

/* All together. */
struct group *groups_sum(struct groups *);

#endif
