/*
 * What a case is taken to be where nobody says: the policy's "derived", as it
 * comes in and each time that more is known of it.
 */
#ifndef CARE_CASES_DERIVE_H
#define CARE_CASES_DERIVE_H

#include "care/cases/case.h"
#include "care/fields/derived.h"

/*
 * Fill in what is not known of a case that comes in; it has a severity then. Of
 * its fields the derived ones are put behind those of *said, in the arena.
 * Returns the facts that were said though the policy would say the same of
 * them, with blanks between; NULL: none. The event that takes the case in keeps
 * them as the fact "said", as else nobody could tell who said so.
 */
const char *case_derive(struct db *, const struct policy *, struct care_case *,
	struct case_said *, struct arena *);

/*
 * The words that follow from what is known now for facts and fields that were
 * derived before, and for those that nobody knew: those that differ from *now.
 * What a person said stays; a severity that a ladder raised only rises. "now"
 * is the case as it was, with what was said anew. Returns how many were written.
 */
size_t	case_derive_again(struct db *, const struct policy *,
	const struct care_case *was, const struct care_case *now,
	struct arena *, struct derived *out);

#endif
