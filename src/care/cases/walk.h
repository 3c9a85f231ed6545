/* Whom lists of steps are for: the subjects of a kind that are still on their
 * way. */
#ifndef CARE_CASES_WALK_H
#define CARE_CASES_WALK_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct walk_filter {
	const char *kind;	/* case, booking, customer .. */
	bool all;		/* closed cases and journeys that are over too */
	int64_t from, until;	/* of bookings: when they depart; 0: any */
};

/* Called with each; bookings by their departure, else by their number. Bookings
 * that do not stand are none. */
typedef void walk_visit(void *, int64_t subject);
void	walk(struct db *, const struct walk_filter *, walk_visit *, void *);

#endif
