/* Rows of a roster: who is on duty on which day. */
#ifndef CARE_INTAKE_ROSTER_TAKE_H
#define CARE_INTAKE_ROSTER_TAKE_H

#include <stdint.h>

#include "care/intake/take.h"

/*
 * What one input has said of somebody's days. What the store has of such a
 * day and the input does not say is dropped at its end, since a roster is
 * written anew day by day.
 */
struct roster_days;
struct roster_days *roster_days_new(void);
void	roster_days_free(struct roster_days *);

/* Take one row in. A refusal leaves *fault, and *column the column's name. */
enum taken roster_take(const struct taking *, const struct record *,
	struct arena *, int64_t *staff, const char **column, struct buf *fault);

/* The input's end, within the caller's entry: drop what it does not say of the
 * days it names. The rows in whose place something was dropped are changed
 * ones: moves them in count (by enum taken). */
void	roster_finish(const struct taking *, int64_t *count);

#endif
