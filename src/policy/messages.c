/* Messages to customers, surveys after events, groups of like cases. */
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

static void read_message(const struct policy *p, const struct node *n,
	struct message_rule *r)
{
	static const char *const keys[] = {
		"name", "for", "when", "unless", "window", "by", "purpose",
		"template", "replaces_sent", NULL
	};
	const struct node *template = node_get(n, "template");
	const struct node *purpose = node_get(n, "purpose");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys))
		return;
	r->name = node_name(node_need(n, "name"));
	r->subject = subject_read(node_get(n, "for"));
	r->when = when_read(p, r->subject, node_get(n, "when"));
	r->unless = when_read(p, r->subject, node_get(n, "unless"));
	window_read(p, r->subject, node_need(n, "window"), &r->window);
	r->by = word_nodes(p, "channels", _("channel"), node_need(n, "by"));
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

/* low: {at_most: 2, of: any, opens: grievance} */
static void read_low(const struct policy *p, const struct node *n,
	struct survey_rule *r)
{
	static const char *const keys[] = { "at_most", "of", "opens", NULL };
	const struct node *of = node_get(n, "of");
	struct nearest near = { 0 };

	if (!node_keys(n, keys))
		return;
	r->low_at_most = (int)node_number(node_need(n, "at_most"), 1, 4, 0);
	r->low_opens = word_node(p, "kinds", _("word"), node_need(n, "opens"));
	r->low_of = of ? node_text(of) : "any";
	if (!r->low_of || strcmp(r->low_of, "any") == 0 ||
	    strcmp(r->low_of, "mean") == 0)
		return;
	near.typed = r->low_of;
	for (size_t i = 0; i < r->ask.n; i++) {
		if (strcmp(r->ask.v[i], r->low_of) == 0)
			return;
		nearest_try(&near, r->ask.v[i]);
	}
	nearest_try(&near, "any");
	nearest_try(&near, "mean");
	node_unknown(of, _("question"), &near);
}

static void read_survey(const struct policy *p, const struct node *n,
	struct survey_rule *r)
{
	static const char *const keys[] = {
		"name", "for", "when", "after", "delay", "ask", "by", "template",
		"cooldown", "expires", "low", NULL
	};
	const struct node *after = node_get(n, "after");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys))
		return;
	r->name = node_name(node_need(n, "name"));
	r->subject = subject_read(node_get(n, "for"));
	r->when = when_read(p, r->subject, node_get(n, "when"));
	r->after = after ? node_name(after) : "closed";
	node_span(node_get(n, "delay"), &r->delay);
	r->ask = word_nodes(p, "questions", _("question"), node_need(n, "ask"));
	r->by = word_nodes(p, "channels", _("channel"), node_get(n, "by"));
	r->template = template_node(p, node_get(n, "template"));
	r->has_cooldown = node_span(node_get(n, "cooldown"), &r->cooldown);
	r->has_expires = node_span(node_get(n, "expires"), &r->expires);
	if (node_get(n, "low"))
		read_low(p, node_get(n, "low"), r);
}

void surveys_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->surveys = arena_alloc(p->arena, section->n, sizeof *p->surveys);
	for (const struct node *c = section->first; c; c = c->next)
		read_survey(p, c, &p->surveys[p->surveys_n++]);
}

/* levels: {warning: 2, group: 4, crisis: 10}, rising */
static void read_levels(const struct node *n, struct group_rule *r)
{
	static const char *const keys[] = { "warning", "group", "crisis", NULL };
	int *const v[] = { &r->warning, &r->group, &r->crisis };
	int before = 1;

	if (!node_keys(n, keys))
		return;
	for (size_t i = 0; keys[i]; i++) {
		const struct node *c = node_get(n, keys[i]);

		*v[i] = (int)node_number(c, 2, 1000000, 0);
		if (*v[i] == 0)
			continue;
		if (*v[i] <= before)
			node_error(c, _("%s must be more than the level before it"),
			    keys[i]);
		before = *v[i];
	}
	if (n->n == 0)
		node_error(n, _("the condition is empty"));
}

static void read_group(const struct policy *p, const struct node *n,
	struct group_rule *r)
{
	static const char *const keys[] = {
		"name", "when", "same", "within", "levels", "notify", NULL
	};
	static const char *const columns[] = {
		"kind", "channel", "category", "cause", "product", "trip",
		"partner", "team", "region", NULL
	};
	const struct node *same = node_need(n, "same");
	const struct node *within = node_need(n, "within");

	r->mark = node_mark(n);
	if (!node_keys(n, keys))
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
	r->notify = word_nodes(p, "roles", _("role"), node_need(n, "notify"));
}

void groups_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->groups = arena_alloc(p->arena, section->n, sizeof *p->groups);
	for (const struct node *c = section->first; c; c = c->next)
		read_group(p, c, &p->groups[p->groups_n++]);
}
