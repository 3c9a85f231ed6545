/* Whom a level of a ladder tells. */
#ifndef CARE_ESCALATION_RECIPIENTS_H
#define CARE_ESCALATION_RECIPIENTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "policy/policy.h"

struct db;

/* Whose matter it is: the owner (0: nobody yet) and the team, or NULL; who
 * owes the promise himself, when a member of staff does (0: nobody); who owns
 * the group in which the case is worked (0: none, or nobody). */
struct matter {
	int64_t owner;
	const char *team;
	int64_t debtor, group;
};

/* Whose a subject is: of a case, group or measure its owner, of a member of
 * staff he himself; nobody's otherwise. The team of a group is the one that all
 * its cases have. The team lives in the arena. */
struct matter matter_of(struct db *, int64_t subject, struct arena *);

/* The same of a promise of it, with who owes that. */
struct promise;
struct matter matter_of_promise(struct db *, const struct promise *,
	struct arena *);

/*
 * The staff whom a role means in this matter: "owner" is who owes the promise
 * himself, and the case's owner; "supervisor" the supervisor of each where he
 * has one, "supervisor+1" that one's supervisor, or the last there is on the
 * way up; "team" all of the matter's team, "group" the group's owner, both as
 * "owner" where there is none; any other role everybody who
 * has it (the matter's team first, when it has one). Nobody is dropped
 * silently: without an owner his notices go to the supervisors, and what has
 * nobody at all goes to 0, the store's owner. Substitutes are not looked at
 * here but when the message is sent. Distinct ids in the arena; how many.
 */
size_t	recipients_of_role(struct db *, const struct policy *,
	const char *role, const struct matter *, int64_t at, struct arena *,
	int64_t **ids);

/* All whom these words mean in this matter at that time: distinct staff, 0 the
 * store's owner; in the arena. How many. */
size_t	recipients_of(struct db *, const struct policy *, const struct names *,
	const struct matter *, int64_t at, struct arena *, int64_t **ids);

/*
 * Does what was planned for him concern him still: is he among those whom the
 * words mean now, or is the matter his own? "instead" gets all of them, *n of
 * them, in the arena, when it does not.
 */
bool	recipients_still(struct db *, const struct policy *,
	const struct names *, const struct matter *, int64_t at, int64_t who,
	struct arena *, int64_t **instead, size_t *n);

/* Append them for the log, by login: "zhao for wang, liu"; the store's owner is
 * "owner". Who stands in is found as of that instant. */
void	recipients_text(struct db *, const int64_t *ids, size_t n, int64_t at,
	struct buf *);

#endif
