/* Staff: posts, roles, teams, supervisors, absence and substitutes. */
#ifndef CARE_PEOPLE_STAFF_H
#define CARE_PEOPLE_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

struct staff {
	int64_t id;
	const char *login, *name, *post, *role, *team, *phone, *mail;
	int64_t supervisor;	/* 0: none */
	int64_t from_at, to_at;	/* to_at 0: still here */
};

/* The member of staff, also one who left; texts in the arena. False: none. */
bool	staff_load(struct db *, int64_t id, struct arena *, struct staff *);
int64_t	staff_by_login(struct db *, const char *login);	/* 0: none */
bool	staff_any(struct db *);			/* does the store have staff? */

/* Is he here at the time (employed and not absent)? */
bool	staff_here(struct db *, int64_t id, int64_t at);

/*
 * Who stands in for him at the time: himself when he is here, else his
 * substitute and so on (a cycle ends it), else his supervisor or who stands in
 * for that one, else 0.
 */
int64_t	staff_acting(struct db *, int64_t id, int64_t at);

/* The staff with that role who are employed at the time, those of the team
 * first (team may be NULL), by id; up to max. Returns how many. */
size_t	staff_of_role(struct db *, const char *role, const char *team,
	int64_t at, int64_t *ids, size_t max);

/* Open cases he owns. */
int64_t	staff_load_of(struct db *, int64_t id);

/* The nearest login to what was typed, or NULL; in the arena. */
const char *staff_nearest(struct db *, const char *typed, struct arena *);

/* What a source says of a member of staff; NULL: not said. Times 0: none.
 * An absence counts from absent_from until just before absent_to. */
struct staff_said {
	const char *source, *login, *name, *post, *role, *team, *supervisor,
	    *phone, *mail;		/* supervisor: a login */
	int64_t from_at, to_at;
	int64_t absent_from, absent_to;	/* with substitute's login, or NULL */
	const char *substitute;
};

/*
 * Enter or update (events "joined", "updated", "absent"); the login is the
 * reference. Returns the subject id; *what is "new", "changed" or "same".
 * Who is said to supervise or to substitute is staff already. NULL *fault, or
 * why it is refused (translated, static until the next call); then nothing is
 * written and 0 is returned.
 */
int64_t	staff_said(struct log *, const struct staff_said *, int64_t at,
	const char **what, const char **fault);

#endif
