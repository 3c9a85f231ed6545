/* The one writer of data: values by column name, in the user's format. */
#include "text/out.h"

#include <inttypes.h>
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
#include "text/json_out.h"
#include "text/real.h"
#include "text/sheet_out.h"
#include "text/table.h"
#include "time/human.h"

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
	int64_t rows;
};

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

static bool hidden(const struct out *o, const struct out_column *c)
{
	switch (c->class) {
	case CLASS_OPEN:
		return false;
	case CLASS_PERSONAL:
		return !o->style.reveal &&
		    (!o->reveal || o->style.format == OUT_LINES);
	case CLASS_SENSITIVE:
		return !o->style.reveal;
	case CLASS_SECRET:
		break;
	}
	return true;
}

/* Are the forms of values those for eyes? */
static bool for_eyes(const struct out *o)
{
	return o->table || (o->style.format == OUT_LINES && !o->style.ids);
}

static void add_time(struct out *o, int64_t at, enum out_times times)
{
	char text[HUMAN_TEXT];

	if (times == OUT_EPOCH)
		buf_addf(&o->cell, "%" PRId64, at);
	else if (times == OUT_UTC)
		buf_adds(&o->cell, human_utc(at, text));
	else if (times == OUT_OFFSET)
		buf_adds(&o->cell, human_rfc3339(at, o->style.zone, text));
	else if (for_eyes(o))
		buf_adds(&o->cell, human_short(at, o->style.zone,
		    o->style.now, text));
	else
		buf_adds(&o->cell, human_local(at, o->style.zone, text));
}

/* JSON's readers want the offset where people do without it. */
static enum out_times times_of(const struct out *o)
{
	bool json = o->style.format == OUT_JSONL && !o->style.ids;

	return json && o->style.times == OUT_LOCAL ? OUT_OFFSET :
	    o->style.times;
}

/* The value's own form in the format, before masks and quotes. */
static void add_value(struct out *o, size_t i)
{
	const struct value *v = &o->values[i];
	char text[HUMAN_TEXT];

	switch (o->columns[i].type) {
	case OUT_TEXT:
		buf_add(&o->cell, buf_text(&v->text), v->text.n);
		break;
	case OUT_REAL:
		real_add(&o->cell, v->real);
		break;
	case OUT_TIME:
		add_time(o, v->integer, times_of(o));
		break;
	case OUT_SECONDS:
		if (for_eyes(o) || o->page) {
			buf_adds(&o->cell, human_duration(v->integer, text));
			break;
		}
		/* fall through */
	case OUT_INT:
		buf_addf(&o->cell, "%" PRId64, v->integer);
		break;
	}
}

/* The cell as the reader may see it: valid until the next call. */
static const char *cell(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	struct buf plain;

	buf_reset(&o->cell);
	if (o->values[i].held == NOTHING)
		return "";
	add_value(o, i);
	if (!hidden(o, c) || o->cell.n == 0)
		return buf_text(&o->cell);
	plain = o->cell;
	o->cell = (struct buf){0};
	if (c->class == CLASS_PERSONAL)
		mask_add(&o->cell, c->mask, plain.s);
	else
		buf_adds(&o->cell, "***");
	buf_free(&plain);
	return buf_text(&o->cell);
}

static void add_json(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	const char *text = cell(o, i);
	bool quoted = hidden(o, c) || c->type == OUT_TEXT ||
	    (c->type == OUT_TIME && o->style.times != OUT_EPOCH);

	json_out_text(&o->line, c->name);
	buf_addc(&o->line, ':');
	if (o->values[i].held == NOTHING)
		json_out_text(&o->line, NULL);
	else if (quoted)
		json_out_text(&o->line, text);
	else
		buf_adds(&o->line, text);
}

static void put_table_row(struct out *o)
{
	table_row(o->table);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			table_cell(o->table, cell(o, i));
}

static void put_page_row(struct out *o)
{
	html_out_row(o->page);
	for (size_t i = 0; i < o->n; i++)
		if (in_table(o, i))
			html_out_cell(o->page, cell(o, i));
}

/* Times and numbers as such, unless they are hidden or were asked for in a
 * form of text. */
static void put_sheet_cell(struct out *o, size_t i)
{
	const struct out_column *c = &o->columns[i];
	struct civil civil;

	if (o->values[i].held == NOTHING) {
		sheet_out_empty(o->sheet);
	} else if (hidden(o, c) || c->type == OUT_TEXT ||
	    (c->type == OUT_TIME && o->style.times != OUT_LOCAL)) {
		sheet_out_text(o->sheet, cell(o, i));
	} else if (c->type == OUT_TIME) {
		civil = zone_civil(o->style.zone, o->values[i].integer, NULL);
		sheet_out_time(o->sheet, &civil);
	} else {
		sheet_out_number(o->sheet, o->values[i].real);
	}
}

static void put_sheet_row(struct out *o)
{
	sheet_out_row(o->sheet);
	for (size_t i = 0; i < o->n; i++)
		put_sheet_cell(o, i);
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
			add_json(o, i);
		else if (format == OUT_TSV)
			csv_out_flat(&o->line, cell(o, i));
		else
			csv_out_cell(&o->line, cell(o, i));
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
		if (!in_table(o, i) || *cell(o, i) == '\0')
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
	csv_out_flat(&o->line, cell(o, id));
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
	o->rows++;
}

int64_t out_rows(const struct out *o)
{
	return o->rows;
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
