/* What can be said of a policy only when all of its rules are read. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

/* What two rules of one name have in common, whatever they are rules of. */
struct twin {
	const char *name, *subject;
	const struct when *when;
	const struct node *n;
};

/* Rules of a name stand near each other; a huge file must not take forever. */
enum { TWINS = 100 };

/* Of rules that hold at once with equal weight the earlier wins, which is
 * seldom what was meant. */
static void check_twins(const struct node *n, const struct twin *t, size_t i)
{
	const struct twin *mine = &t[i];
	size_t k = i > TWINS ? i - TWINS : 0;

	for (; k < i && mine->name; k++) {
		if (t[k].n == n || !t[k].name ||
		    strcmp(t[k].name, mine->name) != 0 ||
		    strcmp(t[k].subject, mine->subject) != 0 ||
		    when_weight(t[k].when) != when_weight(mine->when) ||
		    !when_possible(t[k].when, mine->when))
			continue;
		node_warning(n, _("this rule and the one of line %ld, both "
		    "\"%s\", can hold at once with as many conditions; then "
		    "that one counts"), t[k].n->line, mine->name);
		return;
	}
}

/* Who asks for the rules of a subject has room for so many names. */
static void check_many(const struct policy *p, const struct twin *t, size_t n)
{
	const struct twin **names = arena_alloc(p->arena, n, sizeof *names);
	size_t have = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k, of_subject = 0;

		for (k = 0; k < have && t[i].name; k++) {
			if (strcmp(names[k]->subject, t[i].subject) != 0)
				continue;
			if (strcmp(names[k]->name, t[i].name) == 0)
				break;
			of_subject++;
		}
		if (!t[i].name || k < have)
			continue;
		if (of_subject == RULES_AT_ONCE) {
			node_error(t[i].n, _("\"%s\" is one rule too many for a "
			    "%s; at most %d names"), t[i].name, t[i].subject,
			    RULES_AT_ONCE);
			return;
		}
		names[have++] = &t[i];
	}
}

static void check_promises(const struct policy *p)
{
	struct twin *twins = arena_alloc(p->arena, p->promises_n, sizeof *twins);

	for (size_t i = 0; i < p->promises_n; i++) {
		const struct promise_rule *r = &p->promises[i];
		const struct node *n = p->promise_nodes[i];
		const struct node *from = node_get(n, "from");

		twins[i] = (struct twin){ r->name, r->subject, r->when, n };
		check_twins(n, twins, i);
		if (i > 0 && p->promise_nodes[i - 1] == n)
			continue;	/* another tier of the same */
		if (!r->from_last_kept && r->from &&
		    !moment_known(p, r->subject, r->from))
			event_check(p, from, r->from);
		event_check(p, node_get(n, "until"), r->until);
		event_check(p, node_get(n, "before"), r->before);
		event_doubt(p, node_get(n, "to"), r->to);
	}
	check_many(p, twins, p->promises_n);
}

static void check_messages(const struct policy *p, const struct node *section)
{
	struct twin *twins = arena_alloc(p->arena, p->messages_n, sizeof *twins);
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->messages_n; i++, n = n->next) {
		const struct message_rule *r = &p->messages[i];

		twins[i] = (struct twin){ r->name, r->subject, r->when, n };
		check_twins(n, twins, i);
	}
	check_many(p, twins, p->messages_n);
}

static void check_surveys(const struct policy *p, const struct node *section)
{
	struct twin *twins = arena_alloc(p->arena, p->surveys_n, sizeof *twins);
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->surveys_n; i++, n = n->next) {
		const struct survey_rule *r = &p->surveys[i];

		twins[i] = (struct twin){ r->name, r->subject, r->when, n };
		check_twins(n, twins, i);
		if (r->each == EACH_NEVER)
			event_check(p, node_get(n, "after"), r->after);
	}
	check_many(p, twins, p->surveys_n);
}

/* Rules of handling whose only reference to what is read later is an event. */
static void check_events(const struct policy *p, const struct node *section,
	const char *key)
{
	for (const struct node *n = section ? section->first : NULL; n;
	    n = n->next) {
		const struct node *event = node_get(n, key);

		if (event && event->kind == NODE_SCALAR && *event->text)
			event_check(p, event, event->text);
	}
}

