/* What is owed on a customer's bookings, looked at again when he has changed. */
#ifndef CARE_BOOKINGS_BOOKING_OWED_H
#define CARE_BOOKINGS_BOOKING_OWED_H

#include <stdint.h>

struct log;
struct policy;

/*
 * In the caller's entry: rules for bookings ask for the tier and region of
 * whose they are. Of each of his bookings that stands, the promises follow as
 * after a change of these facts (promises_changed()).
 */
void	bookings_owed_anew(struct log *, const struct policy *,
	int64_t policy_id, int64_t customer, int64_t at);

#endif
