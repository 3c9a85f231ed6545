/* The writer as it and its cells see it, for these two files only. */
#ifndef TEXT_OUT_INSIDE_H
#define TEXT_OUT_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/out.h"

struct file_out;
struct html_out;
struct sheet_out;
struct table;

enum held { NOTHING, TEXT, INTEGER, REAL };

struct value {
	enum held held;
	int64_t integer;
	double real;
	struct buf text;
};

struct out {
	const struct out_column *columns;
	size_t n;
	size_t last;			/* the column put last: the next is near */
	struct out_style style;
	struct file_out *file;
	struct table *table;		/* each NULL in the other formats */
	struct html_out *page;
	struct sheet_out *sheet;
	struct value *values;
	struct buf cell, line;
	bool reveal;			/* this row's personal values */
};

/* The cell as the reader may see it, "" when it is not known: valid until the
 * next call. */
const char *out_cell(struct out *, size_t i);

/* Add the cell to the line as a member of a JSON object. */
void	out_cell_json(struct out *, size_t i);

/* Put the cell into the sheet: times and numbers as such, unless they are
 * hidden or were asked for in a form of text. */
void	out_cell_sheet(struct out *, size_t i);

#endif
