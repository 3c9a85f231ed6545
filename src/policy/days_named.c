/* Sections dates and roster: days that return without a rule, and shifts. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/dates.h"
#include "policy/inside.h"

static void read_days(struct policy *p, const struct node *n,
	struct day_list *list)
{
	struct names all;
	int64_t *v;

	list->name = node_key_name(n) ? n->key : NULL;
	list->mark = node_mark(n);
	all = node_names(n);
	v = arena_alloc(p->arena, all.n, sizeof *v);
	list->v = v;
	for (size_t i = 0; i < all.n; i++) {
		if (!date_read(all.v[i], 0, &v[list->n]))
			node_error(node_nth(n, i), _("\"%s\" is no date "
			    "(2026-02-14)"), all.v[i]);
		else if (list->n > 0 && v[list->n] <= v[list->n - 1])
			node_error(node_nth(n, i), _("is not later than the one "
			    "before"));
		else
			list->n++;
	}
}

void day_lists_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->dates = arena_alloc(p->arena, section->n, sizeof *p->dates);
	for (const struct node *c = section->first; c; c = c->next)
		read_days(p, c, &p->dates[p->dates_n++]);
}

const struct day_list *policy_days(const struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->dates_n; i++)
		if (p->dates[i].name && strcmp(p->dates[i].name, name) == 0)
			return &p->dates[i];
	return NULL;
}

/* "23:00-07:00" may end on the next day. */
static bool read_hours(const struct policy *p, const char *s,
	struct shift_rule *r)
{
	const char *dash = strchr(s, '-');

	return dash && clock_read(arena_dupn(p->arena, s, (size_t)(dash - s)),
	    &r->from) && clock_read(dash + 1, &r->to) && r->from != r->to;
}

static void read_shift(struct policy *p, const struct node *n,
	struct shift_rule *r)
{
	const struct node *title = node_get(n, "title");
	const struct node *hours = node_need(n, "hours");
	const char *s = node_text(hours);

	r->name = r->title = node_key_name(n) ? n->key : NULL;
	r->mark = node_mark(n);
	if (!node_keys(n, keys_shift))
		return;
	if (title)
		r->title = node_text(title);
	if (s && !read_hours(p, s, r))
		node_error(hours, _("\"%s\" are no hours of a shift "
		    "(07:00-15:00)"), s);
	r->least = (int)node_number(node_get(n, "least"), 1, 10000, 0);
	r->posts = word_nodes(p, "posts", _("post"), node_get(n, "posts"));
}

void roster_read(struct policy *p, const struct node *n)
{
	const struct node *shifts = node_get(n, "shifts");

	if (!n || !node_keys(n, keys_roster))
		return;
	node_need(n, "shifts");
	if (!node_is(shifts, NODE_MAP))
		return;
	p->shifts = arena_alloc(p->arena, shifts->n, sizeof *p->shifts);
	for (const struct node *c = shifts->first; c; c = c->next)
		read_shift(p, c, &p->shifts[p->shifts_n++]);
}

const struct shift_rule *policy_shifts(const struct policy *p, size_t *n)
{
	*n = p->shifts_n;
	return p->shifts;
}
