/* What the store knows of a caller while he speaks. */
#ifndef CARE_INTAKE_KNOWN_H
#define CARE_INTAKE_KNOWN_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;

enum { KNOWN_OPEN = 8 };

struct known {
	int64_t customer;	/* 0: not known */
	const char *booking;	/* reference of his last booking that stands, or
				 * NULL; in the arena */
	int64_t bookings;	/* how many he has */
	int64_t open[KNOWN_OPEN];	/* his open cases, newest first */
	size_t open_n;
};

/* The customer of a phone number in its comparable form. */
struct known known_by_phone(struct db *, const char *phone, struct arena *);

/* The case received by the entry with that idempotency key; 0: none. */
int64_t	known_case_of_once(struct db *, const char *once);

#endif
