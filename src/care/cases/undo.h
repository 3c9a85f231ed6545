/* Taking back the last act on a case. */
#ifndef CARE_CASES_UNDO_H
#define CARE_CASES_UNDO_H

#include "care/cases/act.h"
#include "store/inverse.h"

enum undo_refusal {
	UNDO_ALLOWED,
	UNDO_NOTHING,		/* no entry is left */
	UNDO_NOT_AN_ACT,	/* a receipt, a tick, a message, an answer */
	UNDO_OTHERS,		/* somebody else did it */
	UNDO_FINAL		/* money, or it concerns other subjects too */
};

/*
 * May the actor take back the last entry of the case? Only an act of
 * care-case, only his own, and only the last: once anybody, the tick or a
 * message has acted since, it stands. *u says what it is.
 */
enum undo_refusal case_may_undo(struct db *, int64_t id, int64_t actor,
	struct arena *, struct undoing *u);

/* Event "undone" with the act's note, and all as it was before. */
void	case_undo(const struct act *, const struct care_case *,
	const struct undoing *);

#endif
