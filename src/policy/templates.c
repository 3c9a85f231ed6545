/* Templates of messages: {{field}} stands for what the commands put there. */
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "policy/inside.h"
#include "text/template.h"

/* What commands provide for bookings, cases, invitations and notices. */
static const char *const provided[] = {
	"company", "customer_name", "product", "trip", "departs", "returns",
	"booking", "case", "kind", "due", "level", "promise", "owner", "link",
	"token", "left", "late", "ack_code", "today", NULL
};

/* The names known here, and the nearest of them to one that is not. */
struct lookup {
	const struct policy *p;
	struct nearest near;
};

static bool known(void *arg, const char *name)
{
	struct lookup *l = arg;

	l->near = (struct nearest){ .typed = name };
	for (size_t i = 0; provided[i]; i++) {
		if (strcmp(provided[i], name) == 0)
			return true;
		nearest_try(&l->near, provided[i]);
	}
	for (size_t i = 0; i < l->p->fields_n; i++) {
		if (!l->p->fields[i].name)
			continue;
		if (strcmp(l->p->fields[i].name, name) == 0)
			return true;
		nearest_try(&l->near, l->p->fields[i].name);
	}
	return false;
}

static void check_text(const struct policy *p, const struct node *n,
	const char *text)
{
	struct lookup l = { .p = p };
	struct template_fault fault;

	if (template_names(text, known, &l, &fault))
		return;
	if (*fault.name && l.near.best)
		node_error(n, "{{%s}}: %s; %s %s", fault.name, fault.why,
		    _("nearest:"), l.near.best);
	else
		node_error(n, "{{%s}}: %s", fault.name, fault.why);
}

static void read_template(struct policy *p, const struct node *n,
	struct template *t)
{
	const struct node *text = n;

	t->name = node_key_name(n) ? n->key : NULL;
	if (n->kind == NODE_MAP) {
		node_keys(n, keys_template);
		text = node_need(n, "text");
		t->subject = node_text(node_get(n, "subject"));
		if (t->subject)
			check_text(p, node_get(n, "subject"), t->subject);
	}
	t->text = node_text(text);
	if (t->text)
		check_text(p, text, t->text);
}

void templates_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_MAP))
		return;
	p->templates = arena_alloc(p->arena, section->n, sizeof *p->templates);
	for (const struct node *c = section->first; c; c = c->next)
		read_template(p, c, &p->templates[p->templates_n++]);
}

const struct template *policy_template(const struct policy *p, const char *name)
{
	for (size_t i = 0; i < p->templates_n; i++)
		if (p->templates[i].name && strcmp(p->templates[i].name, name) == 0)
			return &p->templates[i];
	return NULL;
}

void policy_own_words(const struct policy *p, struct buf *out)
{
	buf_adds(out, policy_head(p)->company);
	for (size_t i = 0; i < p->templates_n; i++) {
		buf_addc(out, '\n');
		buf_adds(out, p->templates[i].subject);
		buf_addc(out, '\n');
		buf_adds(out, p->templates[i].text);
	}
}

const char *template_node(const struct policy *p, const struct node *n)
{
	const char *s = node_text(n);
	struct nearest near = { .typed = s };

	if (!s)
		return NULL;
	for (size_t i = 0; i < p->templates_n; i++) {
		if (!p->templates[i].name)
			continue;
		if (strcmp(p->templates[i].name, s) == 0)
			return p->templates[i].name;
		nearest_try(&near, p->templates[i].name);
	}
	node_unknown(n, _("template"), &near);
	return NULL;
}
