/* Choosing among rules of one name, whatever they are rules of. */
#ifndef POLICY_CHOOSE_H
#define POLICY_CHOOSE_H

#include <stddef.h>

#include "policy/when.h"

/* What choosing asks of a rule. */
struct choice {
	const char *name, *subject;	/* NULL name: a faulty rule, never chosen */
	const struct when *when, *unless;
	int more;			/* conditions that "when" does not hold */
};
typedef struct choice choice_of(const void *rules, size_t index);

/*
 * Indices of the rules that apply to a subject (NULL: of any), of each name
 * and subject the one with most conditions, the earlier of equals. Writes at
 * most max of them, returns how many.
 */
size_t	choose(const void *rules, size_t n, choice_of *, const char *subject,
	const struct facts *, size_t *out, size_t max);

#endif
