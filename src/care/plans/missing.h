/* What is not filled in of a subject, though something that may happen next, or
 * has happened, asks for it. */
#ifndef CARE_PLANS_MISSING_H
#define CARE_PLANS_MISSING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "policy/policy.h"

/*
 * Names of the facts and fields that a case lacks which was at that stage of
 * its way (NULL: at its beginning): those required when it was received, those
 * of the stages that come next and of those it has gone through, and those of
 * events that are no stages, which may happen at any time. happened tells
 * whether an event has been. Writes the names, in the arena and in the order of
 * the policy; returns how many.
 */
size_t	gate_missing(const struct policy *, const struct facts *,
	const char *stage, bool (*happened)(void *, const char *event),
	void *arg, struct arena *, const char ***names);

#endif
