/*
 * A fair way in for writers: gate, then door.
 *
 * A plain lock lets a bulk writer that unlocks and relocks at once starve the
 * others. Here a writer takes the gate, waits for the door, and gives the
 * gate free once it is through: whoever holds the gate is next. The locks are
 * open-file-description locks on two bytes of PATH-lock, so they go with the
 * process, however it ends.
 */
#ifndef STORE_TURNSTILE_H
#define STORE_TURNSTILE_H

#include <stdbool.h>
#include <stdnoreturn.h>

struct turnstile;

/* The turnstile of the store at that path; makes PATH-lock with mode 0600. */
struct turnstile *turnstile_open(const char *path);
void	turnstile_close(struct turnstile *);	/* NULL: nothing */

/* Come in, waiting up to so many milliseconds; false: somebody was inside all
 * the time. */
bool	turnstile_try(struct turnstile *, const char *tool, int patience_ms);
void	turnstile_leave(struct turnstile *);

/* Does somebody wait for the one who is inside? */
bool	turnstile_wanted(struct turnstile *);

/*
 * Ticks come each minute, also while one is still at it: the one who gets this
 * is alone, the others need do nothing. Waits for nobody. Returns a descriptor
 * to close() when done (the process's end does it as well), -1: another one
 * is at it.
 */
int	turnstile_alone(const char *path);

/* End the process with STATUS_BUSY, naming the tool and the process that is
 * inside, or, when it did not come through the turnstile, that one did not. */
noreturn void turnstile_busy(struct turnstile *);

#endif
