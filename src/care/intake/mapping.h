/* Which column of ours each head of a file is. */
#ifndef CARE_INTAKE_MAPPING_H
#define CARE_INTAKE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "care/intake/columns.h"

struct mapping {
	enum noun noun;
	size_t n;		/* heads of the file */
	int *column;		/* per head; -1: ignored */
	int head[COLUMNS_MOST];	/* per column: the head it is read from, or -1 */
	bool rejects;		/* the last two heads are our own: a reject file */
};

/*
 * Map the heads; those that are like one of "ignored" (n_ignored texts, as
 * typed) are left out. False with the reason and the cure in *fault
 * (translated): an unknown head, two heads for one column. Free the mapping
 * in both cases.
 */
bool	mapping_make(struct mapping *, enum noun, const char *const *heads,
	size_t n, const char *const *ignored, size_t n_ignored,
	struct buf *fault);
void	mapping_free(struct mapping *);

#endif
