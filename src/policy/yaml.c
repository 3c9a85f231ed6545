/* YAML text to a tree of nodes, by libyaml's events (they show anchors). */
#include "policy/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/utf8.h"

enum { DEEPEST = 32 };

struct scan {
	const struct document *doc;
	yaml_parser_t parser;
	yaml_event_t event;
	const char *text;
	size_t n;
};

static void complain(const struct scan *s, yaml_mark_t at, const char *message)
{
	complaints_add(s->doc->complaints, true, (struct mark){ s->doc->file,
	    (long)at.line + 1, (long)at.column + 1 }, message);
}

/* The line with that number (from 0), and its length without the newline. */
static const char *line_at(const struct scan *s, size_t number, size_t *length)
{
	const char *line = s->text, *end = s->text + s->n, *newline;

	for (; number > 0; number--) {
		newline = memchr(line, '\n', (size_t)(end - line));
		if (!newline)
			return NULL;
		line = newline + 1;
	}
	newline = memchr(line, '\n', (size_t)(end - line));
	*length = (size_t)((newline ? newline : end) - line);
	return line;
}

/* A full-width colon outside of quotes and comments explains most errors of
 * those who type Chinese. Looks at that line; says so, true. */
static bool full_width(const struct scan *s, size_t number)
{
	static const char colon[] = "：";
	size_t length, column = 0;
	const char *line = line_at(s, number, &length);

	for (const char *p = line; line && p < line + length; column++) {
		uint32_t c;

		if (*p == '#' || *p == '"' || *p == '\'')
			return false;
		if ((size_t)(line + length - p) >= sizeof colon - 1 &&
		    memcmp(p, colon, sizeof colon - 1) == 0) {
			complain(s, (yaml_mark_t){ 0, number, column },
			    _("a full-width colon \"：\" stands here; YAML wants "
			    "\":\" and a space"));
			return true;
		}
		p += utf8_next(p, &c);
	}
	return false;
}

/* The same of other marks, which may well stand in a text: a hint only. */
static bool other_width(const struct scan *s, size_t number, struct buf *b)
{
	size_t length, n = 0;
	const char *line = line_at(s, number, &length);
	const struct wide *w;

	while (line && n < length && !strchr("#\"'", line[n]))
		n++;
	w = line ? wide_find(line, n) : NULL;
	if (w)
		buf_addf(b, _("; a full-width %s stands in line %zu, YAML "
		    "wants %s"), w->mark, number + 1, w->meant);
	return w != NULL;
}

static void say_error(const struct scan *s)
{
	const yaml_parser_t *p = &s->parser;
	struct buf b = { 0 };

	for (size_t back = 0; back < 3 && back <= p->problem_mark.line; back++)
		if (full_width(s, p->problem_mark.line - back))
			return;
	buf_addf(&b, _("this is no YAML: %s"), p->problem ? p->problem : "?");
	if (p->context)
		buf_addf(&b, " (%s)", p->context);
	for (size_t back = 0; back < 3 && back <= p->problem_mark.line; back++)
		if (other_width(s, p->problem_mark.line - back, &b))
			break;
	complain(s, p->problem_mark, buf_text(&b));
	buf_free(&b);
}

static bool next(struct scan *s)
{
	yaml_event_delete(&s->event);
	if (yaml_parser_parse(&s->parser, &s->event))
		return true;
	say_error(s);
	return false;
}

static bool one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (strcasecmp(s, *words) == 0)
			return true;
	return false;
}

