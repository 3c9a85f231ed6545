/*
 * Reading CSV through libcsv, strictly, one physical line at a time: so that
 * each row knows its line and its own bytes, and one bad row costs no other.
 */
#include "text/csv_in.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/lines.h"

/* Cells of one row: their bytes one behind the other, each terminated. */
struct cells {
	struct buf bytes;
	size_t *from;		/* offsets into bytes */
	size_t cap, n;		/* n counts also those beyond the cap */
	const char **cell;
	size_t cell_cap;
};

struct csv_in {
	char *name;
	FILE *stream;
	struct lines *lines;
	struct csv_parser parser;
	char separator;
	struct buf raw, raw_heads, fault, failed;
	long failed_line;
	struct cells row, heads;
	bool row_ended;		/* libcsv saw the end of a row */
	long quote_line;	/* on which the cell not yet ended began */
	bool over;
};

static void on_cell(void *bytes, size_t n, void *arg)
{
	struct cells *c = &((struct csv_in *)arg)->row;

	if (c->n < CSV_IN_CELLS) {
		c->from = mem_grow(c->from, &c->cap, c->n + 1, sizeof *c->from);
		c->from[c->n] = c->bytes.n;
		buf_add(&c->bytes, bytes, n);
		buf_addc(&c->bytes, '\0');
	}
	c->n++;
}

static void on_row(int end, void *arg)
{
	(void)end;
	((struct csv_in *)arg)->row_ended = true;
}

/* Point to the cells, now that their bytes do not move any more. */
static void settle(struct cells *c)
{
	c->cell = mem_grow(c->cell, &c->cell_cap, c->n + 1, sizeof *c->cell);
	for (size_t i = 0; i < c->n; i++)
		c->cell[i] = c->bytes.s + c->from[i];
}

static void forget(struct cells *c)
{
	buf_reset(&c->bytes);
	c->n = 0;
}

static void free_cells(struct cells *c)
{
	buf_free(&c->bytes);
	free(c->from);
	free(c->cell);
}

/* A parser that knows of nothing before: at first, and after a fault. */
static void renew(struct csv_in *in)
{
	csv_free(&in->parser);
	if (csv_init(&in->parser, CSV_STRICT) != 0)
		die(STATUS_BUG, "csv_init");
	csv_set_delim(&in->parser, (unsigned char)in->separator);
	csv_set_blk_size(&in->parser, 4096);	/* it grows by steps, not twofold */
}

static void fail(struct csv_in *in, long line, const char *why)
{
	buf_reset(&in->failed);
	buf_adds(&in->failed, why);
	in->failed_line = line;
	in->over = true;
}

/* Nothing but blanks and separators? */
static bool blank(const struct csv_in *in, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (in->raw.s[i] != ' ' && in->raw.s[i] != '\t' &&
		    in->raw.s[i] != in->separator)
			return false;
	return true;
}

/* Is the row read so far fit to be used? NULL, or why not. */
static const char *judge(struct csv_in *in, size_t n)
{
	size_t heads = in->heads.n;

	if (memchr(in->raw.s, '\0', n))
		return _("a NUL byte stands in the row; save the file as UTF-8 text again");
	if (!utf8_valid(in->raw.s, n))
		return _("the row is not UTF-8; save the file as UTF-8, or convert it with iconv(1)");
	if (in->row.n > CSV_IN_CELLS)
		return _("more than 2,000 cells; is a quotation mark missing?");
	if (heads == 0 || in->row.n == heads)
		return NULL;
	buf_reset(&in->fault);
	buf_addf(&in->fault, in->row.n < heads ?
	    _("%zu cells where the heading has %zu; put the missing separators in") :
	    _("%zu cells where the heading has %zu; a text that holds a separator needs quotation marks around it"),
	    in->row.n, heads);
	return in->fault.s;
}

/*
 * Feed the last line of in->raw to libcsv. Returns false when a quotation
 * mark stands where none may.
 */
static bool feed(struct csv_in *in, const struct line *line)
{
	size_t n = line->n + line->end_n, cells = in->row.n;

	if (csv_parse(&in->parser, in->raw.s + in->raw.n - n, n, on_cell,
	    on_row, in) != n)
		return false;
	/* The end of the input ends a row like a line end. */
	if (line->end_n == 0 && !in->row_ended &&
	    csv_parse(&in->parser, "\n", 1, on_cell, on_row, in) != 1)
		return false;
	if (!in->row_ended && (in->row.n != cells || in->quote_line == 0))
		in->quote_line = lines_count(in->lines);
	return true;
}

static const char *stray_quote(void)
{
	return _("a quotation mark inside a cell; put the cell in quotation marks and double those inside");
}

/*
 * The row is longer than it may be. If a quotation mark is open nobody knows
 * where the next row begins: the reading fails.
 */
static const char *too_long(struct csv_in *in, bool open)
{
	const char *why = _("a row of more than 1 MiB; is a closing quotation mark missing?");

	renew(in);
	if (open)
		fail(in, in->quote_line ? in->quote_line :
		    lines_count(in->lines), why);
	return why;
}

/* Take the line just read; true when a row is complete, or faulty. */
static bool take_line(struct csv_in *in, const struct line *line,
    const char **fault)
{
	if (line->cut) {
		*fault = too_long(in, in->quote_line || line->odd_quotes);
		return true;
	}
	if (!feed(in, line)) {
		renew(in);
		*fault = stray_quote();
		return true;
	}
	if (in->row_ended)
		return true;
	if (in->raw.n >= CSV_IN_ROW)
		*fault = too_long(in, true);
	return *fault != NULL;
}

