/*
 * Proof that a store is whole: the engine's own check, the hash chain, and
 * that every row is what the events add up to.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include <stdint.h>

struct db;

struct check_counts {
	int64_t entries, events, contents, rows;
};

/* Called for each fault, in words (translated). */
typedef void check_fault(void *, const char *message);

/*
 * Check all of it in one snapshot; returns the number of faults. Needs room
 * for a copy of the rows in the temporary folder.
 */
int64_t	check_store(struct db *, check_fault *, void *, struct check_counts *);

#endif
