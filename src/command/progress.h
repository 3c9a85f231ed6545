/*
 * One line on a terminal that says how far a long work is, rewritten at most
 * twice a second and gone at the end. Nothing when stderr is no terminal, or
 * with -q.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct session;

struct progress {
	bool on, shown;
	int64_t began, last;	/* milliseconds */
	int64_t next;		/* look at the clock at that row */
};

void	progress_begin(struct progress *, const struct session *);

/* So many rows are done. */
void	progress_rows(struct progress *, int64_t rows);

/* Take the line away: before anything else is said, and at the end. */
void	progress_clear(struct progress *);

#endif
