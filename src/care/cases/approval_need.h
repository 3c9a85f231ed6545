/* Roles that must agree to whatever is proposed of a case: a level of a ladder
 * asked for them, beside those of the policy's chain. */
#ifndef CARE_CASES_APPROVAL_NEED_H
#define CARE_CASES_APPROVAL_NEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "policy/handling.h"

/*
 * In the caller's entry: whatever is proposed of the case needs that role's
 * agreement too from now on, since a level of the promise rule says so (event
 * "approval_needed", with a row of approval under the proposal 0, which there
 * is none of). One that is under way gets the role at the end of its chain.
 * False: it was needed before, and nothing is written.
 */
bool	approval_need(const struct act *, const struct care_case *,
	const char *role, const char *rule);

/* A role whose agreement is needed so and that has not agreed to the last
 * proposal which was not given up, in the arena; NULL: none. */
const char *approval_lacking(struct db *, int64_t subject, struct arena *);

/*
 * Who must agree to what is proposed now: the policy's chain for the amount,
 * then the roles that are needed so; max at most. Names in the arena or the
 * policy. Returns how many.
 */
size_t	approval_chain(const struct act *, int64_t subject,
	const struct facts *, int64_t amount, struct arena *, struct approver *,
	size_t max);

#endif
