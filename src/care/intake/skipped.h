/* Lists of steps that were to be gone through before a booking went on, and
 * were not: facts are taken in all the same. */
#ifndef CARE_INTAKE_SKIPPED_H
#define CARE_INTAKE_SKIPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;

/* A plan with open steps, and the event that it stands before. */
struct skipped {
	const char *plan, *event;	/* of the policy */
};

/* Has the policy any plan that stands before an event of a booking? */
bool	skipped_any(const struct policy *);

/* The state of the source's booking of that reference; NULL: it is not there.
 * In the arena. */
const char *skipped_was(struct db *, const char *source, const char *ref,
	struct arena *);

/*
 * What the booking left out on its way from the state it was in (NULL: it is
 * new) to the one it is in now: booked, departed, returned. In the arena;
 * returns how many.
 */
size_t	skipped_by(struct db *, const struct policy *, int64_t booking,
	const char *was, struct arena *, struct skipped **out);

#endif
