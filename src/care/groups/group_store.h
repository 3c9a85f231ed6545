/* Groups in the store: made, joined, left, raised, closed, each by an event. */
#ifndef CARE_GROUPS_GROUP_STORE_H
#define CARE_GROUPS_GROUP_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "care/groups/group.h"

struct db;

struct group {
	int64_t id;
	const char *rule;	/* that found it; NULL: a person made it */
	const char *same;	/* group_same(); "" of one that a person made */
	int64_t lead;		/* the case by whose number it is called */
	enum group_level level;
	bool open;
	int64_t opened_at, closed_at;	/* closed_at 0: open */
	int64_t owner;		/* staff; 0: nobody yet */
};

/* The group; texts in the arena. False: there is none. */
bool	group_load(struct db *, int64_t id, struct arena *, struct group *);

/* As people call it: g10429. In the arena. */
const char *group_name(const struct group *, struct arena *);

/* The group that is called by this case, else the one that the case is worked
 * in (cases.grp); 0: neither. */
int64_t	group_of_case(struct db *, int64_t case_id);

/* The open group of these values under the rule; 0: none. */
int64_t	group_open_of(struct db *, const char *rule, const char *same);

/* The groups by their opening, open ones only or all; ids in the arena. */
size_t	groups_list(struct db *, bool all, struct arena *, int64_t **out);

/* What "when" may ask of a group: level, rule, and its own fields. Points into
 * the struct and the arena. */
void	group_facts(struct db *, const struct group *, struct arena *,
	struct facts *);

/* Each of these in the caller's entry. */

/*
 * Make a group of these cases (event "grouped" on it, "joined" on each of
 * them) and what the policy promises of it. It is called by the first of them
 * that no group is called by; id and lead are filled in. False: every one of
 * them has given its name to a group; then nothing was written.
 */
bool	group_make(const struct act *, struct group *, const int64_t *cases,
	size_t n);

/*
 * The group has reached a level (event "level_reached"), which it keeps. Where
 * that is higher than the level it was made with, what the policy promises of
 * such a group begins, once more where it was kept before (unless "turns:
 * once"). The level is never lower than the one it has.
 */
void	group_raise(const struct act *, struct group *, enum group_level,
	int64_t customers);

/* It gets an owner (event "assigned"), whom the roles of its promises mean. */
void	group_assign(const struct act *, const struct group *, int64_t owner);

/* Closed (event "closed"): keeps and ends its promises. Its members stay. */
void	group_close(const struct act *, struct group *);

#endif
