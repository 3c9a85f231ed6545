/*
 * Finding groups: the part of the tick that looks for complaints of many.
 *
 * It looks at cases that came in or changed since it looked last, and from
 * each of them only as far as the rule's span reaches, so that a tick with
 * nothing new costs nothing, however large the store is. How far it has looked
 * is the number of an entry, which the tick's run remembers; where that is
 * lost it looks again, and finds what it has found already, since a rule has
 * one open group of the same values.
 *
 * While a group is open, cases of its values join it, however late; those that
 * were received before its first member only when they belong to a stretch
 * that is a group by itself. Its level rises and never falls. Whoever has read
 * the same cases in another order finds the same groups with the same members
 * and levels; only the case that gives its name may be another, for a group
 * keeps the name it was opened with. A group that was closed is not opened
 * again: its cases count no more, and a new group is one of new cases.
 */
#ifndef CARE_GROUPS_FOUND_H
#define CARE_GROUPS_FOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/groups/group_store.h"

struct db;

/* A group that was made or raised, for telling people; measure: that was opened
 * for it, or 0. */
typedef void group_told(void *, const struct group *, int64_t customers,
	int64_t measure);

struct group_look {
	struct act act;		/* its log's entry is open; at: now */
	int64_t seen;		/* entry up to which was looked; moved on */
	size_t most;		/* stop after an entry that fills so many cases */
	int64_t found, raised, joined, messages, measures;	/* counted up */
	group_told *told;
	void *arg;
};

/*
 * Look at what is new, make groups, let cases join, raise levels, and plan
 * the notices of each level once (message "group:RULE", occurrence
 * GROUP/LEVEL, urgent); open the measure that a rule asks for, and close a
 * group whose measure has ended, so that its cause coming again is a new one.
 * True: there is more to look at.
 */
bool	groups_look(struct group_look *);

#endif
