/* Rows that wait for the end of a file: they name a colleague who may stand
 * further down. */
#ifndef CARE_INTAKE_LATER_H
#define CARE_INTAKE_LATER_H

#include <stddef.h>

struct arena;

/* A row of the file. */
struct file_row {
	long line, number;	/* where it begins; its number, from 1 */
	const char *raw;	/* as it stands there */
	size_t raw_n;
	const char *const *cell;	/* NULL: the row ends before it */
};

/* Those that wait, in the order in which they came. */
struct later {
	struct file_row *v;
	size_t n, cap;
	struct arena *arena;
};

struct later *later_new(void);
void	later_free(struct later *);

/* Keep a copy of the row, which has so many cells. */
void	later_keep(struct later *, const struct file_row *, size_t cells);

#endif
