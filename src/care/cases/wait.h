/*
 * Waiting: a case stands still for a reason that the policy names, once
 * somebody has asked the question it waits for. The rows are pauses
 * (care/promises/pause.h), the events "paused" and "resumed", and "due_moved"
 * for each promise that moves.
 */
#ifndef CARE_CASES_WAIT_H
#define CARE_CASES_WAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

/* The reason that a word of the customer ends by itself. */
#define WAITS_FOR_CUSTOMER "waiting_customer"

/* A pause of a case. */
struct waiting {
	int64_t n;		/* its number in the case: 1, 2, 3 .. */
	int64_t from, until;	/* until 0: it lasts */
	int64_t cap;		/* ends by itself then; 0: no cap */
	const char *reason;
	int64_t asked;		/* message that asked; 0: a contact did */
};

/* The pauses of a subject by their number; in the arena. */
size_t	waits_of(struct db *, int64_t subject, struct arena *,
	struct waiting **out);

/* Does it last at that instant: not ended, nor at its cap? */
bool	wait_lasts(const struct waiting *, int64_t at);

/* When it ended, by somebody or at its cap; "now" while it lasts. */
int64_t	wait_end(const struct waiting *, int64_t now);

/* What somebody waits for. */
struct wait_said {
	const struct pause_rule *rule;
	int64_t until;		/* no longer than until then; 0: not said */
	int64_t asked;		/* message that asked; 0: a contact */
	const char *evidence;	/* how it was asked: "m5512", "phone" */
};

enum wait_refusal {
	WAIT_ALLOWED,
	WAIT_ALREADY,		/* a pause of the reason was not ended yet */
	WAIT_OVERLAPS,		/* one of the reason ended later than this begins */
	WAIT_USED_UP		/* nothing of the cap is left */
};

/* May a pause of that reason begin at "from", to end at "cap" (0: none) at the
 * latest, beside those of the case? */
enum wait_refusal wait_may(const struct waiting *, size_t n,
	const char *reason, int64_t from, int64_t cap);

/*
 * The case waits from the act's time on: event "paused", and due times move.
 * Refused, nothing is written. *cap: when it ends by itself (0: never),
 * *moved: how many due times moved.
 */
enum wait_refusal case_wait(const struct act *, const struct care_case *,
	const struct wait_said *, int64_t *cap, size_t *moved);

/*
 * The case goes on: what lasts of that reason (NULL: of all) ends at the act's
 * time, or when it began if that is later; why is a word for the log
 * ("answer"), or NULL. Returns how many pauses ended; *moved as above.
 */
size_t	case_resume(const struct act *, const struct care_case *,
	const char *reason, const char *why, size_t *moved);

/*
 * The customer said something about the case at the act's time: pauses that
 * waited for him since before then end. For every way by which a word of his
 * comes in; what a program wrote is none. Returns how many ended.
 */
size_t	case_resume_by_answer(const struct act *, int64_t id);

#endif
