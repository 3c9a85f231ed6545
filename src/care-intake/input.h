/* The input of a bulk intake: opened, its columns known. */
#ifndef CARE_INTAKE_INPUT_H
#define CARE_INTAKE_INPUT_H

#include <stdbool.h>

#include "care/intake/mapping.h"
#include "care/intake/sheet.h"

struct args;
struct session;

struct input {
	const char *name;	/* "-": standard input */
	FILE *file;
	struct sheet *sheet;
	struct layout *layout;	/* of our columns */
	struct recipes *recipes;	/* of --map, or NULL */
	struct mapping map;
	enum date_order order;
};

/* The sign that --separator names; 0: none is named. */
char	input_separator(const struct args *);

/*
 * Open what the command line names, by its --encoding, --separator, --map,
 * --dates and --ignore. Returns STATUS_DONE, also for an input without any heading (the
 * mapping then has none), or says what is wrong and returns another status.
 * Close it in any case.
 */
int	input_open(struct input *, struct session *, enum noun);
void	input_close(struct input *);

/* What the input calls the column; its own name when it has no such head. */
const char *input_head(const struct input *, int column);

#endif
