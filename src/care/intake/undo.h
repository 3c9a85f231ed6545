/*
 * Taking a batch back: what one run of an intake has brought and changed. The
 * log keeps everything; events "undone" and "restored" say the way back.
 *
 * Cases, whose numbers people were told, are closed as "undone", bookings
 * cancelled, and what they promised is cancelled. Of customers, staff, duties,
 * contacts and exposures no row is left. Their references are free again, so
 * that the mended file can be fed. What was there before is again as it was.
 *
 * Whatever somebody worked on since stays as it is, and so does what that
 * refers to: a customer who has a case now, a colleague who has acted.
 */
#ifndef CARE_INTAKE_UNDO_H
#define CARE_INTAKE_UNDO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "policy/policy.h"

struct db;
struct log;

/* A subject that the batch brought or changed. */
struct undo_subject {
	int64_t id;
	const char *kind, *ref;
	bool brought;		/* it was not there before */
	bool touched;		/* something happened to it since */
	const char *by;		/* if touched itself, by what: "care-case note",
				 * of a batch with its name; else NULL */
	bool back;		/* it was taken back before */
};

/* What the run of care-intake brought or changed, by id, in the arena; *v.
 * Returns how many. */
size_t	undo_find(struct db *, int64_t run, struct arena *,
	struct undo_subject **v);

/* Take one back that is not touched, within the caller's entry. False: its
 * rows are not what its own events say, and nothing was done. */
bool	undo_one(struct log *, const struct policy *, int64_t policy_id,
	const struct undo_subject *, int64_t run, int64_t at);

/* The runs of care-intake that brought or changed something, newest first;
 * in the arena. */
struct undo_batch {
	int64_t run, at;
	const char *tool, *counts;
};
size_t	undo_batches(struct db *, size_t most, struct arena *,
	struct undo_batch **v);

#endif
