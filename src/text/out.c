/* The one writer of data: values by column name, in the user's format. */
#include "text/out.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "text/csv_out.h"
#include "text/file_out.h"
#include "text/html_out.h"
#include "text/out_inside.h"
#include "text/sheet_out.h"
#include "text/table.h"

static bool in_table(const struct out *o, size_t i)
{
	return o->columns[i].table;
}

/* What gives way on a narrow terminal: the last column, which says most and
 * names nothing; half a name or a number is none. */
static bool may_be_cut(const struct out *o, size_t i)
{
	for (size_t k = i + 1; k < o->n; k++)
		if (in_table(o, k))
			return false;
	return o->columns[i].type == OUT_TEXT && i > 0;
}

static bool is_number(const struct out_column *c)
{
	return c->type == OUT_INT || c->type == OUT_REAL ||
	    c->type == OUT_SECONDS;
}

/* What eyes see above the column. */
static const char *head_of(const struct out_column *c)
{
	return c->head && *c->head ? _(c->head) : c->name;
}

static void begin_table(struct out *o)
{
	o->table = table_new(file_out_stream(o->file), o->style.heads);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			table_column(o->table, head_of(&o->columns[i]),
			    is_number(&o->columns[i]), may_be_cut(o, i));
}

static void begin_page(struct out *o)
{
	o->page = html_out_new(file_out_stream(o->file),
	    o->style.title ? o->style.title : "care", o->style.heads);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			html_out_column(o->page, head_of(&o->columns[i]),
			    is_number(&o->columns[i]));
}

/* A sheet comes back: all columns, by the names that acts know. */
static void begin_sheet(struct out *o)
{
	o->sheet = sheet_out_new(file_out_stream(o->file), o->style.heads);
	for (size_t i = 0; i < o->n; i++)
		sheet_out_column(o->sheet, o->columns[i].name);
}

static void put_line(struct out *o)
{
	buf_addc(&o->line, '\n');
	fwrite(o->line.s, 1, o->line.n, file_out_stream(o->file));
	buf_reset(&o->line);
	file_out_check(o->file);
}

static void begin_lines(struct out *o)
{
	char between = o->style.format == OUT_TSV ? '\t' : ',';

	if (!o->style.heads || o->style.format == OUT_JSONL ||
	    o->style.format == OUT_LINES)
		return;
	for (size_t i = 0; i < o->n; i++) {
		if (i > 0)
			buf_addc(&o->line, between);
		buf_adds(&o->line, o->columns[i].name);
	}
	put_line(o);
}

struct out *out_begin(const struct out_column *columns,
    const struct out_style *style)
{
	struct out *o = mem_alloc(1, sizeof *o);

	o->columns = columns;
	o->style = *style;
	while (columns[o->n].name)
		o->n++;
	o->values = mem_alloc(o->n, sizeof *o->values);
	o->file = file_out_begin(style->path);
	if (style->ids)
		return o;
	if (style->format == OUT_TABLE)
		begin_table(o);
	else if (style->format == OUT_HTML)
		begin_page(o);
	else if (style->format == OUT_XLSX)
		begin_sheet(o);
	else
		begin_lines(o);
	return o;
}

/* The place for a value; a wrong name or type is a bug of the caller. */
static struct value *place(struct out *o, const char *column, enum held held)
{
	for (size_t k = 0; k < o->n; k++) {
		size_t i = (o->last + k) % o->n;
		enum out_type type = o->columns[i].type;

		if (strcmp(o->columns[i].name, column) != 0)
			continue;
		if (held != NOTHING && ((held == TEXT) != (type == OUT_TEXT) ||
		    (held == REAL && type != OUT_REAL)))
			die(STATUS_BUG, "column %s: wrong type of value", column);
		o->last = i;
		return &o->values[i];
	}
	die(STATUS_BUG, "no column %s", column);
}

