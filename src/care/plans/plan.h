/* Plans at work: which steps of a list were gone through. */
#ifndef CARE_PLANS_PLAN_H
#define CARE_PLANS_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/steps.h"

struct db;
struct log;

/* A step that was done. */
struct step_done {
	const char *plan, *step;
	int64_t at, staff;	/* staff 0: the store's owner */
	const char *result;	/* or NULL */
};

/* The steps done of a subject, by time; in the arena. That a plan was started
 * (plan_start()) is none. */
size_t	steps_done(struct db *, int64_t subject, struct arena *,
	struct step_done **out);

/* Does the plan apply to a subject of that kind, of which that is known?
 * started: was it started for the subject, if it needs to be? */
bool	plan_applies(const struct plan *, const char *subject,
	const struct facts *, bool started);

/* The step, of every plan, by whose row it is known that the plan was started. */
#define PLAN_STARTED ""

/*
 * In the caller's entry: the plan is gone through from now on, since a level of
 * the promise rule says so (event "plan_started", with a row of the table step).
 * False: it was started before, and nothing is written.
 */
bool	plan_start(struct log *, int64_t subject, const char *plan,
	const char *rule, int64_t at);
bool	plan_is_started(struct db *, int64_t subject, const char *plan);

/* What is said of a step. */
struct step_said {
	const char *plan, *step;
	int64_t at, staff;	/* staff 0: the store's owner */
	const char *result;	/* a word, or NULL */
	const char *note;	/* or NULL */
	int64_t person;		/* whom the note is about, or 0 */
};

/* In the caller's entry: the step was done (event "step_done"), or it was not
 * after all ("step_undone"). */
void	step_do(struct log *, int64_t subject, const struct step_said *);
void	step_take_back(struct log *, int64_t subject, const struct step_said *);

bool	step_is_done(struct db *, int64_t subject, const char *plan,
	const char *step);

/* Did an event of that name happen, and was not taken back, to the subject, and when for the last
 * time? */
bool	subject_had(struct db *, int64_t subject, const char *event,
	int64_t *at);

#endif
