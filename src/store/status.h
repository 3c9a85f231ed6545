/* Counts of what is in a store. */
#ifndef STORE_STATUS_H
#define STORE_STATUS_H

#include <stdint.h>

struct db;

struct status_counts {
	int64_t staff, customers, bookings, cases, cases_open;
	int64_t promises_open, promises_late;
	int64_t messages_waiting;	/* planned and due */
	int64_t waiting_since;		/* the earliest of these; 0: none */
	int64_t messages_stuck;		/* failed, in doubt, or held for a person */
	int64_t entries;
};

void	status_count(struct db *, int64_t now, struct status_counts *);

#endif
