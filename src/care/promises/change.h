/* Facts of a subject changed while promises are open. */
#ifndef CARE_PROMISES_CHANGE_H
#define CARE_PROMISES_CHANGE_H

#include "care/promises/promise_store.h"

/* What came of it. */
struct changed {
	size_t moved, made, cancelled;
};

/*
 * The facts named changed; the promiser's facts are as they are now. What the
 * policy says of them (on_change: keep, earlier, recompute; of several the one
 * that does most) happens to each open promise, by the rule that its facts
 * choose now and from the promise's own start:
 *
 *	keep		nothing; nothing new begins
 *	earlier		it moves, but not later; what was never promised and is
 *			asked for now begins at "at"
 *	recompute	it moves either way; new ones begin; those of which no
 *			rule holds any more are cancelled ("not_due")
 *
 * Hard ones never move later. Whatever on_change says, windows and promises
 * that run from a date field or are due by one follow it (promises_move()), hard
 * ones too, and begin if it was unknown till now. Ladders do not come
 * here: what they raise leaves due times alone (model.md 1.1).
 */
struct changed promises_changed(const struct promiser *, const char *const *facts,
	size_t n, int64_t at);

/*
 * What the subject is (the class of a customer) is another: its open promises
 * against the rules that hold now, whatever on_change says. One of which none
 * holds any more is cancelled ("not_due"); one with a rule of another amount is
 * due by that one, from where the old one began, but not before "at"
 * ("due_moved", why), since nobody is late by becoming more; what holds for the
 * first time, or again, begins now.
 */
struct changed promises_anew(const struct promiser *, const char *why, int64_t at);

/* Cancel the open promises of which no rule holds any more (reason). Returns
 * how many. */
size_t	promises_drop(const struct promiser *, const char *reason, int64_t at);

#endif
