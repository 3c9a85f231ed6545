/*
 * Members: the cases of a group (rows of the table link, how "member").
 *
 * A case may be a member of several groups, of one rule for the journey and of
 * another for the cause; it is worked in one of them (cases.grp).
 */
#ifndef CARE_GROUPS_MEMBER_H
#define CARE_GROUPS_MEMBER_H

#include "care/groups/group_store.h"

/*
 * Its members by receipt, ids in the arena. A case that was merged into
 * another is a member still; whoever writes to people passes it over.
 */
size_t	group_members(struct db *, int64_t id, struct arena *, int64_t **out);

/* How a case joined: when, and who put it there; found: nobody, a rule did. */
struct joining {
	int64_t at, actor;	/* actor 0: the store's owner */
	bool found;
};
bool	group_joining(struct db *, int64_t id, int64_t case_id,
	struct joining *);

/* When the first of its members was received; INT64_MAX: it has none. */
int64_t	group_since(struct db *, int64_t id);

/* How many distinct customers its members have; cases that were merged into
 * others not counted. */
int64_t	group_customers(struct db *, int64_t id);

/*
 * Is the case out of the reach of a rule: taken out of a group of it by a
 * person, or a member of one that is closed?
 */
bool	group_bars(struct db *, const char *rule, int64_t case_id);

/* Each of these in the caller's entry. */

/* The case joins (event "joined" on it): it is a member, and worked in this
 * group (cases.grp) unless an open group of an earlier rule, or one that a
 * person made, has it. False: it is a member already. */
bool	group_join(const struct act *, const struct group *, int64_t case_id);

/* The case leaves (event "left_group" on it) and does not come back by itself.
 * False: it is no member. */
bool	group_leave(const struct act *, const struct group *, int64_t case_id);

#endif
