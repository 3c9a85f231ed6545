/*
 * Taking back what an entry did: the rows that make a subject as it was.
 *
 * The log is never edited. What was done is taken back by a new event
 * "undone" that names the entry and carries the opposite of its rows: what
 * was inserted goes, what was changed has its values of before, what was
 * deleted is there again. Those values are found by going through the
 * subject's events, so that personal ones come back from their contents, and
 * are gone where these were erased.
 */
#ifndef STORE_INVERSE_H
#define STORE_INVERSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

/* What can be taken back of a subject. */
struct undoing {
	int64_t entry;		/* the last that was not taken back; 0: none */
	int64_t actor, recorded_at;
	const char *tool;	/* "care-case reply" */
	const char *what;	/* its first event of the subject */
	bool alone;		/* it did nothing to other subjects */
	const char *table;	/* first one whose rows nothing brings back, or
				 * NULL: subjects, money, consents, surveys .. */
};

/* Look for it; texts in the arena. */
struct undoing undoing_of(struct db *, int64_t subject, struct arena *);

/* Within an open event "undone" of the subject: the fact which entry is taken
 * back, as its first, and the rows. The arena must live to the event's end. */
void	undoing_rows(struct log *, int64_t subject, const struct undoing *,
	struct arena *);

/* The entry that the arg of an event "undone" names; 0: none. */
int64_t	undone_entry(const char *arg);

#endif
