/*
 * Rows of a CSV file by column name, with the line each began on.
 *
 * Input is hostile: NUL bytes, invalid UTF-8, rows of other lengths, quotes
 * that never end. A bad row is one fault; only what makes the rest
 * unreadable ends the reading.
 */
#ifndef TEXT_CSV_IN_H
#define TEXT_CSV_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct csv_in;

struct csv_row {
	long line;			/* on which the row begins, from 1 */
	size_t n;			/* number of cells; = number of heads unless fault */
	const char *const *cell;	/* UTF-8, terminated; "" for an empty cell */
	const char *raw;		/* the row's own bytes, for a reject file */
	size_t raw_n;			/* without the line end */
	const char *fault;		/* why the row is unusable (translated), or NULL */
};

/*
 * Begin to read; name is for messages ("-" for stdin). The separator is
 * found from the heading: comma, semicolon or tab. A byte order mark is
 * skipped. Does not close the stream.
 */
struct csv_in *csv_in_open(FILE *, const char *name);

/* The heading's cells; *n how many. Valid until csv_in_close(). 0 cells: the
 * input is empty. */
const char *const *csv_in_heads(struct csv_in *, size_t *n);

/* The heading row as raw bytes (for a reject file). */
const char *csv_in_raw_heads(struct csv_in *, size_t *n);

char	csv_in_separator(const struct csv_in *);

/*
 * The next row, or false at the end or when the rest cannot be read: then
 * csv_in_failed() gives the reason with its line (translated), else NULL.
 * The row is valid until the next call.
 */
bool	csv_in_next(struct csv_in *, struct csv_row *);
const char *csv_in_failed(const struct csv_in *, long *line);

void	csv_in_close(struct csv_in *);

#endif
