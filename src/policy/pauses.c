/* Pauses: reasons for which promises stand still. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static void read_pause(const struct policy *p, const struct node *n,
	struct pause_rule *r)
{
	static const char *const caps[] = { "each", "total", NULL };
	const struct node *stops = node_get(n, "stops");
	const struct node *cap = node_get(n, "cap");

	r->name = node_key_name(n) ? n->key : NULL;
	r->mark = node_mark(n);
	if (!node_keys(n, keys_pause))
		return;
	r->stops = node_names(stops);
	for (size_t i = 0; i < r->stops.n; i++) {
		struct nearest near = { .typed = r->stops.v[i] };
		const struct promise_rule *found = NULL;

		for (size_t k = 0; k < p->promises_n && !found; k++) {
			const struct promise_rule *q = &p->promises[k];

			if (q->name && strcmp(q->name, r->stops.v[i]) == 0)
				found = q;
			else if (q->name)
				nearest_try(&near, q->name);
		}
		if (!found)
			node_unknown(node_nth(stops, i), _("promise"), &near);
		else if (found->hard)
			node_error(node_nth(stops, i), _("promise \"%s\" is hard: "
			    "nothing stops it"), found->name);
	}
	r->has_cap = node_span(cap, &r->cap);
	if (r->has_cap)
		span_check(p, cap, r->cap, NULL);
	r->cap_total = node_get(n, "cap_in") &&
	    node_choice(node_get(n, "cap_in"), caps) == 1;
	if (node_get(n, "cap_in") && !cap)
		node_error(node_get(n, "cap_in"), _("\"cap_in\" needs \"cap\""));
}

void pauses_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->pauses = arena_alloc(p->arena, section->n, sizeof *p->pauses);
	for (const struct node *c = section->first; c; c = c->next)
		read_pause(p, c, &p->pauses[p->pauses_n++]);
}
