/* What is owed on a customer's bookings, looked at again when he has changed. */
#ifndef CARE_BOOKINGS_BOOKING_OWED_H
#define CARE_BOOKINGS_BOOKING_OWED_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;
struct policy;

/* A customer's bookings, in the arena. How many. */
size_t	bookings_of(struct db *, int64_t customer, struct arena *,
	int64_t **out);

/*
 * In the caller's entry: rules for bookings ask for the tier and region of
 * whose they are. Of each of these bookings that stands, the promises follow as
 * after a change of these facts (promises_changed()).
 */
void	bookings_owed(struct log *, const struct policy *, int64_t policy_id,
	const int64_t *ids, size_t n, int64_t at);

/* The same of all bookings of a customer. */
void	bookings_owed_anew(struct log *, const struct policy *,
	int64_t policy_id, int64_t customer, int64_t at);

#endif
