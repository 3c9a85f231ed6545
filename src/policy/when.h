/* The one language of conditions: {kind: complaint, severity: [serious, urgent]}. */
#ifndef POLICY_WHEN_H
#define POLICY_WHEN_H

#include <stdbool.h>

#include "policy/facts.h"

struct when;

/* Do the conditions hold of the facts? NULL conditions always hold. A list
 * means one of; a set holds when it contains any; unknown equals nothing. */
bool	when_holds(const struct when *, const struct facts *);

/* Specificity: number of conditions, "any" and "not" counting 1 as a whole. */
int	when_weight(const struct when *);

#endif