/* What other readers of YAML take for something else than text. */
static void check_scalar(const struct scan *s, struct node *n)
{
	static const char *const flags[] = { "yes", "no", "on", "off", NULL };
	static const char *const nothing[] = { "null", "~", NULL };
	yaml_mark_t at = s->event.start_mark;
	struct buf b = { 0 };

	if (!n->plain)
		return;
	n->told = true;
	if (one_of(n->text, flags)) {
		buf_addf(&b, _("\"%s\" is read as true or false by some and as "
		    "text by others; write true or false, or quote it"), n->text);
		complain(s, at, buf_text(&b));
	} else if (one_of(n->text, nothing)) {
		complain(s, at, _("nothing stands here; leave the key out or "
		    "give it a value"));
	} else if ((strcasecmp(n->text, "true") == 0 ||
	    strcasecmp(n->text, "false") == 0) && n->text[0] < 'a') {
		complain(s, at, _("write true or false in small letters"));
	} else {
		n->told = false;
	}
	buf_free(&b);
}

static void check_marks(const struct scan *s, const yaml_char_t *anchor,
	const yaml_char_t *tag)
{
	if (anchor)
		complain(s, s->event.start_mark, _("anchors (&name) are not "
		    "taken; write it out"));
	if (tag)
		complain(s, s->event.start_mark, _("tags (!name) are not taken"));
}

static void take_scalar(const struct scan *s, struct node *n)
{
	n->kind = NODE_SCALAR;
	n->text = arena_dupn(s->doc->arena,
	    (const char *)s->event.data.scalar.value,
	    s->event.data.scalar.length);
	n->plain = s->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	check_marks(s, s->event.data.scalar.anchor, s->event.data.scalar.tag);
	if (strlen(n->text) != s->event.data.scalar.length)
		complain(s, s->event.start_mark, _("a NUL character stands here"));
	check_scalar(s, n);
}

static int by_key(const void *x, const void *y)
{
	const struct node *a = *(const struct node *const *)x;
	const struct node *b = *(const struct node *const *)y;
	int d = strcmp(a->key, b->key);

	if (d != 0)
		return d;
	return a->index < b->index ? -1 : 1;
}

static void check_duplicates(const struct node *map)
{
	const struct node **v = mem_alloc(map->n, sizeof *v);
	size_t n = 0;

	for (const struct node *c = map->first; c; c = c->next)
		v[n++] = c;
	qsort(v, n, sizeof *v, by_key);
	for (size_t i = 1; i < n; i++)
		if (strcmp(v[i]->key, v[i - 1]->key) == 0)
			node_key_error(v[i], _("this key stands here twice; "
			    "first in line %ld"), v[i - 1]->key_line);
	free(v);
}

static bool build(struct scan *, struct node *, int depth);

/* A child that knows its place before it is built: complaints name it. */
static struct node *child(const struct scan *s, struct node *parent)
{
	struct node *c = arena_alloc(s->doc->arena, 1, sizeof *c);

	c->doc = s->doc;
	c->parent = parent;
	c->index = parent->n++;
	if (parent->last)
		parent->last->next = c;
	else
		parent->first = c;
	parent->last = c;
	return c;
}

static bool build_list(struct scan *s, struct node *list, int depth)
{
	for (;;) {
		if (!next(s))
			return false;
		if (s->event.type == YAML_SEQUENCE_END_EVENT)
			return true;
		if (!build(s, child(s, list), depth + 1))
			return false;
	}
}

static bool build_map(struct scan *s, struct node *map, int depth)
{
	for (;;) {
		struct node *c;

		if (!next(s))
			return false;
		if (s->event.type == YAML_MAPPING_END_EVENT)
			break;
		if (s->event.type != YAML_SCALAR_EVENT) {
			complain(s, s->event.start_mark,
			    s->event.type == YAML_ALIAS_EVENT ?
			    _("aliases (*name) are not taken; write it out") :
			    _("a key must be one word"));
			return false;
		}
		check_marks(s, s->event.data.scalar.anchor,
		    s->event.data.scalar.tag);
		c = child(s, map);
		c->key = arena_dupn(s->doc->arena,
		    (const char *)s->event.data.scalar.value,
		    s->event.data.scalar.length);
		c->key_line = (long)s->event.start_mark.line + 1;
		c->key_column = (long)s->event.start_mark.column + 1;
		if (!next(s) || !build(s, c, depth + 1))
			return false;
	}
	check_duplicates(map);
	return true;
}

