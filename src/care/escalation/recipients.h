/* Whom a level of a ladder tells. */
#ifndef CARE_ESCALATION_RECIPIENTS_H
#define CARE_ESCALATION_RECIPIENTS_H

#include <stddef.h>
#include <stdint.h>

#include "policy/policy.h"

struct db;

/* Whose matter it is: the owner of the case (0: nobody yet) and its team. */
struct matter {
	int64_t owner;
	const char *team;
};

enum { RECIPIENTS_MAX = 32 };

/*
 * The staff whom a role means in this matter: "owner" is the case's owner,
 * "supervisor" his supervisor where he has one, any other role everybody who
 * has it (the matter's team first, when it has one). Nobody is dropped
 * silently: without an owner his notices go to the supervisors, and what has
 * nobody at all goes to 0, the store's owner. Substitutes are not looked at
 * here but when the message is sent. Appends to ids (distinct), returns the
 * new number.
 */
size_t	recipients_add(struct db *, const struct policy *, const char *role,
	const struct matter *, int64_t at, int64_t *ids, size_t n);

#endif
