/* A table as an Excel workbook. */
#include "text/sheet_out.h"

#include "base/die.h"

#ifdef WITH_XLSX

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

/* What Excel takes as one text, in characters; longer ones are cut. */
enum { CELL_MOST = 32767, WIDTH_MOST = 60 };

struct choice {
	size_t column;
	const char **words;
	size_t n;
};

struct sheet_out {
	FILE *stream;
	char *path;		/* where the library writes */
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *time, *head;
	struct arena *arena;
	struct choice *choices;
	size_t choices_n, choices_cap;
	int *widths;
	size_t n, cap;
	lxw_row_t row;
	lxw_col_t at;
	bool heads, first;
};

bool sheet_out_there(void)
{
	return true;
}

static char *temporary(void)
{
	const char *dir = getenv("TMPDIR");
	struct buf b = {0};
	int fd;
	char *path;

	buf_addf(&b, "%s/care-XXXXXX", dir && *dir ? dir : "/tmp");
	path = mem_dup(buf_text(&b));
	buf_free(&b);
	fd = mkstemp(path);
	if (fd < 0)
		die_errno(STATUS_IO, _("cannot make %s"), path);
	close(fd);
	return path;
}

struct sheet_out *sheet_out_new(FILE *stream, bool heads)
{
	struct sheet_out *s = mem_alloc(1, sizeof *s);

	s->stream = stream;
	s->heads = heads;
	s->arena = arena_new();
	s->path = temporary();
	s->book = workbook_new(s->path);
	s->sheet = s->book ? workbook_add_worksheet(s->book, NULL) : NULL;
	if (!s->sheet)
		die(STATUS_IO, _("cannot make a workbook"));
	s->time = workbook_add_format(s->book);
	format_set_num_format(s->time, "yyyy-mm-dd hh:mm:ss");
	s->head = workbook_add_format(s->book);
	format_set_bold(s->head);
	s->first = true;
	return s;
}

/* Wide signs take two of the places that Excel counts widths in. */
static int width_of(const char *text)
{
	int n = 0;

	while (*text && *text != '\n') {
		uint32_t c;

		text += utf8_next(text, &c);
		n += c >= 0x1100 ? 2 : 1;
	}
	return n < WIDTH_MOST ? n : WIDTH_MOST;
}

static void widen(struct sheet_out *s, lxw_col_t column, int width)
{
	if (column < s->n && width > s->widths[column])
		s->widths[column] = width;
}

/* Excel's lines end; control characters would make the file unreadable. */
static const char *plain(struct sheet_out *s, const char *text)
{
	char *copy = arena_dup(s->arena, text);

	copy[utf8_cut(copy, CELL_MOST)] = '\0';
	for (char *p = copy; *p; p++)
		if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t')
			*p = ' ';
	return copy;
}

void sheet_out_column(struct sheet_out *s, const char *head)
{
	s->widths = mem_grow(s->widths, &s->cap, s->n + 1, sizeof *s->widths);
	s->widths[s->n] = width_of(head) + 2;
	if (s->heads)
		worksheet_write_string(s->sheet, 0, (lxw_col_t)s->n,
		    plain(s, head), s->head);
	s->n++;
}

void sheet_out_choices(struct sheet_out *s, size_t column,
    const char *const *words, size_t n)
{
	struct choice *c;

	s->choices = mem_grow(s->choices, &s->choices_cap, s->choices_n + 1,
	    sizeof *s->choices);
	c = &s->choices[s->choices_n++];
	*c = (struct choice){column, arena_alloc(s->arena, n, sizeof *c->words),
	    n};
	for (size_t i = 0; i < n; i++)
		c->words[i] = plain(s, words[i]);
}

void sheet_out_row(struct sheet_out *s)
{
	if (!s->first || s->heads)
		s->row++;
	s->first = false;
	s->at = 0;
}

void sheet_out_empty(struct sheet_out *s)
{
	s->at++;
}

