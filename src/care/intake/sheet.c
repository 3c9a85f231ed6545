/* Forms and encodings of the input; refused rows in the same. */
#include "care/intake/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/die.h"
#include "base/mem.h"
#include "care/intake/no_sheet.h"
#include "text/encoding.h"
#include "text/json_in.h"

struct sheet {
	FILE *file;
	struct encoding *encoding;
	struct csv_in *csv;	/* one of the two */
	struct json_in *json;
	bool mark;		/* the input begins with a byte order mark */
	const char *no_sheet;	/* what it is instead, or NULL */
};

const char *const sheet_reject_heads[3] = {"care_line", "care_fault", NULL};

/* Does the text begin with "{"? The stream is used up by that. */
static bool begins_json(FILE *text)
{
	int c = getc(text);

	if (c == 0xEF && getc(text) == 0xBB && getc(text) == 0xBF)
		c = getc(text);
	while (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		c = getc(text);
	return c == '{';
}

static bool has_mark(const char *b, size_t n)
{
	return (n >= 3 && memcmp(b, "\xEF\xBB\xBF", 3) == 0) ||
	    (n >= 2 && (memcmp(b, "\xFF\xFE", 2) == 0 ||
	    memcmp(b, "\xFE\xFF", 2) == 0));
}

/* Read the file anew from where it stood. */
static bool restart(struct sheet *s, long from, const char *encoding)
{
	encoding_close(s->encoding);
	clearerr(s->file);
	if (fseek(s->file, from, SEEK_SET) != 0)
		die_errno(STATUS_NOINPUT, "fseek");
	s->encoding = encoding_open(s->file, encoding);
	return s->encoding != NULL;
}

/* jansson takes no byte order mark: the text behind it. */
static FILE *behind_mark(struct sheet *s)
{
	FILE *text = encoding_stream(s->encoding);
	int c = getc(text);

	if (c == 0xEF)
		c = getc(text) == 0xBB && getc(text) == 0xBF ? getc(text) : EOF;
	ungetc(c, text);
	return text;
}

struct sheet *sheet_open(FILE *f, const char *name, const char *encoding,
    char separator)
{
	struct sheet *s = mem_alloc(1, sizeof *s);
	char first[NO_SHEET_BYTES];
	long from = ftell(f);
	size_t n = fread(first, 1, sizeof first, f);
	bool json;

	s->file = f;
	s->no_sheet = no_sheet(first, n);
	s->mark = has_mark(first, n);
	/* A mark decides; and what is written back has one at most. */
	if (s->mark)
		encoding = NULL;
	else if (encoding && strcasecmp(encoding, "UTF-16") == 0)
		encoding = "UTF-16LE";
	if (!restart(s, from, encoding)) {
		free(s);
		return NULL;
	}
	if (s->no_sheet)
		return s;
	json = begins_json(encoding_stream(s->encoding));
	restart(s, from, encoding);
	if (json) {
		s->json = json_in_open(behind_mark(s),
		    sheet_reject_heads);
		restart(s, from, encoding);
		json_in_rows(s->json, behind_mark(s));
	} else {
		s->csv = csv_in_open_by(encoding_stream(s->encoding), name,
		    separator);
	}
	return s;
}

void sheet_close(struct sheet *s)
{
	if (!s)
		return;
	if (s->json)
		json_in_close(s->json);
	if (s->csv)
		csv_in_close(s->csv);
	encoding_close(s->encoding);
	free(s);
}

const char *const *sheet_heads(struct sheet *s, size_t *n)
{
	*n = 0;
	if (s->no_sheet)
		return NULL;
	return s->json ? json_in_heads(s->json, n) : csv_in_heads(s->csv, n);
}

bool sheet_next(struct sheet *s, struct csv_row *row)
{
	if (s->no_sheet)
		return false;
	return s->json ? json_in_next(s->json, row) : csv_in_next(s->csv, row);
}

const char *sheet_failed(const struct sheet *s, long *line)
{
	*line = 1;
	if (s->no_sheet)
		return s->no_sheet;
	return s->json ? json_in_failed(s->json, line) :
	    csv_in_failed(s->csv, line);
}

const char *sheet_encoding(const struct sheet *s)
{
	return encoding_name(s->encoding);
}

/* Our text in the input's encoding. */
static void put(const struct sheet *s, struct buf *out, const struct buf *text)
{
	encoding_back(out, sheet_encoding(s), buf_text(text), text->n);
}

/*
 * The bytes of a row without the two cells that an earlier reject file has
 * put there: up to the second last separator outside of quotation marks.
 */
static size_t own_bytes(char separator, const char *raw, size_t n)
{
	size_t last = n, before = n;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		if (raw[i] == '"')
			quoted = !quoted;
		else if (raw[i] == separator && !quoted) {
			before = last;
			last = i;
		}
	}
	return before;
}

void sheet_reject_head(struct sheet *s, bool own, struct buf *out)
{
	struct buf text = {0};
	const char *heads;
	char separator;
	size_t n;

	/* A mark is written as what it is in each encoding. */
	if (s->mark)
		buf_adds(&text, "\xEF\xBB\xBF");
	if (s->csv) {
		separator = csv_in_separator(s->csv);
		heads = csv_in_raw_heads(s->csv, &n);
		buf_add(&text, heads, own ? own_bytes(separator, heads, n) : n);
		for (size_t i = 0; sheet_reject_heads[i]; i++)
			buf_addf(&text, "%c%s", separator, sheet_reject_heads[i]);
		buf_addc(&text, '\n');
	}
	put(s, out, &text);
	buf_free(&text);
}

static void add_cells(struct buf *text, char separator, long line,
    const char *fault)
{
	buf_addf(text, "%c%ld%c\"", separator, line, separator);
	for (; *fault; fault++) {
		if (*fault == '"')
			buf_addc(text, '"');
		buf_addc(text, *fault == '\n' ? ' ' : *fault);
	}
	buf_addc(text, '"');
}

void sheet_reject_row(struct sheet *s, bool own, const char *raw, size_t raw_n,
    long line, const char *fault, struct buf *out)
{
	struct buf text = {0}, number = {0};
	/* A row that was too long is cut: to write a piece of it would make
	 * the next row a part of it. */
	bool whole = raw_n < CSV_IN_ROW;

	if (s->json) {
		buf_addf(&number, "%ld", line);
		json_in_add(&text, raw, whole ? raw_n : 0, sheet_reject_heads,
		    (const char *const[]){buf_text(&number), fault}, 2);
	} else {
		char separator = csv_in_separator(s->csv);

		if (whole)
			buf_add(&text, raw, own ?
			    own_bytes(separator, raw, raw_n) : raw_n);
		add_cells(&text, separator, line, fault);
	}
	buf_addc(&text, '\n');
	put(s, out, &text);
	buf_free(&number);
	buf_free(&text);
}
