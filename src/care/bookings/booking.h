/* Bookings: a journey or stay, with the dates on which promises hang. */
#ifndef CARE_BOOKINGS_BOOKING_H
#define CARE_BOOKINGS_BOOKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;
struct field_said;
struct log;

struct booking {
	int64_t id;
	const char *ref;
	int64_t customer;	/* 0: unknown */
	const char *product, *trip, *partner;
	int64_t guide;
	int64_t booked_at, departs, returns;	/* 0: unknown; local 00:00 of dates */
	int64_t party, fee;
	const char *state;	/* one of booking_states */
};

/* booked, cancelled, departed, returned, no_show; ends with NULL. A booking
 * stands while promises may hang on it: not cancelled, not a no-show. */
extern const char *const booking_states[];
bool	booking_stands(const char *state);

/* How far a journey is by its state, or which of its events one is: 0 booked,
 * 1 departed, 2 returned; -1: it does not stand, or another event. */
int	booking_way(const char *state);
extern const char *const booking_events[];	/* ends with NULL */

/* The booking; texts in the arena. False: no such booking. */
bool	booking_load(struct db *, int64_t id, struct arena *, struct booking *);

/* What "when", windows and templates may ask of a booking; the customer's
 * tier is looked up, and its own fields. Points into booking and arena. */
void	booking_facts(struct db *, const struct booking *, struct arena *,
	struct facts *);

/* What a source says of a booking; NULL and 0: not said. */
struct booking_said {
	const char *source, *ref;
	const char *product, *trip, *partner, *state;	/* state: a word of ours */
	int64_t customer;		/* subject id, 0: not said */
	int64_t booked_at, departs, returns, party, fee;	/* -1: not said */
	unsigned char seen[16];		/* digest of the row */
	const struct field_said *fields;	/* of the company's own */
	size_t fields_n;
};

/*
 * Enter or update a booking in the caller's entry. Events: "booked" when it is
 * new, or stands again; "cancelled", "departed", "returned", "no_show" when
 * its state becomes that; "moved" when its dates are others; "changed" for
 * the rest. What nobody says is what the policy derives of it, and what was
 * derived follows the facts. Promises that hang on it or on its fields are
 * made, kept, moved or cancelled. Same
 * digest (zeros: none), or nothing in it that is new: "same". Returns the
 * subject id; *what is "new", "changed" or "same". live_from: nothing is fired
 * or sent for instants before.
 */
int64_t	booking_said(struct log *, const struct policy *, int64_t policy_id,
	const struct booking_said *, int64_t at, int64_t live_from,
	const char **what);

#endif
