/* Stages: where a case is on its way, and where an event takes it. */
#ifndef CARE_PLANS_STAGE_H
#define CARE_PLANS_STAGE_H

#include <stdbool.h>

#include "policy/steps.h"

/* The way of a case of which these facts are known, or NULL: it goes none.
 * Lives as long as the policy, and so do the names below. */
const struct plan *stages_of(const struct policy *, const struct facts *);

/* Does the event say that a case of that policy is at another stage? Cheap: to
 * be asked before the facts are gathered. */
bool	stage_moves(const struct policy *, const char *event);

/*
 * Where the case is after the event: the stage of that name; of "reopened" the
 * stage to which the way leads back from "closed", else the first; of any
 * other event where it was.
 */
const char *stage_after(const struct plan *stages, const char *at,
	const char *event);

/*
 * The next stage on the shortest way from one to the other, by later stages
 * where they lead there; NULL: there is no way, or one of them is no stage.
 */
const struct step *stage_toward(const struct plan *stages, const char *from,
	const char *to);

/* Is it the end, where nothing more is written: the stage "archived", unless
 * the way leads back from there? */
bool	stage_is_end(const struct policy *, const char *stage);

#endif
