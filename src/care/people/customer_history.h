/* Everything there was with a customer, on one screen. */
#ifndef CARE_PEOPLE_CUSTOMER_HISTORY_H
#define CARE_PEOPLE_CUSTOMER_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "time/zone.h"

struct db;

struct happening {
	int64_t at;
	const char *what;	/* booking case contact message survey consent
				 * tier merged split */
	const char *ref;	/* a name that commands take: 10429, booking:T1,
				 * m5512, s12, c3071; or NULL */
	const char *state;	/* or NULL */
	int64_t owner;		/* of the case; who called; 0: nobody */
	const char *detail;	/* "kind=complaint severity=normal text=.." ;
				 * personal, for free text is in it */
};

/* All of it by time, in the arena. Days of bookings are told in the zone. */
size_t	customer_history(struct db *, int64_t customer, const struct zone *,
	struct arena *, struct happening **);

/* Does he own an open case of the customer? Then he may see who that is. */
bool	customer_served_by(struct db *, int64_t customer, int64_t staff);

#endif
