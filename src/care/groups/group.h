/*
 * Groups: complaints of many about the same. Pure rules: which cases belong
 * together, and how grave that is.
 *
 * A rule of the policy (group_rule) names columns that must be equal ("same"),
 * a span ("within") and numbers of distinct customers ("levels"). Cases of the
 * same values make a group when, between the first and the last of some of
 * them, no more than the span of the wall clock lies and their customers are
 * as many as the lowest level wants. Its members are the cases from the first
 * of the earliest such stretch on; its level is the highest that any stretch
 * of that length reaches.
 *
 * Customers count, not cases: who complains three times is one. A case of
 * which nobody knows whose it is belongs to the group and counts nobody. A
 * case that is not known in one of the columns, was merged into another, or
 * came in before its subject lives (live_from) belongs to none.
 */
#ifndef CARE_GROUPS_GROUP_H
#define CARE_GROUPS_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "care/cases/case.h"
#include "policy/policy.h"

enum group_level { GROUP_NONE, GROUP_WARNING, GROUP_GROUP, GROUP_CRISIS };

/* warning, group, crisis, as policy and store spell them; and back, NONE for
 * any other word. */
const char *group_level_name(enum group_level);
enum group_level group_level_named(const char *);

/* The same for people, translated. */
const char *group_level_title(enum group_level);

/* How many customers the level wants; 0: the rule has no such level. */
int	group_wants(const struct group_rule *, enum group_level);

/* The highest level that so many customers reach. */
enum group_level group_reached(const struct group_rule *, int64_t customers);

/* The next level of the rule above that one; NONE: there is none. */
enum group_level group_next(const struct group_rule *, enum group_level);

/* The rule's span in seconds; a day has 24 hours. */
int64_t	group_within(const struct group_rule *);

/* A case as finding looks at it. */
struct group_case {
	int64_t id;
	int64_t customer;	/* 0: nobody knows */
	int64_t received_at;
	int64_t live_from;
	bool merged;		/* into another case */
	const char *same;	/* its values as group_same() writes them; NULL:
				 * one of them is not known */
};

/*
 * The values of a case in the rule's columns, as one text that tells any two
 * apart: "trip=T0308-2 cause=late", with %XX for blanks, signs of control, "%"
 * and "=" in a value. In the arena; NULL when one of them is not known.
 */
const char *group_same(const struct group_rule *, const struct care_case *,
	struct arena *);

/* The same for people: the values with their titles, "T0308-2, 大巴晚点"; in
 * the arena. */
const char *group_same_said(const struct policy *, const char *same,
	struct arena *);

/* The value of one of the columns, in the arena; NULL: it is not among them. */
const char *group_value(const char *same, const char *column, struct arena *);

/* A group found: cases [from, from + n) of the sorted array. */
struct group_found {
	size_t from, n;
	enum group_level level;
	int64_t customers;	/* in its fullest stretch */
};

/*
 * Sort the cases by value, receipt and id, those that belong to none to the
 * end, and write the groups that the rule finds among them to the arena.
 * "when" is the caller's to ask. Returns how many.
 */
size_t	groups_find(const struct group_rule *, struct group_case *, size_t n,
	struct arena *, struct group_found **out);

#endif
