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

/* When the last run of the tool that ended well began; 0: never. */
int64_t	status_last_run(struct db *, const char *tool);

/* When the last run that handed messages over, or found none to, began:
 * care-remind run, or care-escalate run --send; 0: never. */
int64_t	status_last_sent(struct db *);

/* When the last care-remind run that planned, or found nothing to plan, began;
 * 0: never. */
int64_t	status_last_planned(struct db *);

#endif
