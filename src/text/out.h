/*
 * The one writer of data: a table of columns declared once, rows put into
 * it by column name, and a format chosen by the user.
 *
 * Values never reach stdout by another way, so masks, quoting, the forms of
 * times and numbers, and control characters are dealt with here only.
 */
#ifndef TEXT_OUT_H
#define TEXT_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "text/mask.h"
#include "time/zone.h"

/*
 * OUT_XLSX only where sheet_out_there() (text/sheet_out.h). OUT_LINES: the
 * table's columns as a line a row, what is not known left out, to be pasted
 * among people; out_row_reveal() shows nothing there.
 */
enum out_format {
	OUT_TABLE, OUT_CSV, OUT_TSV, OUT_JSONL, OUT_HTML, OUT_XLSX, OUT_LINES
};
enum out_times { OUT_LOCAL, OUT_OFFSET, OUT_UTC, OUT_EPOCH };

/* What a column holds; decides its form in each format. */
enum out_type {
	OUT_TEXT,
	OUT_INT,	/* plain number */
	OUT_REAL,	/* plain decimal number, shortest form that reads back */
	OUT_TIME,	/* UTC seconds; users.md 3.2 says how each format shows it */
	OUT_SECONDS	/* duration; csv: integer seconds, table: "2d 3h" */
};

struct out_column {
	const char *name;		/* ASCII snake_case; part of the contract */
	enum out_type type;
	enum column_class class;
	enum mask_kind mask;		/* for classes other than open */
	bool table;			/* shown in the table format too */
	const char *head;		/* table's heading; NULL: the name */
	bool id;			/* what --ids prints; without one, the first */
};

struct out;

struct out_style {
	enum out_format format;
	enum out_times times;
	const struct zone *zone;	/* of the policy */
	int64_t now;			/* for the short forms of the table */
	bool reveal;			/* show personal and sensitive values */
	bool ids;			/* only the ids of rows that have one, no heading */
	bool heads;			/* false: no heading line */
	const char *path;		/* -o FILE, or NULL for stdout */
	const char *title;		/* of a page */
};

/* Begin. The columns array ends with a NULL name and outlives the writer. */
struct out *out_begin(const struct out_column *, const struct out_style *);

/* The column offers these words, where the format can (drop-downs of a sheet).
 * Before the first row. */
void	out_choices(struct out *, const char *column, const char *const *words,
	size_t n);

/* Put a value into the row being made; a name that is not a column is a bug.
 * NULL text means unknown: empty in CSV, null in JSON. Copies the text. */
void	out_text(struct out *, const char *column, const char *value);
void	out_int(struct out *, const char *column, int64_t value);
void	out_real(struct out *, const char *column, double value);

/* Show this row's personal values (a task of the reader's own). Lasts for
 * the row only. Sensitive ones stay masked unless style.reveal. */
void	out_row_reveal(struct out *);

/* End the row and write it. Columns not put are unknown. */
void	out_row(struct out *);

/*
 * End: flush, close, rename a -o FILE into place, free. A failed write ends
 * the process with STATUS_IO, a file that cannot be made with STATUS_CREATE.
 */
void	out_end(struct out *);

#endif
