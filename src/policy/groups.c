/* Groups: cases that belong together. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

/* levels: {warning: 2, group: 4, crisis: 10}, rising */
static void read_levels(const struct node *n, struct group_rule *r)
{
	int *const v[] = { &r->warning, &r->group, &r->crisis };
	int before = 1;

	if (!node_keys(n, keys_group_levels))
		return;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		const struct node *c = node_get(n, keys_group_levels[i]);

		*v[i] = (int)node_number(c, 2, 1000000, 0);
		if (*v[i] == 0)
			continue;
		if (*v[i] <= before)
			node_error(c, _("%s must be more than the level before it"),
			    keys_group_levels[i]);
		before = *v[i];
	}
	if (n->n == 0)
		node_error(n, _("the condition is empty"));
}

/* opens: corrective, against the cause, which the cases then have in common */
static const char *read_opens(const struct node *n, const struct group_rule *r)
{
	static const char *const kinds[] = {
		"corrective", "preventive", "improvement", NULL
	};
	int kind = node_choice(n, kinds);

	for (size_t i = 0; i < r->same.n; i++)
		if (strcmp(r->same.v[i], "cause") == 0)
			return kind < 0 ? NULL : kinds[kind];
	node_error(n, _("a measure is against a cause; put cause into same"));
	return NULL;
}

static void read_group(const struct policy *p, const struct node *n,
	struct group_rule *r)
{
	static const char *const columns[] = {
		"kind", "channel", "category", "cause", "product", "trip",
		"partner", "team", "region", NULL
	};
	const struct node *same = node_need(n, "same");
	const struct node *within = node_need(n, "within");

	r->mark = node_mark(n);
	if (!node_keys(n, keys_group))
		return;
	r->name = node_name(node_need(n, "name"));
	r->when = when_read(p, "case", node_get(n, "when"));
	r->same = node_names(same);
	for (size_t i = 0; i < r->same.n; i++)
		node_choice(node_nth(same, i), columns);
	if (node_span(within, &r->within) && r->within.clock != SPAN_WALL &&
	    r->within.clock != SPAN_DAYS)
		node_error(within, _("groups are found by the wall clock; write "
		    "h or d"));
	read_levels(node_need(n, "levels"), r);
	r->notify = notify_nodes(p, node_need(n, "notify"));
	if (node_get(n, "opens"))
		r->opens = read_opens(node_get(n, "opens"), r);
}

void groups_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->groups = arena_alloc(p->arena, section->n, sizeof *p->groups);
	for (const struct node *c = section->first; c; c = c->next)
		read_group(p, c, &p->groups[p->groups_n++]);
}