/* Fill the node from the present event on; false: reading must stop. */
static bool build(struct scan *s, struct node *n, int depth)
{
	yaml_mark_t at = s->event.start_mark;

	n->line = (long)at.line + 1;
	n->column = (long)at.column + 1;
	if (depth > DEEPEST) {
		complain(s, at, _("nested too deeply"));
		return false;
	}
	switch (s->event.type) {
	case YAML_SCALAR_EVENT:
		take_scalar(s, n);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		n->kind = NODE_LIST;
		check_marks(s, s->event.data.sequence_start.anchor,
		    s->event.data.sequence_start.tag);
		return build_list(s, n, depth);
	case YAML_MAPPING_START_EVENT:
		n->kind = NODE_MAP;
		check_marks(s, s->event.data.mapping_start.anchor,
		    s->event.data.mapping_start.tag);
		return build_map(s, n, depth);
	case YAML_ALIAS_EVENT:
		complain(s, at, _("aliases (*name) are not taken; write it out"));
		return false;
	default:
		complain(s, at, _("the file is empty"));
		return false;
	}
}

/* The length of the UTF-8 character that the bytes begin with, or 0. */
static size_t character(const char *s, size_t n)
{
	for (size_t length = 1; length <= 4 && length <= n; length++)
		if (utf8_valid(s, length))
			return length;
	return 0;
}

/* Bytes that are no UTF-8 (GBK, most often) are told by line and column;
 * libyaml tells only the offset. */
static bool check_bytes(const struct scan *s)
{
	const char *line = s->text, *end = s->text + s->n;
	size_t number = 0;

	while (line < end) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((stop ? stop : end) - line);
		size_t good = 0, step;

		if (!utf8_valid(line, length)) {
			yaml_mark_t at = { 0, number, 0 };

			for (; (step = character(line + good, length - good)) > 0;
			    at.column++)
				good += step;
			complain(s, at, _("these bytes are no UTF-8 (GBK, "
			    "perhaps); save the file as UTF-8"));
			return false;
		}
		if (memchr(line, '\0', length)) {
			complain(s, (yaml_mark_t){ 0, number, 0 },
			    _("a NUL character stands here"));
			return false;
		}
		line += length + 1;
		number++;
	}
	return true;
}

static const struct node *read_document(struct scan *s)
{
	struct node *root = arena_alloc(s->doc->arena, 1, sizeof *root);

	root->doc = s->doc;
	if (!next(s) || !next(s))	/* stream start, document start */
		return NULL;
	if (s->event.type == YAML_STREAM_END_EVENT) {
		complain(s, s->event.start_mark, _("the file is empty"));
		return NULL;
	}
	if (!next(s) || !build(s, root, 0))
		return NULL;
	if (!next(s) || !next(s))	/* document end, and what follows */
		return NULL;
	if (s->event.type != YAML_STREAM_END_EVENT)
		complain(s, s->event.start_mark, _("a second document (---) "
		    "is not taken"));
	return root;
}

const struct node *yaml_read(const struct document *doc, const char *text,
	size_t n)
{
	struct scan s = { .doc = doc, .text = text, .n = n };
	const struct node *root;

	if (n > YAML_MOST) {
		complain(&s, (yaml_mark_t){ 0 }, _("the file is too large"));
		return NULL;
	}
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		s.text += 3;
		s.n -= 3;
	}
	if (!check_bytes(&s))
		return NULL;
	if (!yaml_parser_initialize(&s.parser))
		abort();
	yaml_parser_set_encoding(&s.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&s.parser, (const unsigned char *)s.text, s.n);
	root = read_document(&s);
	yaml_event_delete(&s.event);
	yaml_parser_delete(&s.parser);
	return root;
}
