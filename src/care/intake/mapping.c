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
	const char *near = column_nearest(m->noun, head, alias);

	if (near)
		buf_addf(fault, _("no column of %s is called \"%s\"; nearest: %s"
		    " (rename it, or --ignore it)"),
		    intake_columns[m->noun].noun, head, near);
	else
		buf_addf(fault, _("no column of %s is called \"%s\" (rename it, or"
		    " --ignore it; care-intake columns lists them)"),
		    intake_columns[m->noun].noun, head);
}

static bool map_head(struct mapping *m, const char *const *heads, size_t i,
    struct buf *fault)
{
	int column = column_of_head(m->noun, heads[i]);

	if (column < 0) {
		unknown(m, heads[i], fault);
		return false;
	}
	if (m->head[column] >= 0) {
		buf_addf(fault, _("\"%s\" and \"%s\" both mean %s; --ignore one of them"),
		    heads[m->head[column]], heads[i],
		    intake_columns[m->noun].v[column].name);
		return false;
	}
	m->column[i] = column;
	m->head[column] = (int)i;
	return true;
}

bool mapping_make(struct mapping *m, enum noun noun, const char *const *heads,
    size_t n, const char *const *ignored, size_t n_ignored, struct buf *fault)
{
	size_t own = 0;

	*m = (struct mapping){.noun = noun, .n = n};
	m->column = mem_alloc(n, sizeof *m->column);
	for (size_t i = 0; i < COLUMNS_MOST; i++)
		m->head[i] = -1;
	if (n >= 2 && strcmp(heads[n - 2], sheet_reject_heads[0]) == 0 &&
	    strcmp(heads[n - 1], sheet_reject_heads[1]) == 0) {
		m->rejects = true;
		own = 2;
	}
	for (size_t i = 0; i < n; i++) {
		m->column[i] = -1;
		if (i >= n - own || is_ignored(heads[i], ignored, n_ignored))
			continue;
		if (!map_head(m, heads, i, fault))
			return false;
	}
	return true;
}

void mapping_free(struct mapping *m)
{
	free(m->column);
	m->column = NULL;
}
