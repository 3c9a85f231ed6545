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
	if (every && every->kind != NODE_MAP)
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
	const struct node *before = node_get(n, "before");

	r->from = from ? node_name(from) : "received";
	if (r->from && strcmp(r->from, "last_kept") == 0) {
		r->from_last_kept = true;
		if (!node_get(n, "every"))
			node_error(from, _("\"last_kept\" needs \"every\""));
	}
	r->any_entry = r->from && strcmp(r->from, "any_entry") == 0;
	if (r->any_entry && !node_get(n, "within"))
		node_error(from, _("\"any_entry\" needs \"within\""));
	r->to = to ? node_name(to) : r->any_entry ? r->from : r->name;
	if (node_get(n, "turns")) {
		int how = node_choice(node_get(n, "turns"), turns);

		r->turns_each = how == 0;
		r->turns_once = how == 1;
	}
	r->until = until ? node_name(until) : NULL;
	r->before = before ? node_name(before) : NULL;
	if (until && !node_get(n, "every") && !r->turns_each)
		node_error(until, _("\"until\" ends what recurs; give every or "
		    "turns: each"));
	if (r->before && r->to && strcmp(r->before, r->to) == 0)
		node_error(before, _("%s keeps it, and would never come to pass"),
		    r->to);
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
	static const char *const policies[] = { "forward", "recompute", NULL };
	const struct node *on_policy = node_get(n, "on_policy");
	const struct node *owes = node_get(n, "owes");

	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys_promise))
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
	r->recomputes = on_policy ? node_choice(on_policy, policies) == 1 :
	    p->head.recomputes;
	if (r->hard && on_policy && r->recomputes)
		node_error(on_policy, _("the promise is hard: nothing moves it"));
	check_ladder(n, r);
}

/* The condition that the tier is that word besides those of the rule. */
static const struct when *when_tier(const struct policy *p,
	const struct when *all, const char *tier)
{
	size_t n = all ? all->n : 0;
	struct when *v = arena_alloc(p->arena, n + 1, sizeof *v);
	struct when *w = arena_alloc(p->arena, 1, sizeof *w);
	const char **words = arena_alloc(p->arena, 1, sizeof *words);

	if (n)
		memcpy(v, all->v, n * sizeof *v);
	words[0] = tier;
	v[n] = (struct when){ .op = WHEN_WORD, .fact = "tier",
		.type = FACT_WORD, .words = words, .n = 1 };
	*w = (struct when){ .op = WHEN_ALL, .v = v, .n = n + 1 };
	return w;
}

enum { TIERS_MOST = 100 };	/* of one promise */

/* every: {key: 30d, vip: 90d} is a promise of the name for each tier. */
static void read_tiers(struct policy *p, const struct node *n,
	struct promise_rule r)
{
	const struct node *every = node_get(n, "every");

	if (!fact_kind(r.subject, "tier"))
		node_error(every, _("a %s has no tier"), r.subject);
	if (every->n == 0 || every->n > TIERS_MOST) {
		node_error(every, _("give 1 to %d tiers"), TIERS_MOST);
		return;
	}
	for (const struct node *c = every->first; c; c = c->next) {
		struct promise_rule *one = &p->promises[p->promises_n];
		const char *tier = word_key(p, "tiers", _("tier"), c);

		*one = r;
		p->promise_nodes[p->promises_n++] = n;
		one->recurs = node_span(c, &one->every);
		if (!one->recurs || !tier)
			continue;
		span_check(p, c, one->every, one->has_within ? NULL :
		    one->calendar);
		one->when = when_tier(p, r.when, tier);
		if (!when_possible(one->when, NULL))
			node_error(c, _("can never hold: the conditions "
			    "contradict each other"));
		check_ladder(n, one);
	}
}

static size_t count_tiers(const struct node *n)
{
	const struct node *every = node_get(n, "every");

	return every && every->kind == NODE_MAP ? every->n : 1;
}

void promises_read(struct policy *p, const struct node *section)
{
	size_t most = 0;

	if (!node_is(section, NODE_LIST))
		return;
	for (const struct node *c = section->first; c; c = c->next)
		most += count_tiers(c);
	p->promises = arena_alloc(p->arena, most, sizeof *p->promises);
	p->promise_nodes = arena_alloc(p->arena, most, sizeof *p->promise_nodes);
	for (const struct node *c = section->first; c; c = c->next) {
		const struct node *every = node_get(c, "every");
		struct promise_rule r = { 0 };

		read_promise(p, c, &r);
		if (every && every->kind == NODE_MAP) {
			read_tiers(p, c, r);
			continue;
		}
		p->promise_nodes[p->promises_n] = c;
		p->promises[p->promises_n++] = r;
	}
}
