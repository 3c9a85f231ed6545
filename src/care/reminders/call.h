/*
 * Calls: what a person must do by phone. A promise whose rule says "by:
 * phone", or a message whose rule names people's channels only.
 */
#ifndef CARE_REMINDERS_CALL_H
#define CARE_REMINDERS_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;
struct log;

struct call {
	const char *name;	/* 10429/result, booking:T1/greeting, or m5512 */
	int64_t message;	/* 0: a promise */
	int64_t subject;
	const char *rule;
	int turn;		/* of the promise */
	int64_t due;
	int64_t case_id;	/* subject ids; 0: none */
	int64_t customer;
	const char *booking;	/* reference, or NULL */
	const char *trip, *person, *phone;	/* person: the customer's name */
	const char *purpose, *script;
	int64_t attempt;	/* this one would be the first, second .. */
};

/*
 * Calls due before "until", the late ones among them, by their time; texts in
 * the arena. Not among them, but counted in *held, are those that must not be
 * made now: of a purpose other than service to somebody who complains, or
 * where the rule's "unless" holds.
 */
size_t	calls_due(struct db *, const struct policy *, int64_t now,
	int64_t until, struct arena *, struct call **out, size_t *held);

/* Is the promise a call that must not be made now? */
struct promise;
bool	call_held(struct db *, const struct policy *, const struct promise *);

/* Record that the actor was shown name and phone of these people, for the
 * calls' sake. In one transaction of its own. */
void	calls_shown(struct db *, int64_t at, int64_t actor,
	const struct call *, size_t n);

enum call_verdict {
	CALL_DONE,		/* the promise is kept, the message given */
	CALL_AGAIN,		/* nobody reached */
	CALL_UNKNOWN,		/* no such promise or message */
	CALL_ENDED,		/* kept, cancelled or sent already */
	CALL_NONE		/* it is not by phone */
};

struct call_result {
	int64_t subject;	/* and rule, turn: the promise; or */
	const char *rule;
	int turn;
	int64_t message;	/* the message */
	const char *word, *note;	/* note: what was said; or NULL */
	int64_t staff;		/* who called; 0: the house */
	int64_t at;
};

/*
 * A call was made: event "called", or "called_no_answer", with a row of
 * contact, and what it keeps; within the caller's entry. Nothing is written
 * for the last three verdicts.
 */
enum call_verdict call_done(struct log *, const struct policy *,
	int64_t policy_id, const struct call_result *);

#endif
