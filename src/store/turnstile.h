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

struct turnstile;

/* The turnstile of the store at that path; makes PATH-lock with mode 0600. */
struct turnstile *turnstile_open(const char *path);
void	turnstile_close(struct turnstile *);	/* NULL: nothing */

/* Come in, waiting up to ten seconds; then the process ends with STATUS_BUSY
 * and names the tool and the process that is inside. */
void	turnstile_enter(struct turnstile *, const char *tool);
void	turnstile_leave(struct turnstile *);

#endif
