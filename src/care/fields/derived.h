/* What facts are taken to be when nobody says: the policy's "derived". */
#ifndef CARE_FIELDS_DERIVED_H
#define CARE_FIELDS_DERIVED_H

#include "care/fields/field.h"

enum { DERIVED_MOST = 64 };

struct derived {
	const char *fact, *word;	/* live as long as the policy */
};

/* Does the policy derive anything of such a subject? */
bool	derives(const struct policy *, const char *subject);

/* Every word that a rule gives by these facts, known or not, one for each
 * fact; returns how many were written, at most DERIVED_MOST. */
size_t	derived_by(const struct policy *, const char *subject,
	const struct facts *, struct derived *out);

/* The same, of facts only that are unknown; they are known then. What is
 * derived is no ground for another word. */
size_t	derive(const struct policy *, const char *subject, struct facts *,
	struct derived *out);

/* The second half of it: of those words (derived_by()) the unknown facts'. "out"
 * may be the same array. */
size_t	derived_unknown(struct facts *, const struct derived *all, size_t n,
	struct derived *out);

/* As derive(), for a subject that is brought up to date: what has the word
 * that the facts before gave it was derived, and is derived anew. */
size_t	derive_again(const struct policy *, const char *subject,
	const struct facts *before, struct facts *after, struct derived *out);

/* The word for the fact; NULL: none was derived. */
const char *derived_word(const struct derived *, size_t n, const char *fact);

/* What was said of fields (*n of them) and, behind it, what was derived for
 * others; in the arena. *n: all of them. */
const struct field_said *derived_fields(const struct policy *,
	const char *subject, const struct derived *, size_t derived_n,
	const struct field_said *, size_t *n, struct arena *);

#endif
