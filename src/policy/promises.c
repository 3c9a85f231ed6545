/* Promises: what is owed, from when, until when, and by whom. */
#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

static const struct ladder *read_ladder_of(const struct policy *p,
	const struct node *n)
{
	const char *s = node_text(n);
	const struct ladder *ladder = s ? policy_ladder(p, s) : NULL;
	struct nearest near = { .typed = s };

	if (!s || ladder)
		return ladder;
	for (size_t i = 0; i < p->ladders_n; i++)
		if (p->ladders[i].name)
			nearest_try(&near, p->ladders[i].name);
	node_unknown(n, _("ladder"), &near);
	return NULL;
}

/* A rough length in seconds on a clock's own scale; spans of one family can
 * be compared by it. */
static int64_t rough(struct span s, int *family)
{
	*family = s.clock == SPAN_WORKING ? 1 : s.clock == SPAN_WORKDAYS ? 2 : 0;
	if (s.clock == SPAN_DAYS)
		return s.n * 86400;
	if (s.clock == SPAN_MONTHS)
		return s.n * 28 * 86400;
	return s.n;
}

static void check_ladder(const struct node *n, const struct promise_rule *r)
{
	const struct node *named = node_get(n, "ladder");
	struct span whole = r->has_within ? r->within : r->every;
	int family, other;
	int64_t length = rough(whole, &family);

	if (!r->ladder || (!r->has_within && !r->recurs))
		return;
	for (size_t i = 0; i < r->ladder->n; i++) {
		const struct level *l = &r->ladder->v[i];
		int64_t before = -rough(l->offset, &other);

		if (l->name && !l->is_share && other == family && before >= length)
			node_warning(named, _("level \"%s\" lies before the "
			    "promise's start and never fires"), l->name);
	}
}

/* When it is due: by within, window, every or a field. */
static void read_amount(const struct policy *p, const struct node *n,
	struct promise_rule *r)
{
	const struct node *within = node_get(n, "within");
	const struct node *window = node_get(n, "window");
	const struct node *every = node_get(n, "every");
	const struct node *due = node_get(n, "due");
	const struct node *calendar = node_get(n, "calendar");
	const struct node *margin = node_get(n, "margin");

	if (calendar)
		r->calendar = calendar_node(p, calendar);
	r->has_within = node_span(within, &r->within);
	if (r->has_within)
		span_check(p, within, r->within, r->calendar);
	r->recurs = node_span(every, &r->every);
	if (r->recurs)
		span_check(p, every, r->every, within ? NULL : r->calendar);
	if (window)
		r->has_window = window_read(p, r->subject, window, &r->window);
	if (due)
		r->due = moment_node(p, r->subject, due);
	r->has_margin = node_span(margin, &r->margin);
	if (r->has_margin)
		span_check(p, margin, r->margin, NULL);
	if (!within && !window && !every && !due)
		node_error(n, _("when is it due? give within, window, every or "
		    "due"));
	if ((within != NULL) + (window != NULL) + (due != NULL) > 1)
		node_error(n, _("within, window and due exclude each other"));
}

/* What starts and what keeps it. */
static void read_course(const struct policy *p, const struct node *n,
	struct promise_rule *r)
{
	static const char *const turns[] = { "each", "once", NULL };
	const struct node *from = node_get(n, "from");
	const struct node *to = node_get(n, "to");
	const struct node *until = node_get(n, "until");

	r->from = from ? node_name(from) : "received";
	if (r->from && strcmp(r->from, "last_kept") == 0) {
		r->from_last_kept = true;
		if (!node_get(n, "every"))
			node_error(from, _("\"last_kept\" needs \"every\""));
	}
	r->to = to ? node_name(to) : r->name;
	r->turns_each = node_get(n, "turns") &&
	    node_choice(node_get(n, "turns"), turns) == 0;
	r->until = until ? node_name(until) : NULL;
	if (until && !node_get(n, "every") && !r->turns_each)
		node_error(until, _("\"until\" ends what recurs; give every or "
		    "turns: each"));
	(void)p;
}

static void read_needs(const struct policy *p, const struct node *n,
	struct promise_rule *r)
{
	r->needs = node_names(n);
	for (size_t i = 0; i < r->needs.n; i++) {
		struct nearest near = { .typed = r->needs.v[i] };

		if (policy_field(p, r->subject, r->needs.v[i]))
			continue;
		for (size_t k = 0; k < p->fields_n; k++)
			if (p->fields[k].name &&
			    strcmp(p->fields[k].subject, r->subject) == 0)
				nearest_try(&near, p->fields[k].name);
		node_unknown(node_nth(n, i), _("field"), &near);
	}
}

static void read_promise(const struct policy *p, const struct node *n,
	struct promise_rule *r)
{
	static const char *const keys[] = {
		"name", "for", "when", "unless", "from", "to", "within", "window",
		"every", "due", "turns", "until", "owes", "by", "purpose",
		"ladder", "hard", "needs", "margin", "calendar", NULL
	};
	const struct node *owes = node_get(n, "owes");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys))
		return;
	r->name = node_name(node_need(n, "name"));
	r->subject = subject_read(node_get(n, "for"));
	r->when = when_read(p, r->subject, node_get(n, "when"));
	r->unless = when_read(p, r->subject, node_get(n, "unless"));
	read_course(p, n, r);
	read_amount(p, n, r);
	r->owes = owes ? word_node(p, "roles", _("role"), owes) : p->head.owes;
	r->by = word_node(p, "channels", _("channel"), node_get(n, "by"));
	r->purpose = word_node(p, "purposes", _("purpose"), node_get(n, "purpose"));
	r->ladder = read_ladder_of(p, node_get(n, "ladder"));
	r->hard = node_flag(node_get(n, "hard"), false);
	read_needs(p, node_get(n, "needs"), r);
	check_ladder(n, r);
}

void promises_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->promises = arena_alloc(p->arena, section->n, sizeof *p->promises);
	for (const struct node *c = section->first; c; c = c->next)
		read_promise(p, c, &p->promises[p->promises_n++]);
}

static void read_pause(const struct policy *p, const struct node *n,
	struct pause_rule *r)
{
	static const char *const keys[] = { "stops", "cap", "cap_in", NULL };
	static const char *const caps[] = { "each", "total", NULL };
	const struct node *stops = node_get(n, "stops");
	const struct node *cap = node_get(n, "cap");

	r->name = node_key_name(n) ? n->key : NULL;
	r->mark = node_mark(n);
	if (!node_keys(n, keys))
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
