/* Counts of what is in a store. */
#ifndef STORE_STATUS_H
#define STORE_STATUS_H

#include <stdint.h>

struct db;

/* The work at hand. Counting it takes as long as there is work, however much
 * the store holds beside it: monitors ask each minute. */
struct status_work {
	int64_t cases_open, promises_open, promises_late;
	int64_t messages_waiting;	/* planned and due */
	int64_t waiting_since;		/* the earliest of these; 0: none */
	int64_t messages_stuck;		/* failed, in doubt, or held for a person */
};

void	status_work(struct db *, int64_t now, struct status_work *);

/* All there is. */
struct status_size {
	int64_t staff, customers, bookings, cases, entries;
};

void	status_size(struct db *, struct status_size *);

#endif
