/*
 * What of a run can be taken back (store/inverse.h does it), and what hangs on
 * it.
 */
#ifndef STORE_BACK_H
#define STORE_BACK_H

#include <stdint.h>

struct db;

/*
 * Can it be taken back? Not when somebody else made an event of the subject
 * after the run's first; an event that was taken back itself, and the way back,
 * do not count, so what lies upon each other goes back in turn. The way back
 * is known by its fact "batch": the run. *by: when touched, the first run that
 * did.
 */
enum back_state { BACK_FREE, BACK_TOUCHED, BACK_DONE };

enum back_state back_state(struct db *, int64_t subject, int64_t run,
	int64_t *by);

/* For each row by which somebody refers to a subject of which the run made
 * events: the subject referred to, and the one whose row it is. */
typedef void back_referred(void *arg, int64_t subject, int64_t by);
void	back_references(struct db *, int64_t run, back_referred *, void *arg);

#endif
