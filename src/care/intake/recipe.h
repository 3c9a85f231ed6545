/*
 * A mapping that a person wrote: how each of our columns is made from those
 * of a file. YAML (care-intake(1), MAPPINGS):
 *
 *	noun: bookings
 *	dates: dmy
 *	missing: ["NULL", "NA"]
 *	columns:
 *	  ref: {text: "H{row}"}
 *	  product: hotel
 *	  departs: {text: "{year}-{month}-{day}"}
 *	  booked: {text: "{year}-{month}-{day}", less_days: lead_time}
 *	  party: {sum: [adults, children]}
 *	  state: {head: status, words: {Canceled: cancelled}}
 *	ignore: rest
 */
#ifndef CARE_INTAKE_RECIPE_H
#define CARE_INTAKE_RECIPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/mem.h"
#include "care/intake/layout.h"
#include "care/intake/value.h"
#include "policy/complaint.h"

enum { RECIPE_ROW = -1, RECIPE_FIXED = -2 };

/* A cell of the file, or something that stands for one. */
struct recipe_part {
	const char *text;	/* its head, or the fixed text */
	int at;			/* number of the cell; RECIPE_ROW, RECIPE_FIXED */
};

struct recipe_parts {
	struct recipe_part *v;
	size_t n;
};

struct recipe_word {
	const char *from, *to;
};

struct recipe {
	bool given;
	bool sum;			/* the parts are numbers to be added */
	struct recipe_parts parts;	/* one behind the other */
	struct recipe_parts add, less;	/* days that the date is moved by */
	struct recipe_word *words;	/* values that mean another */
	size_t words_n;
};

struct recipes {
	struct arena *arena;
	const struct layout *layout;	/* of the columns it gives */
	enum date_order order;
	const char *const *missing;	/* values that mean nothing */
	size_t missing_n;
	const char *const *ignore;	/* heads that are left out */
	size_t ignore_n;
	bool ignore_rest;		/* every head that is not named */
	struct recipe v[LAYOUT_MOST];	/* by column */
};

/*
 * Read a mapping for that noun from the text of a file; what is wrong is told.
 * NULL: there are errors. Texts live in the recipes' own arena.
 */
struct recipes *recipes_read(const char *file, const char *text, size_t n,
	const struct layout *, policy_complaint *, void *arg);
void	recipes_free(struct recipes *);		/* NULL: nothing */

/* Does the value mean nothing? */
bool	recipe_missing(const struct recipes *, const char *value);

/*
 * Make the value of a column from a row's cells; row is its number. "" when
 * what it needs of the row is missing. In the arena, or the row's own. NULL
 * with the reason in *fault (translated, free of personal data).
 */
const char *recipe_value(const struct recipes *, int column,
	const char *const *cell, long row, struct arena *, struct buf *fault);

#endif
