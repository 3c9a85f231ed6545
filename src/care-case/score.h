/* What the customer says of how his case was handled, when he is asked at its
 * end (S0-4.2.4): an answer to the policy's survey that nobody has to send. */
#ifndef CARE_CASE_SCORE_H
#define CARE_CASE_SCORE_H

#include <stdbool.h>

#include "care/cases/act.h"
#include "command/session.h"
#include "command/targets.h"

/* --rating; 0: not given. False and a refusal when it is none, or when no survey
 * of the policy follows the closing of such a case. */
bool	score_typed(struct session *, struct targets *, const struct care_case *,
	int *score);

/* The case was closed in this entry: take the score (not 0) as the answer to
 * the first question of its survey. */
void	score_take(struct session *, const struct act *, int64_t case_id,
	int score);

#endif