void sheet_out_text(struct sheet_out *s, const char *text)
{
	widen(s, s->at, width_of(text) + 2);
	if (*text)
		worksheet_write_string(s->sheet, s->row, s->at, plain(s, text),
		    NULL);
	s->at++;
}

void sheet_out_number(struct sheet_out *s, double number)
{
	widen(s, s->at, 10);
	worksheet_write_number(s->sheet, s->row, s->at++, number, NULL);
}

void sheet_out_time(struct sheet_out *s, const struct civil *c)
{
	lxw_datetime when = {c->year, c->month, c->day, c->hour, c->minute,
	    c->second};

	widen(s, s->at, 20);
	worksheet_write_datetime(s->sheet, s->row, s->at++, &when, s->time);
}

/* Excel takes so many characters of words in a rule, with commas between
 * them. (A rule that names cells could take more, but freeing one leaks in
 * libxlsxwriter 1.1.) */
enum { RULE_MOST = 255 };

static bool fits(const struct choice *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (strchr(c->words[i], ','))
			return false;
		n += utf8_length(c->words[i]) + 1;
	}
	return n <= RULE_MOST;
}

static void put_choices(struct sheet_out *s)
{
	for (size_t i = 0; i < s->choices_n; i++) {
		const struct choice *c = &s->choices[i];
		const char **list = arena_alloc(s->arena, c->n + 1, sizeof *list);
		lxw_data_validation rule = {
			.validate = LXW_VALIDATION_TYPE_LIST,
			.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
		};

		memcpy(list, c->words, c->n * sizeof *list);
		rule.value_list = (char **)list;
		if (fits(c))
			worksheet_data_validation_range(s->sheet, s->heads,
			    (lxw_col_t)c->column,
			    s->row > s->heads ? s->row : s->heads,
			    (lxw_col_t)c->column, &rule);
	}
}

static void copy(struct sheet_out *s)
{
	char block[65536];
	FILE *f = fopen(s->path, "r");
	size_t n;

	if (!f)
		die_errno(STATUS_IO, _("cannot read %s"), s->path);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		fwrite(block, 1, n, s->stream);
	fclose(f);
}

void sheet_out_end(struct sheet_out *s)
{
	for (size_t i = 0; i < s->n; i++)
		worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    s->widths[i], NULL);
	if (s->heads)
		worksheet_freeze_panes(s->sheet, 1, 0);
	if (s->choices_n)
		put_choices(s);
	if (workbook_close(s->book) != LXW_NO_ERROR) {
		/* What there is of it holds what people must not find. */
		unlink(s->path);
		die(STATUS_IO, _("cannot make a workbook"));
	}
	copy(s);
	unlink(s->path);
	arena_free(s->arena);
	free(s->choices);
	free(s->widths);
	free(s->path);
	free(s);
}

#else /* built without the library */

bool sheet_out_there(void)
{
	return false;
}

struct sheet_out *sheet_out_new(FILE *stream, bool heads)
{
	(void)stream;
	(void)heads;
	die(STATUS_BUG, "no workbooks in this build");
}

void sheet_out_column(struct sheet_out *s, const char *head)
{
	(void)s;
	(void)head;
}

void sheet_out_choices(struct sheet_out *s, size_t column,
    const char *const *words, size_t n)
{
	(void)s;
	(void)column;
	(void)words;
	(void)n;
}

void sheet_out_row(struct sheet_out *s)
{
	(void)s;
}

void sheet_out_empty(struct sheet_out *s)
{
	(void)s;
}

void sheet_out_text(struct sheet_out *s, const char *text)
{
	(void)s;
	(void)text;
}

void sheet_out_number(struct sheet_out *s, double number)
{
	(void)s;
	(void)number;
}

void sheet_out_time(struct sheet_out *s, const struct civil *c)
{
	(void)s;
	(void)c;
}

void sheet_out_end(struct sheet_out *s)
{
	(void)s;
}

#endif
