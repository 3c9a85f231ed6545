/*
 * Rows of a CSV file by column name, with the line each began on.
 *
 * Input is hostile: NUL bytes, invalid UTF-8, rows of other lengths, quotes
 * that never end. A bad row is one fault; only what makes the rest
 * unreadable ends the reading.
 *
 * The format is RFC 4180 with any line ends (LF, CRLF, CR). Blanks around a
 * cell without quotes are no part of it. Blank lines, and lines of nothing
 * but separators, which spreadsheets leave behind, are skipped. The input is
 * UTF-8; text/encoding.h makes it so.
 */
#ifndef TEXT_CSV_IN_H
#define TEXT_CSV_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum {
	CSV_IN_ROW = 1024 * 1024,	/* bytes a row may have */
	CSV_IN_CELLS = 2000		/* cells a row may have */
};

struct csv_in;

struct csv_row {
	long line;			/* on which the row begins, from 1 */
	size_t n;			/* number of cells; = number of heads, 0 if fault */
	const char *const *cell;	/* UTF-8, terminated; "" for an empty cell */
	const char *raw;		/* the row's own bytes, for a reject file */
	size_t raw_n;			/* without the line end; of a row that is
					 * too long the first CSV_IN_ROW bytes */
	const char *fault;		/* why the row is unusable (translated), or NULL */
};

/*
 * Begin to read; name is for messages ("-" for stdin). The separator is
 * found from the heading: comma, semicolon, tab or |. A byte order mark is
 * skipped. Does not close the stream, which outlives the reader. Never NULL:
 * an unusable heading shows in csv_in_failed().
 */
struct csv_in *csv_in_open(FILE *, const char *name);

/* The same with that separator, an ASCII sign; 0: found. */
struct csv_in *csv_in_open_by(FILE *, const char *name, char separator);

/* The heading's cells; *n how many. Valid until csv_in_close(). 0 cells: the
 * input is empty, or csv_in_failed() says what is wrong with the heading. */
const char *const *csv_in_heads(struct csv_in *, size_t *n);

/* The heading row as raw bytes (for a reject file), without byte order mark
 * and line end; *n how many. Valid until csv_in_close(). */
const char *csv_in_raw_heads(struct csv_in *, size_t *n);

char	csv_in_separator(const struct csv_in *);

/*
 * The next row, or false at the end or when the rest cannot be read: then
 * csv_in_failed() gives the reason with its line (translated), else NULL.
 * The row is valid until the next call.
 */
bool	csv_in_next(struct csv_in *, struct csv_row *);

/* NULL while all is well. *line, where known, else 0; valid until
 * csv_in_close(). */
const char *csv_in_failed(const struct csv_in *, long *line);

void	csv_in_close(struct csv_in *);

#endif
