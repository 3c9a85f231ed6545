/*
 * Files of days off and make-up working days, in two forms:
 *
 *	yearly_off: [01-01, 05-01]           # ours; every year
 *	years:
 *	  2026: {off: [01-01 .. 01-03, 02-15 .. 02-23], work: [01-04, 02-14]}
 *
 * where a date without a year lies in its year, and the JSON of holiday-cn:
 * {"year": 2026, "days": [{"name": "..", "date": "2026-02-14",
 * "isOffDay": false}, ..]}.
 */
#ifndef POLICY_DAYS_H
#define POLICY_DAYS_H

#include <stddef.h>

#include "policy/node.h"
#include "time/calendar.h"

struct days;

/*
 * The days of the file of that name in the bundle. Read when first asked
 * for, kept in the list *all, which lives in the arena; complaints come once.
 * NULL: no such part, or unreadable.
 */
const struct days *days_find(struct days **all, struct arena *,
	struct complaints *, const char *bundle, const char *name);

/* An empty set of days, in the arena, to be filled by the next two. */
struct days *days_new(struct arena *);

/* Each date or range of a list (NULL: none), of that year or, with year 0,
 * with its year: days off, or make-up working days. */
void	days_list(struct days *, const struct node *list, int year, bool work);

/* A list of dates as 05-01 (NULL: none), off in every year. */
void	days_yearly(struct days *, const struct node *list);

/* Put them into a calendar that is being built; true when any single days
 * are listed. With "cover" the years of single days count as listed even
 * where no file says so. */
bool	days_apply(const struct days *, struct calendar *, bool cover);

#endif
