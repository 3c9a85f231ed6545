/* Clocks that begin anew with each entry of people ("from: any_entry"). */
#ifndef CARE_PROMISES_ENTERED_H
#define CARE_PROMISES_ENTERED_H

#include "care/promises/promise_store.h"

/* Has the policy a rule of that sort? Cheap: to be asked before the rest. */
bool	policy_hears_entries(const struct policy *);

/* The subjects of that entry of the log, with an event of it, in the arena. */
size_t	entry_subjects(struct db *, int64_t entry, struct arena *,
	int64_t **out);

/*
 * In the caller's entry, after all of its events: something was entered about
 * the subject. Of each open promise that runs from any_entry the clock begins
 * anew ("due_moved", why "entry"). One that was late is kept by the entry, late
 * as it is, and its next turn begins, so that figures count it as broken; if
 * something else keeps it, it only moves. Returns how many.
 */
size_t	promises_entered(const struct promiser *, int64_t at);

#endif