void out_choices(struct out *o, const char *column, const char *const *words,
    size_t n)
{
	for (size_t i = 0; o->sheet && i < o->n; i++)
		if (strcmp(o->columns[i].name, column) == 0)
			sheet_out_choices(o->sheet, i, words, n);
}

void out_text(struct out *o, const char *column, const char *value)
{
	struct value *v = place(o, column, value ? TEXT : NOTHING);

	buf_reset(&v->text);
	buf_adds(&v->text, value);
	v->held = value ? TEXT : NOTHING;
}

void out_int(struct out *o, const char *column, int64_t value)
{
	struct value *v = place(o, column, INTEGER);

	v->held = INTEGER;
	v->integer = value;
	v->real = (double)value;
}

void out_real(struct out *o, const char *column, double value)
{
	struct value *v = place(o, column, REAL);

	v->held = isfinite(value) ? REAL : NOTHING;
	v->real = value;
}

void out_row_reveal(struct out *o)
{
	o->reveal = true;
}

static void put_table_row(struct out *o)
{
	table_row(o->table);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			table_cell(o->table, out_cell(o, i));
}

static void put_page_row(struct out *o)
{
	html_out_row(o->page);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			html_out_cell(o->page, out_cell(o, i));
}

static void put_sheet_row(struct out *o)
{
	sheet_out_row(o->sheet);
	for (size_t i = 0; i < o->n; i++)
		out_cell_sheet(o, i);
}

static void add_cells(struct out *o)
{
	enum out_format format = o->style.format;

	if (format == OUT_JSONL)
		buf_addc(&o->line, '{');
	for (size_t i = 0; i < o->n; i++) {
		if (i > 0)
			buf_addc(&o->line, format == OUT_TSV ? '\t' : ',');
		if (format == OUT_JSONL)
			out_cell_json(o, i);
		else if (format == OUT_TSV)
			csv_out_flat(&o->line, out_cell(o, i));
		else
			csv_out_cell(&o->line, out_cell(o, i));
	}
	/* An only cell that is empty would be a blank line, which is no row. */
	if (format == OUT_CSV && o->line.n == 0)
		buf_adds(&o->line, "\"\"");
	if (format == OUT_JSONL)
		buf_addc(&o->line, '}');
}

/* Two blanks between values, as one may stand within. */
static void add_words(struct out *o)
{
	for (size_t i = 0; i < o->n; i++) {
		if (!in_table(o, i) || *out_cell(o, i) == '\0')
			continue;
		if (o->line.n)
			buf_adds(&o->line, "  ");
		table_plain(&o->line, buf_text(&o->cell));
	}
}

/* A row may have none: something to be seen, not to be named to an act. */
static void put_id(struct out *o)
{
	size_t id = 0;

	for (size_t i = o->n; i-- > 0;)
		if (o->columns[i].id)
			id = i;
	/* An id with a line break in it must not become two. */
	csv_out_flat(&o->line, out_cell(o, id));
	if (o->line.n)
		put_line(o);
}

void out_row(struct out *o)
{
	if (o->style.ids) {
		put_id(o);
	} else if (o->table) {
		put_table_row(o);
	} else if (o->page) {
		put_page_row(o);
	} else if (o->sheet) {
		put_sheet_row(o);
	} else if (o->style.format == OUT_LINES) {
		add_words(o);
		put_line(o);
	} else {
		add_cells(o);
		put_line(o);
	}
	for (size_t i = 0; i < o->n; i++)
		o->values[i].held = NOTHING;
	o->reveal = false;
	o->last = 0;
}

void out_end(struct out *o)
{
	if (o->table)
		table_end(o->table);
	if (o->page)
		html_out_end(o->page);
	if (o->sheet)
		sheet_out_end(o->sheet);
	file_out_end(o->file);
	for (size_t i = 0; i < o->n; i++)
		buf_free(&o->values[i].text);
	free(o->values);
	buf_free(&o->cell);
	buf_free(&o->line);
	free(o);
}
