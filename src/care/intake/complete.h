/* What a full export of bookings no longer has. */
#ifndef CARE_INTAKE_COMPLETE_H
#define CARE_INTAKE_COMPLETE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/intake/take.h"

struct missing {
	const char **ref;	/* in the arena */
	size_t n;		/* of them */
	size_t of;		/* bookings that could have been there */
};

/* The bookings of the source that still lie ahead (booked, not departed) and
 * were not seen in this input. */
struct missing complete_missing(const struct taking *, struct arena *);

/* Cancel one of them, within the caller's entry. When its row comes again it
 * is read as if for the first time. */
void	complete_cancel(const struct taking *, const char *ref);

/* The state that a row of a full export says by being there: "booked" of one
 * that is cancelled in the store, else NULL. */
const char *complete_state(const struct taking *, const char *ref,
	struct arena *);

#endif
