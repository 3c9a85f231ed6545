/*
 * Steps: the stages of a case, lists of what is gone through, and what is
 * listened for when a call is judged. All three are plans.
 */
#ifndef POLICY_STEPS_H
#define POLICY_STEPS_H

#include "policy/policy.h"

struct step {
	const char *name, *title;
	const char *iso;	/* clause of ISO 10002, or NULL */
	struct names next;	/* stages: where it may go from here */
	struct names needs;	/* facts and fields filled before it */
	struct names after;	/* events that have happened before it */
	const char *by;		/* role that does it, or NULL */
	int points;		/* qa: of 100 */
	struct mark mark;
};

struct plan {
	const char *name, *title;
	const char *subject;
	const struct when *when;	/* NULL: always */
	bool started;		/* only where a level of a ladder started it */
	const char *before;	/* event refused while a step is open, or NULL */
	const struct step *v;
	size_t n;
	struct mark mark;
};

/* The way of a case that "when" holds of, from its first stage; NULL: the
 * policy has no stages. */
const struct plan *policy_stages(const struct policy *);

/* All plans; those of qa; and the one of a name, or NULL. */
const struct plan *policy_plans(const struct policy *, size_t *n);
const struct plan *policy_qas(const struct policy *, size_t *n);
const struct plan *policy_plan(const struct policy *, const char *name);
const struct plan *policy_qa(const struct policy *, const char *name);

/* The step of that name, or NULL. */
const struct step *plan_step(const struct plan *, const char *name);

/* May a case go from one stage to the other? Both are names of stages. */
bool	stage_leads(const struct plan *stages, const char *from,
	const char *to);

#endif
