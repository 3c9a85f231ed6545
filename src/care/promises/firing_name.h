/*
 * The name of one firing of a level: RULE.TURN/LEVEL.TIME/DUE.
 *
 * It is the occurrence of a notice, which by it can exist once, and a notice of
 * its own when the due time has moved.
 */
#ifndef CARE_PROMISES_FIRING_NAME_H
#define CARE_PROMISES_FIRING_NAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct promise;

enum { FIRING_NAME = 256 };	/* bytes with the final NUL */

struct firing_name {
	const char *rule, *level;
	int turn, time;
	int64_t due_at;
};

/* Write it for that level of the promise under its present due time (FIRING_NAME
 * bytes). */
void	firing_name_write(const struct promise *, const char *level, int time,
	char *out);

/* Read one; its texts live in the arena. False: it is none. */
bool	firing_name_read(const char *, struct arena *, struct firing_name *out);

/* Is it of this promise, under whatever due time? */
bool	firing_name_of(const struct firing_name *, const struct promise *);

#endif
