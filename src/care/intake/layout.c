/* Columns of the table and fields of the policy, in one list. */
#include "care/intake/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/head.h"

/* Whose fields a noun has, and the event by which it begins. */
static const struct {
	const char *subject, *begins;
} of[NOUNS] = {
	[NOUN_CASES] = {"case", "received"},
	[NOUN_CUSTOMERS] = {"customer", "registered"},
	[NOUN_BOOKINGS] = {"booking", "booked"},
	[NOUN_STAFF] = {"staff", "registered"},
};

/* A title as heads are compared; one without any letters is no alias. */
static const char *title_of(struct layout *l, const struct field_rule *f)
{
	struct buf form = {0};
	const char *title;

	head_add(&form, f->title);
	title = arena_dupn(l->arena, buf_text(&form),
	    form.n < COLUMN_ALIAS ? form.n : 0);
	buf_free(&form);
	return title;
}

/* A field that the table knows keeps its aliases, and gets the title. */
static void merge(struct layout *l, int column, const struct field_rule *f)
{
	struct column *c = &l->v[column];

	l->field[column] = f;
	c->list = arena_dup(l->arena, f->list);
	c->aliases = arena_printf(l->arena, "%s %s", c->aliases, title_of(l, f));
}

static void append(struct layout *l, const struct field_rule *f)
{
	if (l->n == LAYOUT_MOST)
		return;
	l->field[l->n] = f;
	l->v[l->n++] = (struct column){arena_dup(l->arena, f->name),
	    COLUMN_FIELD, false, arena_dup(l->arena, f->list), title_of(l, f)};
}

struct layout *layout_new(enum noun noun, const struct policy *p)
{
	struct layout *l = mem_alloc(1, sizeof *l);
	const struct columns *table = &intake_columns[noun];
	const struct field_rule *all;
	size_t n = 0;

	l->noun = noun;
	l->noun_name = table->noun;
	l->subject = of[noun].subject;
	l->arena = arena_new();
	for (; table->v[l->n].name; l->n++)
		l->v[l->n] = table->v[l->n];
	all = p && l->subject ? policy_fields(p, &n) : NULL;
	for (size_t i = 0; i < n; i++) {
		int column;

		if (!all[i].name || strcmp(all[i].subject, l->subject) != 0)
			continue;
		column = column_named(noun, all[i].name);
		if (column >= 0 && l->v[column].type == COLUMN_FIELD)
			merge(l, column, &all[i]);
		else
			append(l, &all[i]);
	}
	return l;
}

void layout_free(struct layout *l)
{
	if (!l)
		return;
	arena_free(l->arena);
	free(l);
}

void layout_renew(struct layout *l, const struct policy *p)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].type == COLUMN_FIELD)
			l->field[i] = policy_field(p, l->subject, l->v[i].name);
}

bool layout_requires(const struct layout *l, int column, const char *kind)
{
	const struct field_rule *f = l->field[column];

	return f && f->required_at && of[l->noun].begins &&
	    strcmp(f->required_at, of[l->noun].begins) == 0 &&
	    (!f->kind || !kind || strcmp(f->kind, kind) == 0);
}

int layout_instead(const struct layout *l, int column, const char *kind)
{
	const struct field_rule *f = l->field[column];

	for (size_t i = 0; i < l->n; i++)
		if (l->field[i] && l->field[i] != f && l->field[i]->kind &&
		    strcmp(l->field[i]->kind, kind) == 0 &&
		    strcmp(l->field[i]->title, f->title) == 0)
			return (int)i;
	return column_of_head(intake_columns[l->noun].v, f->title);
}
