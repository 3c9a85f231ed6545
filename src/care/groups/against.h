/*
 * What is done against the cause that the cases of a group have in common: the
 * measure that the group's rule opens.
 */
#ifndef CARE_GROUPS_AGAINST_H
#define CARE_GROUPS_AGAINST_H

#include "care/groups/group_store.h"

/*
 * The group has reached a level by so many customers: where its rule says so, a
 * measure against their cause, in the act's entry, about the case that the group
 * is called by, unless one is under way. Returns the id of a new one, or 0.
 */
int64_t	group_measure(const struct act *, const struct group_rule *,
	const struct group *, int64_t customers);

/* Is it over: has the measure against the cause ended, and none is under way? */
bool	group_answered(struct db *, const struct group_rule *,
	const struct group *);

#endif
