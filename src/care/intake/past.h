/* What a case has behind it when it is taken in. */
#ifndef CARE_INTAKE_PAST_H
#define CARE_INTAKE_PAST_H

#include "care/intake/take.h"

/* Does the record tell of anything that happened after the receipt? */
bool	past_told(const struct record *);

/*
 * What happened to the case after it came, at its true times, as far as the
 * store does not know it yet. A case that was closed and of which no reply is
 * told was answered by that. In the caller's entry.
 */
void	past_relive(const struct taking *, const struct record *, int64_t id,
	struct arena *);

#endif