/* The next row into in->raw and in->row, judged. False: none is left. */
static bool read_row(struct csv_in *in, struct csv_row *out)
{
	struct line line;
	const char *fault = NULL;
	bool begun = false;

	*out = (struct csv_row){0};
	buf_reset(&in->raw);
	forget(&in->row);
	in->row_ended = false;
	in->quote_line = 0;
	while (!in->over) {
		if (!lines_next(in->lines, &in->raw, CSV_IN_ROW - in->raw.n,
		    &line)) {
			in->over = true;
			if (ferror(in->stream))
				fail(in, 0, strerror(errno));
			else if (begun)
				fail(in, in->quote_line, _("a quotation mark opens here and is never closed"));
			break;
		}
		if (!begun && blank(in, line.n)) {
			buf_reset(&in->raw);
			continue;
		}
		if (!begun)
			out->line = lines_count(in->lines);
		begun = true;
		if (take_line(in, &line, &fault))
			break;
	}
	if (in->over)
		return false;
	out->raw = in->raw.s;
	out->raw_n = in->raw.n - line.end_n;
	out->fault = fault ? fault : judge(in, out->raw_n);
	return true;
}

bool csv_in_next(struct csv_in *in, struct csv_row *row)
{
	if (!read_row(in, row))
		return false;
	if (!row->fault) {
		settle(&in->row);
		row->n = in->row.n;
		row->cell = in->row.cell;
	}
	return true;
}

/* The separator that stands most often outside of quotation marks. */
static char find_separator(const char *s, size_t n)
{
	static const char signs[] = ",;\t|";
	size_t count[sizeof signs - 1] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		const char *sign = s[i] ? strchr(signs, s[i]) : NULL;

		quoted ^= s[i] == '"';
		if (sign && !quoted)
			count[sign - signs]++;
	}
	for (size_t i = 1; i < sizeof signs - 1; i++)
		if (count[i] > count[best])
			best = i;
	return signs[best];
}

/* Deal with the marks a file may begin with; false: not a file for us. */
static bool take_mark(struct csv_in *in, struct line *line)
{
	struct buf *b = &in->raw;

	if (b->n >= 2 && (memcmp(b->s, "\xFF\xFE", 2) == 0 ||
	    memcmp(b->s, "\xFE\xFF", 2) == 0)) {
		fail(in, 1, _("the file is UTF-16; save it as UTF-8, or convert it with iconv(1)"));
		return false;
	}
	if (b->n >= 3 && memcmp(b->s, "\xEF\xBB\xBF", 3) == 0) {
		b->n -= 3;
		line->n -= 3;
		memmove(b->s, b->s + 3, b->n + 1);
	}
	return true;
}

/*
 * Read the heading's lines (a head in quotation marks may hold line breaks)
 * into in->raw; *n receives its length without the line end. False: the
 * input is empty or unusable.
 */
static bool gather_heading(struct csv_in *in, long *first, size_t *n)
{
	struct line line;
	bool open = false;

	while (lines_next(in->lines, &in->raw, CSV_IN_ROW - in->raw.n, &line)) {
		if (lines_count(in->lines) == 1 && !take_mark(in, &line))
			return false;
		*n = in->raw.n - line.end_n;
		if (!open && blank(in, *n)) {
			buf_reset(&in->raw);
			continue;
		}
		if (!open && *first == 0)
			*first = lines_count(in->lines);
		open ^= line.odd_quotes;
		if (line.cut || in->raw.n >= CSV_IN_ROW) {
			fail(in, *first, _("the heading is longer than 1 MiB; is this a CSV file?"));
			return false;
		}
		if (!open)
			return true;
	}
	in->over = true;
	if (ferror(in->stream))
		fail(in, 0, strerror(errno));
	else if (open)
		fail(in, *first, _("a quotation mark opens in the heading and is never closed"));
	return false;
}

static void read_heading(struct csv_in *in, char separator)
{
	const char *why;
	long first = 0;
	size_t n;

	in->separator = separator ? separator : ',';
	if (!gather_heading(in, &first, &n))
		return;
	if (!separator)
		in->separator = find_separator(in->raw.s, n);
	renew(in);
	if (csv_parse(&in->parser, in->raw.s, n, on_cell, on_row, in) != n ||
	    csv_parse(&in->parser, "\n", 1, on_cell, on_row, in) != 1)
		why = stray_quote();
	else
		why = judge(in, n);
	if (why) {
		fail(in, first, why);
		return;
	}
	buf_add(&in->raw_heads, in->raw.s, n);
	in->heads = in->row;
	in->row = (struct cells){0};
	settle(&in->heads);
}

struct csv_in *csv_in_open_by(FILE *stream, const char *name, char separator)
{
	struct csv_in *in = mem_alloc(1, sizeof *in);

	in->name = mem_dup(name);
	in->stream = stream;
	in->lines = lines_new(stream);
	read_heading(in, separator);
	return in;
}

struct csv_in *csv_in_open(FILE *stream, const char *name)
{
	return csv_in_open_by(stream, name, '\0');
}

const char *const *csv_in_heads(struct csv_in *in, size_t *n)
{
	*n = in->heads.n;
	return in->heads.cell;
}

const char *csv_in_raw_heads(struct csv_in *in, size_t *n)
{
	*n = in->raw_heads.n;
	return buf_text(&in->raw_heads);
}

char csv_in_separator(const struct csv_in *in)
{
	return in->separator;
}

const char *csv_in_failed(const struct csv_in *in, long *line)
{
	*line = in->failed_line;
	return in->failed.n ? in->failed.s : NULL;
}

void csv_in_close(struct csv_in *in)
{
	csv_free(&in->parser);
	lines_free(in->lines);
	free_cells(&in->row);
	free_cells(&in->heads);
	buf_free(&in->raw);
	buf_free(&in->raw_heads);
	buf_free(&in->fault);
	buf_free(&in->failed);
	free(in->name);
	free(in);
}
