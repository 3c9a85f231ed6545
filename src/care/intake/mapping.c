/* Heads of a file to columns of ours. */
#include "care/intake/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "care/intake/sheet.h"
#include "text/head.h"

/* The same head after both are made comparable. A head of nothing but signs
 * is compared as it is. */
static bool alike(const char *a, const char *b)
{
	struct buf x = {0}, y = {0};
	bool same;

	head_add(&x, a);
	head_add(&y, b);
	same = x.n > 0 ? strcmp(buf_text(&x), buf_text(&y)) == 0 :
	    strcmp(a, b) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

static bool is_ignored(const char *head, const char *const *ignored, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (alike(head, ignored[i]))
			return true;
	return false;
}

static void unknown(const struct mapping *m, const char *head, struct buf *fault)
{
	char alias[COLUMN_ALIAS];
	const char *near = column_nearest(m->layout->v, head, alias);

	if (near)
		buf_addf(fault, _("no column of %s is called \"%s\"; nearest: %s"
		    " (rename it, or --ignore it)"),
		    m->layout->noun_name, head, near);
	else
		buf_addf(fault, _("no column of %s is called \"%s\" (rename it, or"
		    " --ignore it; care-intake columns lists them)"),
		    m->layout->noun_name, head);
}

static bool map_head(struct mapping *m, const char *const *heads, size_t i,
    struct buf *fault)
{
	int column = column_of_head(m->layout->v, heads[i]);

	if (column < 0) {
		unknown(m, heads[i], fault);
		return false;
	}
	if (m->recipes && m->recipes->v[column].given) {
		buf_addf(fault, _("\"%s\" means %s, which the mapping makes from something else; --ignore it"),
		    heads[i], m->layout->v[column].name);
		return false;
	}
	if (m->head[column] >= 0) {
		buf_addf(fault, _("\"%s\" and \"%s\" both mean %s; --ignore one of them"),
		    heads[m->head[column]], heads[i],
		    m->layout->v[column].name);
		return false;
	}
	m->column[i] = column;
	m->head[column] = (int)i;
	m->order[m->order_n++] = column;
	return true;
}

/* The number of a head: the same one, else one that is like it; -1: none. */
static int find_head(const char *const *heads, size_t n, const char *head)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(heads[i], head) == 0)
			return (int)i;
	for (size_t i = 0; i < n; i++)
		if (alike(heads[i], head))
			return (int)i;
	return -1;
}

/* Find the cells of one recipe; "named" says of each head whether any names it. */
static bool find_parts(struct recipe_parts *p, const char *const *heads,
    size_t n, bool *named, struct buf *fault)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].at < 0)
			continue;
		p->v[i].at = find_head(heads, n, p->v[i].text);
		if (p->v[i].at < 0) {
			buf_addf(fault, _("the mapping names \"%s\", which is no head of this file"),
			    p->v[i].text);
			return false;
		}
		named[p->v[i].at] = true;
	}
	return true;
}

static bool find_all(struct mapping *m, struct recipes *r,
    const char *const *heads, bool *named, struct buf *fault)
{
	for (int c = 0; m->layout->v[c].name; c++) {
		struct recipe *one = &r->v[c];

		if (!one->given)
			continue;
		if (!find_parts(&one->parts, heads, m->n, named, fault) ||
		    !find_parts(&one->add, heads, m->n, named, fault) ||
		    !find_parts(&one->less, heads, m->n, named, fault))
			return false;
		if (one->parts.n == 1 && one->parts.v[0].at >= 0)
			m->head[c] = one->parts.v[0].at;
		m->order[m->order_n++] = c;
	}
	return true;
}

/* The heads that no recipe names, by what they are called. */
static bool map_rest(struct mapping *m, const char *const *heads,
    const bool *named, const char *const *ignored, size_t n_ignored,
    struct buf *fault)
{
	const struct recipes *r = m->recipes;

	for (size_t i = 0; i < m->n - (m->rejects ? 2 : 0); i++) {
		if (named[i] || is_ignored(heads[i], ignored, n_ignored) ||
		    (r && (r->ignore_rest ||
		    is_ignored(heads[i], r->ignore, r->ignore_n))))
			continue;
		if (!map_head(m, heads, i, fault))
			return false;
	}
	return true;
}

const char *mapping_value(const struct mapping *m, int column,
    const char *const *cell, long row, struct arena *a, struct buf *fault)
{
	const char *s;

	if (m->recipes && m->recipes->v[column].given)
		return recipe_value(m->recipes, column, cell, row, a, fault);
	s = cell[m->head[column]];
	if (!s)
		buf_adds(fault, _("a list or an object, where a plain value belongs"));
	return s && m->recipes && recipe_missing(m->recipes, s) ? "" : s;
}

bool mapping_make(struct mapping *m, const struct layout *layout,
    const char *const *heads, size_t n, const char *const *ignored,
    size_t n_ignored, struct recipes *r, struct buf *fault)
{
	bool *named = mem_alloc(n + 1, sizeof *named), done;

	*m = (struct mapping){.layout = layout, .n = n, .recipes = r};
	m->column = mem_alloc(n, sizeof *m->column);
	for (size_t i = 0; i < LAYOUT_MOST; i++)
		m->head[i] = -1;
	if (n >= 2 && strcmp(heads[n - 2], sheet_reject_heads[0]) == 0 &&
	    strcmp(heads[n - 1], sheet_reject_heads[1]) == 0)
		m->rejects = true;
	for (size_t i = 0; i < n; i++)
		m->column[i] = -1;
	done = (!r || find_all(m, r, heads, named, fault)) &&
	    map_rest(m, heads, named, ignored, n_ignored, fault);
	free(named);
	return done;
}

void mapping_free(struct mapping *m)
{
	free(m->column);
	m->column = NULL;
}
