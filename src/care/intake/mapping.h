/* Which columns of ours a file has, and from which of its own they come. */
#ifndef CARE_INTAKE_MAPPING_H
#define CARE_INTAKE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "care/intake/layout.h"
#include "care/intake/recipe.h"

struct mapping {
	const struct layout *layout;	/* of our columns */
	size_t n;		/* heads of the file */
	int *column;		/* per head; -1: no column by itself */
	int head[LAYOUT_MOST];	/* per column: the head it is read from, or -1 */
	int order[LAYOUT_MOST];	/* the columns that are read, as in the file */
	size_t order_n;
	const struct recipes *recipes;	/* for columns that these give; or NULL */
	bool rejects;		/* the last two heads are our own: a reject file */
};

/*
 * Map the heads: by the recipes (NULL: none; where their cells stand is
 * written into them), else by what they are called; those that are like one of
 * "ignored" (n_ignored texts, as typed) are left out. False with the reason and
 * the cure in *fault (translated): an unknown head, two heads for one column,
 * a head that the recipes name and the file has not. Free the mapping in both
 * cases.
 */
bool	mapping_make(struct mapping *, const struct layout *,
	const char *const *heads, size_t n, const char *const *ignored, size_t n_ignored,
	struct recipes *, struct buf *fault);
void	mapping_free(struct mapping *);

/*
 * A column's value from a row's cells, row being its number: "" when it says
 * nothing; NULL with the reason in *fault. In the arena, or the row's own.
 */
const char *mapping_value(const struct mapping *, int column,
	const char *const *cell, long row, struct arena *, struct buf *fault);

#endif
