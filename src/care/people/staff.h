/* Staff: posts, roles, teams, supervisors, absence and substitutes. */
#ifndef CARE_PEOPLE_STAFF_H
#define CARE_PEOPLE_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/fields/field.h"
#include "policy/facts.h"

struct db;
struct log;
struct policy;

struct staff {
	int64_t id;
	const char *login, *name, *post, *role, *team, *phone, *mail;
	const char *skills;	/* words of the policy, by spaces; or NULL */
	int64_t supervisor;	/* 0: none */
	int64_t from_at, to_at;	/* to_at 0: still here */
};

/* The member of staff, also one who left; texts in the arena. False: none. */
bool	staff_load(struct db *, int64_t id, struct arena *, struct staff *);
int64_t	staff_by_login(struct db *, const char *login);	/* 0: none */
bool	staff_any(struct db *);			/* does the store have staff? */

/*
 * Whom people mean by a login or a name: the login goes before a name, and
 * among those of one name who are not here any more do not count if one is.
 * 0: nobody, or several; *why then says so with the nearest login, or with the
 * logins of all of them (translated; in the arena).
 */
int64_t	staff_named(struct db *, const char *typed, int64_t now,
	struct arena *, const char **why);

/* What "when" may ask of a member of staff, his own fields among it. Points
 * into the struct and the arena. */
void	staff_facts(struct db *, const struct staff *, struct arena *,
	struct facts *);

/* Is he here at the time (employed and not absent)? */
bool	staff_here(struct db *, int64_t id, int64_t at);

/*
 * Who stands in for him at the time, by the rule of standin.h; 0: nobody is
 * left, so the store's owner.
 */
int64_t	staff_acting(struct db *, int64_t id, int64_t at);

/* The staff of that team who are employed at the time, by id; in the arena.
 * Returns how many. */
size_t	staff_of_team(struct db *, const char *team, int64_t at, struct arena *,
	int64_t **ids);

/* The staff with that role who are employed at the time, those of the team
 * first (team may be NULL), by id; in the arena. Returns how many. */
size_t	staff_of_role(struct db *, const char *role, const char *team,
	int64_t at, struct arena *, int64_t **ids);

/* Open cases he owns. */
int64_t	staff_load_of(struct db *, int64_t id);

/* The nearest login to what was typed, or NULL; in the arena. */
const char *staff_nearest(struct db *, const char *typed, struct arena *);

/* What a source says of a member of staff; NULL: not said. Times 0: none.
 * An absence counts from absent_from until just before absent_to. */
struct staff_said {
	const char *source, *login, *name, *post, *role, *team, *supervisor,
	    *phone, *mail;		/* supervisor: a login or a name */
	const char *skills;		/* words by spaces */
	int64_t from_at, to_at;
	int64_t absent_from, absent_to;	/* with substitute's login, or NULL */
	const char *substitute;		/* a login or a name */
	const struct field_said *fields;	/* of the company's own */
	size_t fields_n;
};

/*
 * Enter or update (events "joined", "updated", "absent"); the login is the
 * reference. What the policy promises of staff begins for a new one
 * ("registered"); of one who changes it begins where it holds for the first
 * time and is cancelled where it holds no more; with another post or role
 * begins what begins when somebody leaves the old one ("left"). Returns the
 * subject id; *what is "new", "changed" or "same". Who is said to supervise or
 * to substitute is staff already. NULL *fault, or why it is refused
 * (translated, static until the next call); then nothing is written and 0 is
 * returned.
 */
int64_t	staff_said(struct log *, const struct policy *, int64_t policy_id,
	const struct staff_said *, int64_t at, const char **what,
	const char **fault);

#endif
