/* Promises in the store: made, kept, moved, cancelled, each by an event. */
#ifndef CARE_PROMISES_PROMISE_STORE_H
#define CARE_PROMISES_PROMISE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/promises/promise_read.h"

struct db;
struct log;

/* Who promises whom: a subject, and the policy that is asked. */
struct promiser {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id;
	const char *kind;	/* of the subject: case, booking, .. */
	int64_t subject;
	const struct facts *facts;	/* after the event's own changes */
	int64_t live_from;
};

/* The event of a subject whose own fields changed: promises that run from a
 * date field, or are due by one, begin with it too. */
#define FIELDS_SAID "fields_set"

/*
 * The event happened at that time: make a promise (event "promised") for
 * every rule that starts from it and has no open turn. Windows: made when
 * their date is known; not made when their end lies before "at" or live_from.
 * from "received" for a new case, "booked" for a new booking, "grouped" for a
 * new group, "registered" for all else (customer, staff, measure, house), which
 * is also where a rule without "from" begins. Returns how many.
 */
size_t	promises_make(const struct promiser *, const char *event, int64_t at);

/* As promises_make(), for a subject just entered, which has no promises yet. */
size_t	promises_begin(const struct promiser *, const char *event, int64_t at);

/* As promises_make(), but the promises start at another time: a reopened case
 * whose old clock goes on. */
size_t	promises_restart(const struct promiser *, const char *event,
	int64_t start, int64_t at);

/*
 * One more turn of a rule that need not be the policy's: what a person asked
 * of somebody by himself. The rule has at least a name, subject, to, owes and
 * within, and is not kept. It has no ladder unless the policy has a rule of
 * its name and amount. Returns the turn; 0: its dates are not known.
 */
int	promise_add(const struct promiser *, const struct promise_rule *,
	int64_t at);

/* What the facts ask for that was never promised of the subject begins now:
 * the rules that run from its beginning and have no turn, or only one that
 * was dropped as no rule held ("not_due", "kind_set"). */
size_t	promises_new(const struct promiser *, int64_t at);

/*
 * The event happened: keep (event "kept") every open promise that it keeps
 * (rule's "to"), and begin the next turn of those that recur. Returns how
 * many were kept.
 */
size_t	promises_keep(const struct promiser *, const char *event, int64_t at);

/* Keep one by name, whatever its "to"; false: no such open promise. */
bool	promise_keep(const struct promiser *, const char *rule, int turn,
	int64_t at);

/* Cancel one (event "cancelled") by name; turn 0: the latest. False: it is not
 * open. */
bool	promise_cancel(const struct promiser *, const char *rule, int turn,
	const char *reason, int64_t at);

/* Cancel (event "cancelled") every open promise of the subject. */
size_t	promises_cancel(const struct promiser *, const char *reason, int64_t at);

/* Cancel an open one so that it can be taken back: the event keeps the time of
 * its next level (fact "next_at"); and take that back (event "restored"). A
 * level whose time passed meanwhile is caught up with by the next tick. */
void	promise_suspend(struct log *, const struct promise *, const char *reason,
	int64_t at);
void	promise_restore(struct log *, const struct promise *, int64_t next_at,
	int64_t at);

/*
 * Dates of the subject changed: compute the windows anew, and what runs from a
 * date field or is due by one; moves (event "due_moved", old and new), makes,
 * or cancels (the rule holds no more, the date is gone). Returns how many moved
 * or were cancelled.
 */
size_t	promises_move(const struct promiser *, int64_t at);

/*
 * Move one (event "due_moved", with old due and why): new has the start, due,
 * amount and calendar that it gets, r the rule whose ladder it follows then.
 * Levels whose new time has passed are carried over as told.
 */
void	promise_move(const struct promiser *, const struct promise *old,
	const struct promise *new, const struct promise_rule *r,
	const char *why, int64_t at);

/* Within an event of the subject: the ledger's row of a level of the promise
 * that passed by then; "how" as struct fired has it. */
void	promise_record(struct log *, const struct promise *,
	const struct level_time *, const char *how, int64_t at);

/* Within an event of the subject: when its next level is due; 0: none is. */
void	promise_next(struct log *, const struct promise *, int64_t next_at);

/*
 * Another policy's ladder (r's) is the promise's from now on, its due time
 * stays: what still lies ahead is armed, levels whose time passed before they
 * were there are carried (event "rearmed"). Levels that had passed by the ladder
 * of "before" as well, and wait for the next tick, still do; before NULL: it is
 * not known, and all of a promise is left to the tick where one waits. Levels
 * before live_from are left alone. False: nothing changes.
 */
bool	promise_rearm(const struct promiser *, const struct promise *,
	const struct promise_rule *r, const struct policy *before, int64_t at);

#endif