/* What is given by rules: a case, a measure, a task. Others are asked for by
 * their names only, so a name like one of these is likely meant to be it. */
static void check_given(const struct policy *p, const struct node *n,
	const char *name)
{
	struct nearest near = { .typed = name };

	if (!n || !name || strcmp(name, "owner") == 0 ||
	    strcmp(name, "measure") == 0)
		return;
	nearest_try(&near, "owner");
	nearest_try(&near, "measure");
	for (size_t i = 0; i < p->promises_n; i++) {
		const struct promise_rule *r = &p->promises[i];

		if (!r->name || !r->from || strncmp(r->from, "asked_", 6) != 0)
			continue;
		if (strcmp(r->name, name) == 0)
			return;
		nearest_try(&near, r->name);
	}
	if (near.best && near.distance <= 2)
		node_warning(n, _("\"%s\" is nothing that is given by itself; "
		    "nearest: %s"), name, near.best);
}

/* Twins among rules that decide one thing of a case. */
static void check_handling(const struct policy *p, const struct node *root)
{
	struct twin *d = arena_alloc(p->arena, p->derived_n, sizeof *d);
	struct twin *a = arena_alloc(p->arena, p->assigns_n, sizeof *a);
	struct twin *o = arena_alloc(p->arena, p->offers_n, sizeof *o);
	const struct node *derived = node_get(root, "derived");
	const struct node *assign = node_get(root, "assign");
	const struct node *offers = node_get(root, "offers");
	const struct node *n = derived ? derived->first : NULL;

	for (size_t i = 0; n && i < p->derived_n; i++, n = n->next) {
		const struct derived_rule *r = &p->derived[i];

		d[i] = (struct twin){ r->fact, r->subject, r->when, n };
		check_twins(n, d, i);
	}
	n = assign ? assign->first : NULL;
	for (size_t i = 0; n && i < p->assigns_n; i++, n = n->next) {
		const struct assign_rule *r = &p->assigns[i];

		a[i] = (struct twin){ r->name, "case", r->when, n };
		check_twins(n, a, i);
		check_given(p, node_get(n, "name"), r->name);
	}
	n = offers ? offers->first : NULL;
	for (size_t i = 0; n && i < p->offers_n; i++, n = n->next) {
		const struct offer_rule *r = &p->offers[i];

		o[i] = (struct twin){ r->name, r->subject, r->when, n };
		check_twins(n, o, i);
	}
}

/* A purpose that is used where the company lists its purposes. */
static void check_purpose(const struct policy *p, const struct node *n,
	const char *purpose)
{
	if (p->consents_n > 0 && purpose && !policy_consent(p, purpose))
		node_warning(n, _("the purpose \"%s\" is not among the consents"),
		    purpose);
}

static void check_purposes(const struct policy *p, const struct node *root)
{
	const struct node *section = node_get(root, "messages");
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->messages_n; i++, n = n->next)
		check_purpose(p, n, p->messages[i].purpose);
	for (size_t i = 0; i < p->promises_n; i++)
		check_purpose(p, p->promise_nodes[i], p->promises[i].purpose);
	if (p->partner && p->partner->consent)
		check_purpose(p, node_get(root, "partner"), p->partner->consent);
}

static void check_groups(const struct policy *p, const struct node *section)
{
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->groups_n; i++, n = n->next)
		for (size_t k = 0; k < i; k++)
			if (p->groups[k].name && p->groups[i].name &&
			    strcmp(p->groups[k].name, p->groups[i].name) == 0)
				node_error(node_get(n, "name"), _("\"%s\" stands "
				    "here twice"), p->groups[i].name);
}

static void check_fields(const struct policy *p, const struct node *section)
{
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->fields_n; i++, n = n->next)
		event_check(p, node_get(n, "required_at"),
		    p->fields[i].required_at);
}

void rules_check(const struct policy *p, const struct node *root)
{
	check_fields(p, node_get(root, "fields"));
	check_promises(p);
	check_messages(p, node_get(root, "messages"));
	check_surveys(p, node_get(root, "surveys"));
	check_groups(p, node_get(root, "groups"));
	check_handling(p, root);
	check_purposes(p, root);
	steps_check(p, root);
	check_events(p, node_get(root, "holds"), "until");
	check_events(p, node_get(root, "offers"), "from");
	check_events(p, node_get(root, "retention"), "from");
}
