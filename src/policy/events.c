/* Events that start, keep and end promises, and the date fields of subjects. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static const char *const events[] = {
	"received", "accepted", "first_action", "told", "customer_told",
	"replied", "confirmed", "closed", "reopened", "assigned", "contacted",
	"proposed", "approved", "settled", "returned", "departed", "booked",
	"cancelled", "called", "visited", "answered", "answered_authority",
	"grouped", "planned", "reported", "done", "verified", "registered",
	"any_entry", NULL
};

static const struct { const char *subject, *field; } moments[] = {
	{ "case", "received" },
	{ "case", "closed" },
	{ "case", "told_time" },	/* the time that was told to the customer */
	{ "booking", "booked" },
	{ "booking", "departs" },
	{ "booking", "returns" },
	{ "customer", "birthday" },
	{ NULL, NULL }
};

static bool is_moment(const struct field_rule *f, const char *subject)
{
	return f->name && strcmp(f->subject, subject) == 0 &&
	    (f->type == FIELD_DATE || f->type == FIELD_TIME);
}

bool moment_known(const struct policy *p, const char *subject,
	const char *field)
{
	for (size_t i = 0; moments[i].field; i++)
		if (strcmp(moments[i].subject, subject) == 0 &&
		    strcmp(moments[i].field, field) == 0)
			return true;
	for (size_t i = 0; i < p->fields_n; i++)
		if (is_moment(&p->fields[i], subject) &&
		    strcmp(p->fields[i].name, field) == 0)
			return true;
	return policy_days(p, field) != NULL;
}

static void try_moments(const struct policy *p, const char *subject,
	struct nearest *near)
{
	for (size_t i = 0; moments[i].field; i++)
		if (strcmp(moments[i].subject, subject) == 0)
			nearest_try(near, moments[i].field);
	for (size_t i = 0; i < p->fields_n; i++)
		if (is_moment(&p->fields[i], subject))
			nearest_try(near, p->fields[i].name);
	for (size_t i = 0; i < p->dates_n; i++)
		if (p->dates[i].name)
			nearest_try(near, p->dates[i].name);
}

static const char *moment_ref(const struct policy *p, const char *subject,
	const struct node *n, const char *field)
{
	struct nearest near = { .typed = field };

	if (moment_known(p, subject, field))
		return field;
	try_moments(p, subject, &near);
	node_unknown(n, _("date field"), &near);
	return NULL;
}

const char *moment_node(const struct policy *p, const char *subject,
	const struct node *n)
{
	const char *s = node_text(n);

	return s ? moment_ref(p, subject, n, s) : NULL;
}

/* Is it an event: of the table, of words "events", or what keeps a promise? */
static bool event_known(const struct policy *p, const char *event)
{
	for (size_t i = 0; events[i]; i++)
		if (strcmp(events[i], event) == 0)
			return true;
	if (policy_word(p, "events", event) ||
	    (p->stages && plan_step(p->stages, event)))
		return true;
	for (size_t i = 0; i < p->promises_n; i++)
		if (p->promises[i].to && strcmp(p->promises[i].to, event) == 0)
			return true;
	return false;
}

void event_doubt(const struct policy *p, const struct node *n,
	const char *event)
{
	struct nearest near = { .typed = event };

	if (!n || !event || policy_word(p, "events", event) ||
	    (p->stages && plan_step(p->stages, event)))
		return;
	for (size_t i = 0; events[i]; i++) {
		if (strcmp(events[i], event) == 0)
			return;
		nearest_try(&near, events[i]);
	}
	if (near.best && near.distance <= 2 && *near.best == *event)
		node_warning(n, _("an event of your own, \"%s\"? "
		    "nearest known: %s"), event, near.best);
}

void event_check(const struct policy *p, const struct node *n,
	const char *event)
{
	const struct words *own = policy_words(p, "events");
	struct nearest near = { .typed = event };

	if (!n || !event || event_known(p, event))
		return;
	for (size_t i = 0; events[i]; i++)
		nearest_try(&near, events[i]);
	for (size_t i = 0; own && i < own->n; i++)
		nearest_try(&near, own->v[i].name);
	for (size_t i = 0; i < p->promises_n; i++)
		if (p->promises[i].to)
			nearest_try(&near, p->promises[i].to);
	node_unknown(n, _("event"), &near);
}

/* The name of what has that title: a word of events, or a stage. */
static const char *titled(const struct policy *p, const char *typed)
{
	const struct word *w = policy_word(p, "events", typed);

	if (w)
		return w->name;
	for (size_t i = 0; p->stages && i < p->stages->n; i++)
		if (p->stages->v[i].title && p->stages->v[i].name &&
		    strcmp(p->stages->v[i].title, typed) == 0)
			return p->stages->v[i].name;
	return NULL;
}

const char *policy_event(const struct policy *p, const char *typed,
	const char **near)
{
	const struct words *own = policy_words(p, "events");
	struct nearest n = { .typed = typed };
	const char *name = titled(p, typed);

	*near = NULL;
	if (name || event_known(p, typed))
		return name ? name : typed;
	for (size_t i = 0; events[i]; i++)
		nearest_try(&n, events[i]);
	for (size_t i = 0; own && i < own->n; i++)
		nearest_try(&n, own->v[i].name);
	for (size_t i = 0; p->stages && i < p->stages->n; i++)
		if (p->stages->v[i].name)
			nearest_try(&n, p->stages->v[i].name);
	for (size_t i = 0; i < p->promises_n; i++)
		if (p->promises[i].to)
			nearest_try(&n, p->promises[i].to);
	if (n.best && n.distance <= 2)
		*near = n.best;
	return NULL;
}
