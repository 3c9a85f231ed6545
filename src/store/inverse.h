/*
 * Taking back what an entry or a run did: the rows that make a subject as it
 * was.
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
struct inverse;
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

/*
 * What brings the subject's rows back to what they were before the run, in the
 * arena; NULL: they are not what the subject's own events say, since those of
 * another one have changed them.
 */
struct inverse *inverse_of_run(struct db *, int64_t subject, int64_t run,
	struct arena *);

/* Within an event of the subject: those rows. A subject that the run brought
 * stays, since events name it, and gets that reference, so that its own is
 * free. The arena must live to the event's end. */
void	inverse_write(struct log *, const struct inverse *, const char *ref);

/* The entry that the arg of an event "undone" names; 0: none. */
int64_t	undone_entry(const char *arg);

#endif
