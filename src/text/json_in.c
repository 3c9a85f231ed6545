/* Reading JSON Lines through jansson, a line at a time. */
#include "text/json_in.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "text/lines.h"

struct json_in {
	const char *const *skip;
	json_t *place;		/* a head's number by its name */
	char **heads;
	size_t n, cap;
	FILE *stream;
	struct lines *lines;
	struct buf raw;
	struct arena *arena;	/* of the row's cells */
	const char **cell;
	const char *failed;
	long failed_line;
	bool over;
};

static json_t *parse(const char *s, size_t n)
{
	json_t *line = json_loadb(s, n, JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(line))
		return line;
	json_decref(line);
	return NULL;
}

static bool skipped(const struct json_in *in, const char *name)
{
	for (size_t i = 0; in->skip[i]; i++)
		if (strcmp(in->skip[i], name) == 0)
			return true;
	return false;
}

/* The names of an object that are new become heads. False: too many. */
static bool learn(struct json_in *in, json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) {
		if (skipped(in, name) || json_object_get(in->place, name))
			continue;
		if (in->n == CSV_IN_CELLS)
			return false;
		in->heads = mem_grow(in->heads, &in->cap, in->n + 1,
		    sizeof *in->heads);
		in->heads[in->n] = mem_dup(name);
		json_object_set_new(in->place, name,
		    json_integer((json_int_t)in->n++));
	}
	return true;
}

static void fail(struct json_in *in, long line, const char *why)
{
	in->failed = why;
	in->failed_line = line;
	in->over = true;
}

/* The next line that is not blank, without its end. */
static bool next_line(struct json_in *in, struct line *line)
{
	do {
		buf_reset(&in->raw);
		if (!lines_next(in->lines, &in->raw, CSV_IN_ROW, line))
			return false;
	} while (!line->cut && strspn(buf_text(&in->raw), " \t\r\n") == in->raw.n);
	return true;
}

static void learn_all(struct json_in *in)
{
	struct line line;
	long bad = 0;
	json_t *object;
	bool few = true;

	while (few && next_line(in, &line)) {
		object = line.cut ? NULL : parse(in->raw.s, line.n);
		if (object)
			few = learn(in, object);
		else if (bad == 0)
			bad = lines_count(in->lines);
		json_decref(object);
	}
	if (ferror(in->stream))
		fail(in, 0, strerror(errno));
	else if (!few)
		fail(in, lines_count(in->lines),
		    _("more than 2,000 names of members"));
	else if (in->n == 0 && bad)
		fail(in, bad, _("no line is a JSON object; put one on each line: jq -c . FILE"));
}

struct json_in *json_in_open(FILE *stream, const char *const *skip)
{
	struct json_in *in = mem_alloc(1, sizeof *in);

	in->skip = skip;
	in->place = json_object();
	in->stream = stream;
	in->lines = lines_new(stream);
	in->arena = arena_new();
	learn_all(in);
	in->cell = mem_alloc(in->n + 1, sizeof *in->cell);
	return in;
}

void json_in_rows(struct json_in *in, FILE *stream)
{
	lines_free(in->lines);
	in->lines = lines_new(stream);
	in->stream = stream;
}

const char *const *json_in_heads(struct json_in *in, size_t *n)
{
	*n = in->n;
	return (const char *const *)in->heads;
}

static const char *text_of(struct json_in *in, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return arena_dup(in->arena, json_string_value(value));
	case JSON_INTEGER:
		return arena_printf(in->arena, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
	case JSON_REAL:
		return arena_printf(in->arena, "%.15g", json_real_value(value));
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	case JSON_NULL:
		return "";
	case JSON_OBJECT:
	case JSON_ARRAY:
		break;
	}
	return NULL;
}

static void fill(struct json_in *in, json_t *object)
{
	const char *name;
	json_t *value, *place;

	arena_reset(in->arena);
	for (size_t i = 0; i < in->n; i++)
		in->cell[i] = "";
	json_object_foreach(object, name, value) {
		place = json_object_get(in->place, name);
		if (place)
			in->cell[json_integer_value(place)] = text_of(in, value);
	}
}

bool json_in_next(struct json_in *in, struct csv_row *row)
{
	struct line line;
	json_t *object;

	*row = (struct csv_row){0};
	if (in->over)
		return false;
	if (!next_line(in, &line)) {
		if (ferror(in->stream))
			fail(in, 0, strerror(errno));
		return false;
	}
	row->line = lines_count(in->lines);
	row->raw = in->raw.s;
	row->raw_n = in->raw.n - line.end_n;
	object = line.cut ? NULL : parse(row->raw, row->raw_n);
	if (object) {
		fill(in, object);
		row->n = in->n;
		row->cell = in->cell;
	} else {
		row->fault = line.cut ? _("a line of more than 1 MiB") :
		    _("this line is no JSON object, or names a member twice");
	}
	json_decref(object);
	return true;
}

const char *json_in_failed(const struct json_in *in, long *line)
{
	*line = in->failed_line;
	return in->failed;
}

void json_in_close(struct json_in *in)
{
	for (size_t i = 0; i < in->n; i++)
		free(in->heads[i]);
	free(in->heads);
	free(in->cell);
	lines_free(in->lines);
	arena_free(in->arena);
	json_decref(in->place);
	buf_free(&in->raw);
	free(in);
}

void json_in_add(struct buf *b, const char *raw, size_t raw_n,
    const char *const *names, const char *const *texts, size_t n)
{
	json_t *object = parse(raw, raw_n);
	char *line;

	for (size_t i = 0; object && i < n; i++) {
		json_object_del(object, names[i]);
		json_object_set_new(object, names[i], json_string(texts[i]));
	}
	line = object ? json_dumps(object, JSON_REAL_PRECISION(15)) : NULL;
	if (line)
		buf_adds(b, line);
	else
		buf_add(b, raw, raw_n);
	free(line);
	json_decref(object);
}
