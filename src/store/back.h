/*
 * Taking back what the events of a run did to a subject's rows.
 *
 * The rows are what their events add up to, so what they were before the run
 * stands in the events before it. Nothing is taken out of the log: the way
 * back is an event of its own.
 */
#ifndef STORE_BACK_H
#define STORE_BACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

/*
 * Can it be taken back? Not when somebody else made an event of the subject
 * after the run's first; an event that was taken back itself, and the way back,
 * do not count, so what lies upon each other goes back in turn. The way back
 * is known by its fact "batch": the run.
 */
enum back_state { BACK_FREE, BACK_TOUCHED, BACK_DONE };

enum back_state back_state(struct db *, int64_t subject, int64_t run);

/* The rows that a run changed, as they are and as they were. */
struct back {
	struct back_row *v;
	size_t n;
};

/*
 * Read what the run did to the rows of a subject that is free; in the arena.
 * False: its rows are not what its own events say.
 */
bool	back_read(struct db *, int64_t subject, int64_t run, struct arena *,
	struct back *);

/*
 * Within an event: the fact, and the changes that bring the rows back. A row that the run
 * inserted is deleted, one that it deleted comes again, others get their
 * former values. A subject that the run brought stays, since events name it,
 * and gets that reference, so that its own is free.
 */
void	back_write(struct log *, const struct back *, int64_t run, const char *ref);

/* For each row by which somebody refers to a subject of which the run made
 * events: the subject referred to, and the one whose row it is. */
typedef void back_referred(void *arg, int64_t subject, int64_t by);
void	back_references(struct db *, int64_t run, back_referred *, void *arg);

#endif
