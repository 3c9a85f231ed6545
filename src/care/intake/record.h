/*
 * A row as values of ours: each cell read by the type of its column, with a
 * reason and a cure for what cannot be read. Pure: knows the policy's words
 * and zone, and no store.
 */
#ifndef CARE_INTAKE_RECORD_H
#define CARE_INTAKE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "care/fields/field.h"
#include "care/intake/layout.h"
#include "care/intake/value.h"
#include "policy/policy.h"

struct value {
	bool given;		/* not empty */
	bool empty;		/* of a field: said to be taken away */
	const char *text;	/* in its comparable form; NULL for numbers */
	int64_t number;		/* TIME, UNTIL: UTC seconds; NUMBER, MONEY; a
				 * field that is no text and no words */
};

struct record {
	const struct layout *layout;
	struct value v[LAYOUT_MOST];	/* by column */
};

/* By what rows are read. */
struct reading {
	const struct policy *policy;
	int64_t now;
	bool typed;	/* by a person just now: "-2h", "today" are times too */
	struct arena *arena;	/* the values' */
	enum date_order order;	/* of dates that do not tell it */
};

/*
 * Read one value into the record's column; head is what its source calls it
 * (kept with a note). An empty value is not given. The text of the value is
 * not copied: it must live as long as the record. False with the reason and
 * the cure in *fault (translated, free of personal data).
 */
bool	record_put(struct record *, int column, const char *head,
	const char *value, const struct reading *, struct buf *fault);

/*
 * When all are put: fill in defaults (an array by column of the table, NULL for
 * none; they are values like those of a row), and judge the whole: what is
 * required, which fields a case of its kind has, what lies after now, what ends
 * before it begins. False with the reason in
 * *fault; *column, if not -1, is the one it is about.
 */
bool	record_judge(struct record *, const char *const *defaults,
	const struct reading *, int *column, struct buf *fault);

/* Make "?" of each control character: what a file calls its columns goes to
 * people's terminals, which take orders from such. NULL: nothing. */
void	record_plain(char *s);

/* What the record says of the policy's fields, and what follows from it
 * (fields_reckoned()), in the arena; returns how many. */
size_t	record_fields(const struct record *, const struct policy *,
	struct arena *, struct field_said **out);

/* The value of a column of the table by its name; asking for one the noun does not have is
 * a bug. Text: NULL when not given. Number: "none" when not given. */
const char *record_text(const struct record *, const char *name);
int64_t	record_number(const struct record *, const char *name, int64_t none);

#endif
