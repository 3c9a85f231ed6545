/* Counting cases of a cause in the store, before and after a measure. */
#ifndef CARE_MEASURES_EFFECT_COUNTS_H
#define CARE_MEASURES_EFFECT_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/measures/effect.h"

struct db;

/*
 * Cases of the cause received in [at - length, at) and in [at, at + length),
 * per what the house took in under that name (exposure; a stretch that is
 * there in part counts in that part), or, with per NULL, per cases received.
 * Merged cases do not count.
 */
struct effect_counts effect_count(struct db *, const char *cause,
	const char *per, int64_t at, int64_t length);

/* Is there an exposure of that name? */
int	effect_has_exposure(struct db *, const char *name);

/* A cause with so many cases. */
struct cause_count {
	const char *cause;
	int64_t n;
	int64_t latest;		/* the last of them that was entered */
};

/* Causes with at least "least" cases received in [from, until), the most
 * frequent first; in the arena. */
size_t	effect_causes(struct db *, int64_t from, int64_t until, int64_t least,
	struct arena *, struct cause_count **out);

#endif
