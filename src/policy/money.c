/* The section money: limits and the fund; and the section offers. */
#include "policy/money.h"

#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/inside.h"

int period_node(const struct node *n)
{
	static const char *const periods[] = {
		"day", "week", "month", "quarter", "year", NULL
	};

	return n ? node_choice(n, periods) : -1;
}

static void read_limits(struct policy *p, const struct node *n)
{
	if (!node_is(n, NODE_MAP))
		return;
	p->limits = arena_alloc(p->arena, n->n, sizeof *p->limits);
	for (const struct node *c = n->first; c; c = c->next) {
		struct money_limit *l = &p->limits[p->limits_n++];

		l->role = word_key(p, "roles", _("role"), c);
		l->amount = money_node(p, c, -1);
		l->mark = node_mark(c);
	}
}

static void read_fund(struct policy *p, const struct node *n)
{
	const struct node *each = node_get(n, "each");
	int period;

	if (!n || !node_keys(n, keys_fund))
		return;
	period = period_node(each);
	if (each && period >= 0 && period < PERIOD_MONTH)
		node_error(each, _("a budget is of a month, a quarter or a year"));
	p->fund = arena_alloc(p->arena, 1, sizeof *p->fund);
	p->fund->mark = node_mark(n);
	p->fund->budget = money_node(p, node_need(n, "budget"), 0);
	p->fund->each = period < 0 ? PERIOD_YEAR : (enum period_kind)period;
	p->fund->warn_permille = share_node(node_get(n, "warn"), 1000, 0);
	p->fund->single = money_node(p, node_get(n, "single"), -1);
	p->fund->pays = node_names(node_get(n, "pays"));
	if (p->fund->single > p->fund->budget)
		node_error(node_get(n, "single"), _("is more than the budget"));
}

void money_read(struct policy *p, const struct node *n)
{
	if (!n || !node_keys(n, keys_money))
		return;
	read_limits(p, node_get(n, "limits"));
	read_fund(p, node_get(n, "fund"));
	pay_tables_read(p, node_get(n, "tables"));
}

/* Spans of one clock are compared; of two, days are worth their seconds. */
static bool later(struct span a, struct span b)
{
	int64_t x = a.clock == SPAN_DAYS ? a.n * 86400 : a.n;
	int64_t y = b.clock == SPAN_DAYS ? b.n * 86400 : b.n;
	bool wall = (a.clock == SPAN_DAYS || a.clock == SPAN_WALL) &&
	    (b.clock == SPAN_DAYS || b.clock == SPAN_WALL);

	return (wall || a.clock == b.clock) && x > y;
}

static void read_tier(const struct policy *p, const struct node *n,
	struct offer_tier *t, const struct offer_tier *before)
{
	const struct node *until = node_need(n, "until");
	const struct node *rate = node_need(n, "rate");

	if (!node_keys(n, keys_tier))
		return;
	t->rate = share_node(rate, 1000, 0);
	t->to_the_end = until && until->kind == NODE_SCALAR &&
	    strcmp(until->text, "end") == 0;
	if (!t->to_the_end && node_span(until, &t->until))
		span_check(p, until, t->until, NULL);
	if (t->to_the_end != !n->next)
		node_error(until ? until : n, _("the last tier, and no other, "
		    "is until: end"));
	if (!before)
		return;
	if (t->rate > before->rate)
		node_error(rate ? rate : n, _("the rate rises; who waits would "
		    "be rewarded"));
	if (!t->to_the_end && !before->to_the_end &&
	    !later(t->until, before->until))
		node_error(until ? until : n, _("is not later than the tier "
		    "before"));
}

static void read_offer(struct policy *p, const struct node *n,
	struct offer_rule *r)
{
	const struct node *name = node_need(n, "name");
	const struct node *subject = node_get(n, "for");
	const struct node *from = node_get(n, "from");
	const struct node *tiers = node_need(n, "tiers");
	struct offer_tier *v;

	r->mark = node_mark(n);
	if (!node_keys(n, keys_offer))
		return;
	r->name = node_name(name);
	r->subject = subject ? subject_read(subject) : "group";
	r->when = when_read(p, r->subject, node_get(n, "when"));
	r->from = from ? node_name(from) : "planned";
	r->of = base_node(p, node_get(n, "of"), "settled");
	if (!node_is(tiers, NODE_LIST))
		return;
	if (tiers->n == 0)
		node_error(tiers, _("the list is empty"));
	v = arena_alloc(p->arena, tiers->n, sizeof *v);
	r->v = v;
	for (const struct node *c = tiers->first; c; c = c->next) {
		read_tier(p, c, &v[r->n], r->n ? &v[r->n - 1] : NULL);
		r->n++;
	}
}

void offers_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->offers = arena_alloc(p->arena, section->n, sizeof *p->offers);
	for (const struct node *c = section->first; c; c = c->next)
		read_offer(p, c, &p->offers[p->offers_n++]);
}

int64_t policy_money_limit(const struct policy *p, const char *role)
{
	for (size_t i = 0; i < p->limits_n; i++)
		if (strcmp(p->limits[i].role, role) == 0)
			return p->limits[i].amount;
	return -1;
}

const struct money_limit *policy_money_limits(const struct policy *p, size_t *n)
{
	*n = p->limits_n;
	return p->limits;
}

const struct fund *policy_fund(const struct policy *p)
{
	return p->fund;
}

const struct offer_rule *policy_offers(const struct policy *p, size_t *n)
{
	*n = p->offers_n;
	return p->offers;
}
