/* Telling people which open promises move: what care-policy adopt and
 * care-escalate recompute show. */
#ifndef COMMAND_MOVES_H
#define COMMAND_MOVES_H

#include <stdint.h>

#include "care/promises/recompute.h"

struct out;
struct session;

struct moves {
	struct db *db;		/* first, for known_facts() */
	struct session *s;
	struct out *out;	/* NULL: count only */
	int64_t n, late, not_late;	/* how many move, become late, become not late */
};

/* Begin the list on stdout; its columns stand in care-output(5). */
void	moves_begin(struct moves *, struct session *);

/* A line for a promise; arg is the struct moves. */
promise_moves moves_tell;

/* End the list; then it only counts. */
void	moves_end(struct moves *);

/* Compute the open promises by a policy that is not adopted, of that subject
 * or, 0, of all, and tell which would move. Writes nothing to the store. */
void	moves_under(struct moves *, const struct policy *, int64_t subject);

#endif
