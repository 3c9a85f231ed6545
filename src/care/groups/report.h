/* The numbers of a group from day to day. Pure: days are day numbers. */
#ifndef CARE_GROUPS_REPORT_H
#define CARE_GROUPS_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* A member: when it came in and was closed, both as days of the policy's zone;
 * closed INT64_MAX: it is open. */
struct report_case {
	int64_t customer;	/* 0: nobody knows */
	int64_t came, closed;
};

/* What happened on a day, and what was open at its end. */
struct report_day {
	int64_t day;
	int64_t came, closed, open;
	int64_t customers;	/* who had not complained on any day before */
};

/* The days until that one on which a case came in or was closed, and that day
 * itself, in the arena; returns how many, at least one. */
size_t	report_days(const struct report_case *, size_t n, int64_t until,
	struct arena *, struct report_day **out);

#endif
