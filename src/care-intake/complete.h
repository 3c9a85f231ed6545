/* --complete: what a full export of bookings lacks, listed or cancelled. */
#ifndef CARE_INTAKE_COMPLETE_OPTION_H
#define CARE_INTAKE_COMPLETE_OPTION_H

#include <stdint.h>

#include "care/intake/take.h"

struct session;

/* Is --complete given, and does it make sense? Ends the process if not. */
bool	complete_wanted(struct session *);

/*
 * After the last row: list what is missing on standard output, or cancel it,
 * within the open transaction. refused: rows that were, since then nobody knows
 * what they would have said. True: something needs a look. *cancelled: how many
 * were.
 */
bool	complete_run(struct session *, const struct taking *, int64_t refused,
	int64_t *cancelled);

#endif
