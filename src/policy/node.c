/* Typed reading of the nodes of a YAML tree. */
#include "policy/node.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"

const struct node *node_get(const struct node *map, const char *key)
{
	if (!map || map->kind != NODE_MAP)
		return NULL;
	for (const struct node *c = map->first; c; c = c->next)
		if (strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

const struct node *node_need(const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	if (!n && map && map->kind == NODE_MAP)
		node_error(map, _("the key \"%s\" is missing"), key);
	return n;
}

bool node_is(const struct node *n, enum node_kind kind)
{
	if (!n)
		return false;
	if (n->kind == kind)
		return true;
	if (n->kind == NODE_SCALAR && n->plain && strstr(n->text, "："))
		node_error(n, _("a full-width colon \"：\" stands here; "
		    "YAML wants \":\" and a space"));
	else if (n->kind == NODE_SCALAR && n->plain && !*n->text)
		node_error(n, _("nothing stands here; leave the key out or "
		    "give it a value"));
	else if (kind == NODE_SCALAR)
		node_error(n, _("wants one value"));
	else if (kind == NODE_LIST)
		node_error(n, _("wants a list: [a, b] or lines with \"- \""));
	else
		node_error(n, _("wants keys: {key: value} or lines with "
		    "\"key: value\""));
	return false;
}

bool node_keys(const struct node *map, const char *const *keys)
{
	if (!node_is(map, NODE_MAP))
		return false;
	for (const struct node *c = map->first; c; c = c->next) {
		struct nearest near = { .typed = c->key };
		size_t i;

		for (i = 0; keys[i] && strcmp(keys[i], c->key) != 0; i++)
			nearest_try(&near, keys[i]);
		if (keys[i])
			continue;
		if (near.best)
			node_key_error(c, _("unknown key; nearest: %s"), near.best);
		else if (strstr(c->key, "："))
			node_key_error(c, _("a full-width colon \"：\" stands "
			    "here; YAML wants \":\" and a space"));
		else
			node_key_error(c, _("unknown key"));
	}
	return true;
}

const char *node_text(const struct node *n)
{
	if (!node_is(n, NODE_SCALAR) || n->told)
		return NULL;
	if (*n->text)
		return n->text;
	node_error(n, _("nothing stands here; leave the key out or give it a "
	    "value"));
	return NULL;
}

static bool is_name(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > 48 || !isalpha((unsigned char)*s))
		return false;
	for (; *s; s++)
		if (!isalnum((unsigned char)*s) && *s != '_' && *s != '-')
			return false;
	return true;
}

const char *node_name(const struct node *n)
{
	const char *s = node_text(n);

	if (s && !is_name(s)) {
		node_error(n, _("\"%s\" is no name: ASCII letters, digits, _ "
		    "and -, a letter first, at most 48"), s);
		return NULL;
	}
	return s;
}

bool node_key_name(const struct node *n)
{
	if (is_name(n->key))
		return true;
	node_key_error(n, _("\"%s\" is no name: ASCII letters, digits, _ and "
	    "-, a letter first, at most 48"), n->key);
	return false;
}

bool node_flag(const struct node *n, bool otherwise)
{
	const char *s = node_text(n);

	if (!s)
		return otherwise;
	if (strcmp(s, "true") == 0)
		return true;
	if (strcmp(s, "false") != 0)
		node_error(n, _("wants true or false, not \"%s\""), s);
	return false;
}

int64_t node_number(const struct node *n, int64_t lo, int64_t hi,
	int64_t otherwise)
{
	const char *s = node_text(n);
	int64_t v;

	if (!s)
		return otherwise;
	if (num_int(s, lo, hi, &v))
		return v;
	node_error(n, _("wants a whole number from %lld to %lld, not \"%s\""),
	    (long long)lo, (long long)hi, s);
	return otherwise;
}

bool node_span(const struct node *n, struct span *out)
{
	const char *s = node_text(n), *why;

	if (!s)
		return false;
	if (!span_parse(s, false, out, &why)) {
		node_error(n, "\"%s\": %s", s, why);
		return false;
	}
	if (out->n > 0 || out->clock == SPAN_WORKDAYS)
		return true;
	node_error(n, _("\"%s\" is no time at all"), s);
	return false;
}

int node_choice(const struct node *n, const char *const *words)
{
	const char *s = node_text(n);
	struct nearest near = { .typed = s };
	struct buf b = { 0 };

	if (!s)
		return -1;
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], s) == 0) {
			buf_free(&b);
			return i;
		}
		nearest_try(&near, words[i]);
		buf_addf(&b, "%s%s", i ? ", " : "", words[i]);
	}
	if (near.best)
		node_unknown(n, _("word"), &near);
	else
		node_error(n, _("unknown word \"%s\"; known: %s"), s, buf_text(&b));
	buf_free(&b);
	return -1;
}

const struct node *node_nth(const struct node *n, size_t nth)
{
	if (!n || n->kind != NODE_LIST)
		return n;
	for (const struct node *c = n->first; c; c = c->next)
		if (c->kind == NODE_SCALAR && *c->text && !c->told && nth-- == 0)
			return c;
	return n;
}

struct names node_names(const struct node *n)
{
	struct names all = { 0 };
	const char **v;

	if (!n)
		return all;
	if (n->kind != NODE_LIST) {
		const char *s = node_text(n);

		v = arena_alloc(n->doc->arena, 1, sizeof *v);
		v[0] = s;
		return (struct names){ v, s ? 1 : 0 };
	}
	v = arena_alloc(n->doc->arena, n->n, sizeof *v);
	for (const struct node *c = n->first; c; c = c->next) {
		const char *s = node_text(c);

		if (!s)
			continue;
		for (size_t i = 0; i < all.n && i < 64; i++)
			if (strcmp(v[i], s) == 0) {
				node_error(c, _("\"%s\" stands here twice"), s);
				break;
			}
		v[all.n++] = s;
	}
	all.v = v;
	if (n->n == 0)
		node_error(n, _("the list is empty"));
	return all;
}

/* What must be said only once, for sorting. */
struct said {
	const char *within, *text;
	const struct node *n;
};

static int by_text(const void *x, const void *y)
{
	const struct said *a = x, *b = y;
	int d = strcmp(a->within, b->within);

	if (d == 0)
		d = strcmp(a->text, b->text);
	if (d != 0)
		return d;
	return a->n->parent->index < b->n->parent->index ? -1 : 1;
}

static const char *scalar(const struct node *n)
{
	return n && n->kind == NODE_SCALAR ? n->text : "";
}

void node_once(const struct node *list, const char *key, const char *within)
{
	struct said *v = mem_alloc(list->n, sizeof *v);
	size_t n = 0;

	for (const struct node *c = list->first; c; c = c->next) {
		const struct node *named = node_get(c, key);

		if (named && *scalar(named))
			v[n++] = (struct said){ within ?
			    scalar(node_get(c, within)) : "", named->text, named };
	}
	if (n)
		qsort(v, n, sizeof *v, by_text);
	for (size_t i = 1; i < n; i++)
		if (strcmp(v[i].text, v[i - 1].text) == 0 &&
		    strcmp(v[i].within, v[i - 1].within) == 0)
			node_error(v[i].n, _("\"%s\" stands here twice"), v[i].text);
	free(v);
}
