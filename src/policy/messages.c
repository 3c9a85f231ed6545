/* Messages to customers and what holds them back. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

/* Channels on which a person speaks need no text of ours. */
static bool by_people(struct names by)
{
	for (size_t i = 0; i < by.n; i++)
		if (strcmp(by.v[i], "phone") != 0 && strcmp(by.v[i], "visit") != 0)
			return false;
	return by.n > 0;
}

/* To whom: the customer, or roles and "partner". */
static void read_to(const struct policy *p, const struct node *n,
	struct message_rule *r)
{
	static const char *const customer[] = { "customer" };
	struct names all = node_names(n);
	const char **v;

	r->to = (struct names){ customer, 1 };
	if (all.n == 0)
		return;
	v = arena_alloc(p->arena, all.n, sizeof *v);
	for (size_t i = 0; i < all.n; i++) {
		v[i] = all.v[i];
		if (strcmp(v[i], "partner") == 0)
			continue;
		if (strcmp(v[i], "customer") != 0)
			v[i] = word_ref(p, "roles", _("role"), node_nth(n, i),
			    v[i]);
		else if (all.n > 1)
			node_error(node_nth(n, i), _("a message to the customer "
			    "is a rule of its own"));
	}
	r->to = (struct names){ v, all.n };
}

static void read_message(const struct policy *p, const struct node *n,
	struct message_rule *r)
{
	const struct node *template = node_get(n, "template");
	const struct node *purpose = node_get(n, "purpose");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys_message))
		return;
	r->name = node_name(node_need(n, "name"));
	r->subject = subject_read(node_get(n, "for"));
	r->when = when_read(p, r->subject, node_get(n, "when"));
	r->unless = when_read(p, r->subject, node_get(n, "unless"));
	window_read(p, r->subject, node_need(n, "window"), &r->window);
	r->repeats = node_span(node_get(n, "every"), &r->every);
	if (r->repeats)
		span_check(p, node_get(n, "every"), r->every, NULL);
	r->by = word_nodes(p, "channels", _("channel"), node_need(n, "by"));
	read_to(p, node_get(n, "to"), r);
	r->purpose = purpose ? word_node(p, "purposes", _("purpose"), purpose) :
	    "service";
	r->template = template_node(p, template);
	if (!template && r->by.n > 0 && !by_people(r->by))
		node_error(n, _("the key \"%s\" is missing"), "template");
	r->replaces_sent = node_flag(node_get(n, "replaces_sent"), false);
}

void messages_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->messages = arena_alloc(p->arena, section->n, sizeof *p->messages);
	for (const struct node *c = section->first; c; c = c->next)
		read_message(p, c, &p->messages[p->messages_n++]);
}

static void read_hold(const struct policy *p, const struct node *n,
	struct hold_rule *r)
{
	static const char *const sames[] = {
		"trip", "booking", "customer", NULL
	};
	const struct node *same = node_need(n, "same");
	const struct node *until = node_get(n, "until");
	int i = same ? node_choice(same, sames) : -1;

	r->mark = node_mark(n);
	if (!node_keys(n, keys_hold))
		return;
	r->name = node_name(node_need(n, "name"));
	r->when = when_read(p, "case", node_get(n, "when"));
	r->same = i < 0 ? NULL : sames[i];
	r->stops = word_nodes(p, "purposes", _("purpose"), node_get(n, "stops"));
	r->until = until ? node_name(until) : "closed";
}

void holds_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->holds = arena_alloc(p->arena, section->n, sizeof *p->holds);
	for (const struct node *c = section->first; c; c = c->next)
		read_hold(p, c, &p->holds[p->holds_n++]);
	node_once(section, "name", NULL);
}

const struct hold_rule *policy_holds(const struct policy *p, size_t *n)
{
	*n = p->holds_n;
	return p->holds;
}
