/*
 * Marks: when an operation was last gone through, or how far it looked.
 *
 * A tick that finds nothing to do is a sign of life too, but a year of cron has
 * half a million of them. So each leaves a mark in the place of the one before
 * (in meta, with the store's settings), and only what did something, or came
 * after a gap, is a row of run. Like these, marks stand outside of the log.
 */
#ifndef STORE_MARK_H
#define STORE_MARK_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* UTC seconds: when a run of care-escalate went through all that was due; of
 * care-remind through all there was to plan; and when somebody last handed
 * messages over, or found none to, without a fault of the environment. */
#define MARK_TICKED	"ticked"
#define MARK_PLANNED	"planned"
#define MARK_SENT	"sent"
/* The entry up to which was looked for groups. */
#define MARK_SEEN	"seen"

/* Its value; 0: never set. */
int64_t	mark_of(struct db *, const char *name);

/* Is it of the last so many seconds? One that is as much ahead was set by a
 * clock that was wrong then, or now, and is no sign of life. */
bool	mark_fresh(int64_t mark, int64_t now, int64_t most);

/*
 * Set it, in a transaction of its own: outside of any other. "before" is what
 * it was when the work began: a slow one does not take back what another one
 * left meanwhile, and a clock that was ahead is forgotten. Where the store
 * cannot be written the process ends, as with any change. "tool" as for
 * log_open().
 */
void	mark_set(struct db *, const char *tool, const char *name,
	int64_t before, int64_t value);

#endif
