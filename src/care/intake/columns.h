/*
 * What can be taken in: nouns, their columns, and the names that people give
 * these in their sheets. One table, by which heads are known, the manual is
 * checked and help is printed.
 */
#ifndef CARE_INTAKE_COLUMNS_H
#define CARE_INTAKE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

enum noun { NOUN_CASES, NOUN_CUSTOMERS, NOUN_BOOKINGS, NOUN_STAFF, NOUN_CONTACTS,
	NOUN_ROSTER, NOUN_EXPOSURE };

enum { NOUNS = 7, COLUMNS_MOST = 32 };

enum column_type {
	COLUMN_TEXT,		/* as written */
	COLUMN_NOTE,		/* free text; its head is kept with it */
	COLUMN_REF,		/* a name or number of another system */
	COLUMN_NAME,		/* of a person */
	COLUMN_PHONE,
	COLUMN_CALLER,		/* the same, or a word for "not shown" */
	COLUMN_MAIL,
	COLUMN_DATE,		/* a day of the calendar, kept as YYYY-MM-DD */
	COLUMN_TIME,		/* an instant; a bare date is its 00:00 */
	COLUMN_UNTIL,		/* an instant; a bare date is the end of that day */
	COLUMN_NUMBER,
	COLUMN_SECONDS,		/* 95, 95s, 1:35, 0:01:35, 1分35秒 */
	COLUMN_MONEY,		/* in the smallest unit */
	COLUMN_WORD,		/* of the policy's list, which must be there */
	COLUMN_LABEL,		/* of the policy's list if it has one, else text */
	COLUMN_LABELS,		/* several of them, kept with blanks between */
	COLUMN_STATE,		/* of a booking */
	COLUMN_LOGIN,		/* of a member of staff */
	COLUMN_WAY,		/* in or out: who began a contact */
	COLUMN_FIELD		/* as the policy's field of that name is typed */
};

struct column {
	const char *name;	/* ASCII snake_case; part of the contract */
	enum column_type type;
	bool required;		/* of a new one; a default may fill it */
	const char *list;	/* of words, for WORD and LABEL */
	const char *aliases;	/* separated by spaces, normalised (text/head) */
};

struct columns {
	const char *noun;	/* "cases" */
	struct column v[COLUMNS_MOST];	/* ends with a NULL name */
};

/* The table, by noun. */
extern const struct columns intake_columns[NOUNS];

/* Number of a column by its own name; -1: there is none. */
int	column_named(enum noun, const char *name);

/* The same of a list of columns that ends with a NULL name. */
int	column_in(const struct column *, const char *name);

/* Number of a column of such a list by its name or what people write for it;
 * what the policy's fields are called goes before our own aliases. -1: none. */
int	column_of_head(const struct column *, const char *head);

/* The nearest name or alias to a head, or NULL when none is near. */
const char *column_nearest(const struct column *, const char *head, char *out);

enum { COLUMN_ALIAS = 64 };	/* bytes "out" holds */

#endif
