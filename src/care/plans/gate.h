/*
 * The gate: what an event asks for before it may happen to a subject.
 *
 * A policy asks in four places: fields with "required_at", plans with
 * "before", stages with "needs", "after" and "next", promises with "needs" and
 * "before".
 * Whoever lets something happen asks here first; what happened long ago, as a
 * sheet tells it, is not asked.
 */
#ifndef CARE_PLANS_GATE_H
#define CARE_PLANS_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/steps.h"

struct db;

enum gate_why {
	GATE_FIELD,	/* a fact or field is not filled in */
	GATE_STEP,	/* a step of a plan is not done */
	GATE_AFTER,	/* another event has not happened */
	GATE_OWED,	/* a promise is still open */
	GATE_PATH	/* the way does not lead there from where the case is */
};

struct gate_fault {
	enum gate_why why;
	const char *name;	/* of field, step, event or promise; PATH: the
				 * stage where the case is */
	const char *title;	/* the same for people */
	const char *of;		/* STEP: its plan; FIELD: promise that needs it;
				 * OWED: what keeps it; PATH: the stage that comes next on the way, or
				 * NULL when no way leads there */
	struct mark mark;	/* what asks */
};

/* What has happened already. */
struct gate_past {
	bool (*happened)(void *, const char *event);
	bool (*done)(void *, const char *plan, const char *step);
	bool (*owed)(void *, const char *promise);	/* is one of it open? */
	void *arg;
};

/*
 * What stands between a subject of that kind ("case", "booking", ..) and the
 * event. stage: where it is; NULL for what has no stages. Appends to *out, in
 * the arena; returns how many there are; 0: it may happen.
 */
size_t	gate_faults(const struct policy *, const char *subject,
	const struct facts *, const char *stage, const char *event,
	const struct gate_past *, struct arena *, struct gate_fault **out);

/* What stands between a subject and a step of a plan that applies to it: what
 * the step needs, and what comes before it. */
size_t	gate_step(struct db *, const struct policy *, const char *subject,
	int64_t id, const struct facts *, const struct step *, struct arena *,
	struct gate_fault **out);

/*
 * The role that alone may let the event happen to a case, as its stage says by
 * "by"; *mark is where. NULL: anybody.
 */
const char *gate_role(const struct policy *, const char *subject,
	const struct facts *, const char *event, struct mark *mark);

/* What a step of that subject asks for: gate_step() by its past. */
size_t	gate_step_faults(const struct policy *, const char *subject,
	const struct facts *, const struct step *, const struct gate_past *,
	struct arena *, struct gate_fault **out);

/* gate_faults() of a subject in the store, by its steps and events. */
size_t	gate_ask(struct db *, const struct policy *, const char *subject,
	int64_t id, const struct facts *, const char *stage, const char *event,
	struct arena *, struct gate_fault **out);

#endif
