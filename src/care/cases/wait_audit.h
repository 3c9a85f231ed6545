/*
 * The audit of waiting: who let a case wait, on what ground, for how long; and
 * what is odd about it. No clock is stopped unseen (S4-1.1.3-4b).
 */
#ifndef CARE_CASES_WAIT_AUDIT_H
#define CARE_CASES_WAIT_AUDIT_H

#include "base/buf.h"
#include "care/cases/wait.h"

/* What is known of a pause beside its row. */
struct wait_known {
	int64_t who;		/* staff who said it; 0: the store's owner */
	int64_t recorded_at;	/* when it was entered */
	const char *evidence;	/* how it was asked: "m5512", "phone"; NULL: not */
	int64_t first_due;	/* the earliest due time that it moved; 0: none */
	int64_t word_at;	/* the last word from outside while it lasted; 0 */
};

enum { WAIT_NEAR = 3600 };	/* so near to a due time, or entered so late */

/*
 * Append what a second look should be taken at, words with blanks between:
 * "unasked" nothing says how it was asked; "near_due" it began in the last
 * hour before a promise was due; "late_entry" it was entered more than an
 * hour after it began; "answered" somebody spoke while it lasted, and it went
 * on; "capped" nobody ended it.
 */
void	wait_remarks(const struct waiting *, const struct wait_known *,
	int64_t now, struct buf *);

/* The pauses of a case by their number, with what is known of each. */
size_t	waits_known(struct db *, const struct care_case *, int64_t now,
	struct arena *, struct waiting **, struct wait_known **);

/* The cases that ever waited, by number; in the arena. */
size_t	waits_cases(struct db *, struct arena *, int64_t **ids);

#endif
