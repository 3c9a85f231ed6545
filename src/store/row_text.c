/* Row changes as text: what an event's arg and content say. */
#include "store/row.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"

void row_changes_reset(struct row_changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		c->v[i].n = 0;
	c->n = 0;
}

void row_changes_free(struct row_changes *c)
{
	for (size_t i = 0; i < c->cap; i++)
		free(c->v[i].v);
	free(c->v);
	*c = (struct row_changes){0};
}

void row_change_add(struct row_changes *c, char op, const char *table)
{
	c->v = mem_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
	c->v[c->n].op = op;
	c->v[c->n].table = table;
	c->n++;
}

static void cell_add(struct row_change *r, const char *column, const char *text,
    bool personal)
{
	if (r->n == r->cap)
		r->v = mem_grow(r->v, &r->cap, r->n + 1, sizeof *r->v);
	r->v[r->n++] = (struct row_cell){column, text, personal, false, 0};
}

void row_cell_add(struct row_changes *c, const char *column, const char *text,
    bool personal)
{
	cell_add(&c->v[c->n - 1], column, text, personal);
}

void row_int_add(struct row_changes *c, const char *column, const char *text,
    int64_t number)
{
	struct row_change *r = &c->v[c->n - 1];

	cell_add(r, column, text, false);
	r->v[r->n - 1].is_int = true;
	r->v[r->n - 1].number = number;
}

static bool is_plain(char c)
{
	unsigned char ch = (unsigned char)c;

	return ch > 0x20 && ch != '%' && ch != 0x7f;
}

/* Write n bytes at "at", which has room for three times as many; returns
 * where they end. */
static char *encode_value(char *at, const char *s, size_t n)
{
	static const char digits[] = "0123456789ABCDEF";

	for (const char *end = s + n; s < end; s++) {
		unsigned char c = (unsigned char)*s;

		if (is_plain(*s)) {
			*at++ = *s;
			continue;
		}
		*at++ = '%';
		*at++ = digits[c >> 4];
		*at++ = digits[c & 15];
	}
	return at;
}

/* " col=value", " col" for null. */
static void encode_cell(const struct row_cell *c, struct buf *b)
{
	size_t name = strlen(c->column), n = c->text ? strlen(c->text) : 0;
	char *at = buf_room(b, 2 + name + 3 * n);

	*at++ = ' ';
	memcpy(at, c->column, name);
	at += name;
	if (c->text) {
		*at++ = '=';
		at = c->is_int ? mempcpy(at, c->text, n) :
		    encode_value(at, c->text, n);
	}
	*at = '\0';
	b->n = (size_t)(at - b->s);
}

static size_t encode_cells(const struct row_change *r, bool personal,
    struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].personal != personal)
			continue;
		encode_cell(&r->v[i], b);
		n++;
	}
	return n;
}

void row_encode_arg(const struct row_changes *c, struct buf *b)
{
	for (size_t i = 0; i < c->n; i++) {
		size_t before = b->n;

		if (before > 0)
			buf_addc(b, '\n');
		buf_addc(b, c->v[i].op);
		buf_adds(b, c->v[i].table);
		if (encode_cells(&c->v[i], false, b) == 0 && c->v[i].op == '.') {
			b->n = before;
			b->s[before] = '\0';
		}
	}
}

/* Does the change have a line in the arg? A fact with free text only has not. */
static bool in_arg(const struct row_change *r)
{
	if (r->op != '.')
		return true;
	for (size_t i = 0; i < r->n; i++)
		if (!r->v[i].personal)
			return true;
	return false;
}

static void add_number(struct buf *b, size_t n)
{
	char text[NUM_TEXT];

	buf_add(b, text, num_text((int64_t)n, text));
}

void row_encode_body(const struct row_changes *c, struct buf *b)
{
	size_t line = 0;	/* number of the change's line in the arg */

	for (size_t i = 0; i < c->n; line += in_arg(&c->v[i]), i++) {
		size_t before = b->n;

		if (before > 0)
			buf_addc(b, '\n');
		if (c->v[i].op == '.')
			buf_addc(b, '.');
		else
			add_number(b, line);
		if (encode_cells(&c->v[i], true, b) == 0) {
			b->n = before;
			if (b->s)
				b->s[before] = '\0';
		}
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool decode_value(char *s)
{
	char *out = s;

	for (; *s; s++) {
		if (*s == '%') {
			int hi = hex_digit(s[1]), lo = hi < 0 ? -1 : hex_digit(s[2]);

			/* A NUL would end the text before what was hashed. */
			if (lo < 0 || (hi | lo) == 0)
				return false;
			*out++ = (char)(hi << 4 | lo);
			s += 2;
		} else {
			*out++ = *s;
		}
	}
	*out = '\0';
	return true;
}

/* "col=value col" after the first word of a line. */
static bool decode_cells(struct row_change *r, char *cells, bool personal)
{
	char *word, *save = NULL;

	for (word = strtok_r(cells, " ", &save); word;
	    word = strtok_r(NULL, " ", &save)) {
		char *value = strchr(word, '=');

		if (value) {
			*value++ = '\0';
			if (!decode_value(value))
				return false;
		}
		cell_add(r, word, value, personal);
	}
	return true;
}

static char *after_word(char *line)
{
	char *space = strchr(line, ' ');

	if (!space)
		return line + strlen(line);
	*space = '\0';
	return space + 1;
}

static bool decode_body(struct row_changes *c, char *body)
{
	char *line, *save = NULL;

	for (line = strtok_r(body, "\n", &save); line;
	    line = strtok_r(NULL, "\n", &save)) {
		char *cells = after_word(line);
		int64_t i;

		if (strcmp(line, ".") == 0)
			continue;
		if (!num_int(line, 0, (int64_t)c->n - 1, &i) ||
		    !decode_cells(&c->v[i], cells, true))
			return false;
	}
	return true;
}

bool row_decode(struct row_changes *c, char *arg, char *body)
{
	char *line, *save = NULL;

	row_changes_reset(c);
	for (line = strtok_r(arg, "\n", &save); line;
	    line = strtok_r(NULL, "\n", &save)) {
		char *cells = after_word(line);

		if (!strchr("+~-.", line[0]))
			return false;
		row_change_add(c, line[0], line + 1);
		if (!decode_cells(&c->v[c->n - 1], cells, false))
			return false;
	}
	return !body || decode_body(c, body);
}

const char *row_said(const struct row_changes *c, const char *table,
    const char *column)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t j = 0; strcmp(c->v[i].table, table) == 0 &&
		    j < c->v[i].n; j++)
			if (strcmp(c->v[i].v[j].column, column) == 0)
				return c->v[i].v[j].text;
	return NULL;
}

const char *row_note(const char *body, const char *name, struct buf *keep)
{
	struct row_changes c = {0};
	const char *found = NULL;
	char *line, *save = NULL;

	if (!body)
		return NULL;
	buf_reset(keep);
	buf_adds(keep, body);
	for (line = strtok_r(keep->s, "\n", &save); line && !found;
	    line = strtok_r(NULL, "\n", &save)) {
		char *cells = after_word(line);

		if (strcmp(line, ".") != 0)
			continue;
		row_changes_reset(&c);
		row_change_add(&c, '.', "");
		if (!decode_cells(&c.v[0], cells, true))
			break;
		for (size_t i = 0; i < c.v[0].n && !found; i++)
			if (strcmp(c.v[0].v[i].column, name) == 0)
				found = c.v[0].v[i].text;
	}
	row_changes_free(&c);
	return found;
}
