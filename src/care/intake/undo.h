/*
 * Taking a batch back: what one run of an intake has brought. Nothing is
 * deleted: its cases are closed as "undone", its bookings cancelled, what
 * they promised is cancelled, and their references are free again, so that
 * the mended file can be fed.
 */
#ifndef CARE_INTAKE_UNDO_H
#define CARE_INTAKE_UNDO_H

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
};

/* What the run brought or changed, in the arena; *v. Returns how many. */
size_t	undo_find(struct db *, int64_t run, struct arena *,
	struct undo_subject **v);

/* Take one case or booking back, within the caller's entry. */
void	undo_one(struct log *, const struct policy *, int64_t policy_id,
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
