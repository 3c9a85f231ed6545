/* Complaints about a node: its place, its path, and what was perhaps meant. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "policy/node.h"

struct mark node_mark(const struct node *n)
{
	return (struct mark){ n->doc->file, n->line, n->column };
}

const struct wide *wide_find(const char *s, size_t n)
{
	static const struct wide all[] = {
		{ "，", "," }, { "“", "\"" }, { "”", "\"" }, { "‘", "'" },
		{ "’", "'" }, { "｛", "{" }, { "｝", "}" }, { "［", "[" },
		{ "］", "]" }, { "　", "a blank" }
	};
	const struct wide *found = NULL;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const char *at = memmem(s, n, all[i].mark, strlen(all[i].mark));

		if (at) {
			n = (size_t)(at - s);
			found = &all[i];
		}
	}
	return found;
}

/* What does not fit was perhaps meant as YAML. */
static void add_wide(struct buf *b, const char *text)
{
	const struct wide *w = wide_find(text, strlen(text));

	if (w)
		buf_addf(b, _(" (a full-width %s stands here; YAML wants %s)"),
		    w->mark, w->meant);
}

static void add_path(struct buf *b, const struct node *n)
{
	if (!n->parent)
		return;
	add_path(b, n->parent);
	if (!n->key)
		buf_addf(b, "[%zu]", n->index);
	else
		buf_addf(b, "%s%s", b->n ? "." : "", n->key);
}

static void complain(const struct node *n, bool error, bool of_key,
	const char *fmt, va_list ap)
{
	struct mark mark = node_mark(n);
	struct buf b = { 0 };
	va_list again;
	int length;

	if (of_key && n->key) {
		mark.line = n->key_line;
		mark.column = n->key_column;
	}
	add_path(&b, n);
	if (b.n)
		buf_adds(&b, ": ");
	va_copy(again, ap);
	length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (length > 0) {
		char *text = mem_alloc((size_t)length + 1, 1);

		vsnprintf(text, (size_t)length + 1, fmt, ap);
		buf_adds(&b, text);
		free(text);
	}
	if (of_key && n->key)
		add_wide(&b, n->key);
	else if (n->kind == NODE_SCALAR && n->plain)
		add_wide(&b, n->text);
	complaints_add(n->doc->complaints, error, mark, buf_text(&b));
	buf_free(&b);
}

void node_error(const struct node *n, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(n, true, false, fmt, ap);
	va_end(ap);
}

void node_warning(const struct node *n, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(n, false, false, fmt, ap);
	va_end(ap);
}

void node_key_error(const struct node *n, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(n, true, true, fmt, ap);
	va_end(ap);
}

void node_key_warning(const struct node *n, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(n, false, true, fmt, ap);
	va_end(ap);
}

void node_unknown(const struct node *n, const char *what,
	const struct nearest *near)
{
	if (near->best)
		node_error(n, _("unknown %s \"%s\"; nearest: %s"), what,
		    near->typed, near->best);
	else
		node_error(n, _("unknown %s \"%s\""), what, near->typed);
}

void node_key_unknown(const struct node *n, const char *what,
	const struct nearest *near)
{
	if (near->best)
		node_key_error(n, _("unknown %s \"%s\"; nearest: %s"), what,
		    near->typed, near->best);
	else
		node_key_error(n, _("unknown %s \"%s\""), what, near->typed);
}
