/* Section opens: cases that follow from others. */
#include "base/lang.h"
#include "policy/handling.h"
#include "policy/inside.h"

static void read_set(const struct policy *p, const struct node *n,
	struct opens_rule *r)
{
	if (!n || !node_keys(n, keys_opens_set))
		return;
	r->severity = word_node(p, "severities", _("severity"),
	    node_get(n, "severity"));
	r->category = word_node(p, "categories", _("category"),
	    node_get(n, "category"));
	r->cause = word_node(p, "causes", _("cause"), node_get(n, "cause"));
	r->team = word_node(p, "teams", _("team"), node_get(n, "team"));
}

static void read_rule(struct policy *p, const struct node *n,
	struct opens_rule *r)
{
	r->mark = node_mark(n);
	if (!node_keys(n, keys_opens))
		return;
	r->name = node_name(node_need(n, "name"));
	r->when = when_read(p, "case", node_need(n, "when"));
	r->kind = word_node(p, "kinds", _("kind"), node_need(n, "kind"));
	read_set(p, node_get(n, "set"), r);
}

void opens_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->opens = arena_alloc(p->arena, section->n, sizeof *p->opens);
	for (const struct node *c = section->first; c; c = c->next)
		read_rule(p, c, &p->opens[p->opens_n++]);
	node_once(section, "name", NULL);
}

const struct opens_rule *policy_opens_rules(const struct policy *p, size_t *n)
{
	*n = p->opens_n;
	return p->opens;
}
