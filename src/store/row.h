/*
 * Changes of rows, as events carry them.
 *
 * An event's "arg" is a list of lines. "+table col=value .." inserted a row,
 * "~table .." changed the columns named (the key's among them), "-table .."
 * deleted one, ". name=value .." is a fact that changed no row. A column
 * without "=" became null. Bytes up to 0x20, "%" and 0x7f are written %XX. The
 * body of an event's content has lines "N col=value .." with personal values
 * for the N-th row of the arg (from 0), and ". name=text" for free text.
 *
 * The same function applies a change when it happens and when the check
 * replays the log, so rows are what their events add up to.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct db;

struct row_cell {
	const char *column;
	const char *text;	/* as decimal, text or hex; NULL: null */
	bool personal;		/* stands in the content, not in the arg */
	bool is_int;		/* the text is this number's */
	int64_t number;
};

struct row_change {
	char op;		/* + ~ - or . */
	const char *table;	/* a projection; "" for . */
	struct row_cell *v;
	size_t n, cap;
};

/* All changes of one event. A zeroed struct is empty. */
struct row_changes {
	struct row_change *v;
	size_t n, cap;
};

void	row_changes_reset(struct row_changes *);	/* keeps the memory */
void	row_changes_free(struct row_changes *);

/* Begin a change; then its cells. Texts are not copied. */
void	row_change_add(struct row_changes *, char op, const char *table);
void	row_cell_add(struct row_changes *, const char *column,
	const char *text, bool personal);
/* As text, which is the number's decimal, so that nobody needs to read it. */
void	row_int_add(struct row_changes *, const char *column,
	const char *text, int64_t number);

/* Write the open cells as an arg, the personal ones as a content's body. */
void	row_encode_arg(const struct row_changes *, struct buf *);
void	row_encode_body(const struct row_changes *, struct buf *);

/*
 * Read an arg and the body that belongs to it (NULL: none, or erased: its
 * columns are then null). Pointers go into the two texts, which are changed
 * in place and must live as long as the changes. False: not of the form.
 */
bool	row_decode(struct row_changes *, char *arg, char *body);

/* What the changes say of a column of that table ("" for a fact), the first of
 * several; NULL: nothing, or null. Lives as long as they do. */
const char *row_said(const struct row_changes *, const char *table,
	const char *column);

/* The free text of that name in a content's body, or NULL; decodes in place
 * in a copy kept in *keep. */
const char *row_note(const char *body, const char *name, struct buf *keep);

/*
 * Apply one change to the rows of the store or scratch. NULL when done, else
 * why not (valid until the next call, not translated): no such table or
 * column, a bad value, a row that is not there, or what the table itself
 * forbids; then nothing was changed. In a live store that is a bug.
 */
const char *row_apply(struct db *, const struct row_change *);

#endif
