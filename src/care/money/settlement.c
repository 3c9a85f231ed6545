/* Tables of compensation applied to a case. */
#include "care/money/settlement.h"

#include <string.h>

#include "policy/amounts.h"

static const struct said *find(const struct said_list *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].name, name) == 0)
			return &l->v[i];
	return NULL;
}

/* A part of a rule, once: its share of a base, between the rates from which a
 * person chooses. */
static void part(const struct settle_ask *ask, const struct pay_rule *r,
    const struct part *p, const char **missing, int64_t *low, int64_t *high)
{
	const struct said *base, *rate;
	int64_t least = p->low, most = p->high;

	if (!p->given)
		return;
	base = find(&ask->bases, p->base);
	if (!base) {
		*missing = p->base;
		return;
	}
	rate = least < most ? find(&ask->rates, r->name) : NULL;
	if (rate && rate->n >= least && rate->n <= most)
		least = most = rate->n;
	*low = money_share(base->n, least);
	*high = money_share(base->n, most);
}

static int64_t within(const struct pay_rule *r, int64_t v)
{
	if (r->at_most >= 0 && v > r->at_most)
		v = r->at_most;
	return r->at_least > v ? r->at_least : v;
}

/* The bounds are of what is paid besides, or, where nothing is, of what is
 * given back, each time (Consumer Protection Law 55: three times the price
 * more, and not below 500 yuan). */
static void bound(const struct pay_rule *r, struct settle_line *l)
{
	if (r->penalty.given || !r->refund.given) {
		l->penalty_low = within(r, l->penalty_low);
		l->penalty_high = within(r, l->penalty_high);
	} else {
		l->refund_low = within(r, l->refund_low);
		l->refund_high = within(r, l->refund_high);
	}
}

static struct settle_line line_of(const struct settle_ask *ask,
    const struct pay_table *t, const struct pay_rule *r)
{
	const struct said *times = r->each ? find(&ask->times, r->name) : NULL;
	struct settle_line l = {.table = t, .rule = r,
	    .times = times ? times->n : 1};

	part(ask, r, &r->refund, &l.missing, &l.refund_low, &l.refund_high);
	part(ask, r, &r->penalty, &l.missing, &l.penalty_low, &l.penalty_high);
	if (l.missing)
		return (struct settle_line){.table = t, .rule = r,
		    .missing = l.missing, .times = l.times};
	bound(r, &l);
	l.refund_low *= l.times;
	l.refund_high *= l.times;
	l.penalty_low *= l.times;
	l.penalty_high *= l.times;
	l.markup_low = money_share(l.refund_low + l.penalty_low, t->markup);
	l.markup_high = money_share(l.refund_high + l.penalty_high, t->markup);
	return l;
}

static bool excluded(const struct pay_table *t, const struct facts *f)
{
	const struct fact *cause = facts_get(f, "cause");

	for (size_t i = 0; cause && cause->known && i < t->none.n; i++)
		if (strcmp(t->none.v[i], cause->text) == 0)
			return true;
	return false;
}

/* Would a rule count if the days of notice were known? */
static bool wants_notice(const struct pay_table *t, const struct facts *f)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].has_notice && when_holds(t->v[i].when, f))
			return true;
	return false;
}

/* Can a person say it of the case? What is the customer's stays unknown. */
static bool can_be_said(const struct policy *p, const char *fact)
{
	return fact && (strcmp(fact, "cause") == 0 ||
	    policy_field(p, "case", fact));
}

/* The fact on which it depends if one more rule of the table counts. */
static const char *waits_for(const struct policy *p,
    const struct settle_ask *ask, const struct pay_table *t,
    const struct pay_rule **chosen, size_t n)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct pay_rule *r = &t->v[i];
		const char *fact;
		size_t k = 0;

		while (k < n && strcmp(chosen[k]->name, r->name) != 0)
			k++;
		if (k < n || (r->has_notice && ask->notice >= 0 &&
		    (ask->notice < r->notice_least ||
		    ask->notice > r->notice_most)))
			continue;
		fact = when_waits(r->when, ask->facts);
		if (can_be_said(p, fact))
			return fact;
	}
	return NULL;
}

static void add_table(const struct policy *p, const struct settle_ask *ask,
    const struct pay_table *t, struct settlement *out)
{
	const struct pay_rule *rules[SETTLE_LINES];
	size_t n = pay_rules(t, ask->facts, ask->notice, rules, SETTLE_LINES);
	struct settle_sum *sum = &out->sums[out->sums_n++];

	*sum = (struct settle_sum){.table = t,
	    .excluded = excluded(t, ask->facts)};
	if (!sum->excluded) {
		sum->notice = ask->notice < 0 && wants_notice(t, ask->facts);
		sum->fact = waits_for(p, ask, t, rules, n);
	}
	for (size_t i = 0; i < n && out->n < SETTLE_LINES; i++) {
		struct settle_line *l = &out->v[out->n++];

		*l = line_of(ask, t, rules[i]);
		if (l->missing)
			sum->missing = l->missing;
		sum->low += l->refund_low + l->penalty_low;
		sum->high += l->refund_high + l->penalty_high;
		sum->markup_low += l->markup_low;
		sum->markup_high += l->markup_high;
	}
	sum->low = money_share(sum->low, out->share);
	sum->high = money_share(sum->high, out->share);
	sum->markup_low = money_share(sum->markup_low, out->share);
	sum->markup_high = money_share(sum->markup_high, out->share);
}

static int share_of(const struct policy *p, const struct facts *f)
{
	const struct fact *liability = facts_get(f, "liability");
	const struct word *w = liability && liability->known ?
	    policy_word(p, "liabilities", liability->text) : NULL;

	return w && w->share >= 0 ? w->share : 1000;
}

static bool first_of_name(const struct pay_table *all, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(all[k].name, all[i].name) == 0)
			return false;
	return true;
}

void settle(const struct policy *p, const struct settle_ask *ask,
    struct settlement *out)
{
	size_t n;
	const struct pay_table *all = policy_pay_tables(p, &n);

	*out = (struct settlement){.share = share_of(p, ask->facts)};
	for (size_t i = 0; i < n && out->sums_n < SETTLE_TABLES; i++) {
		const struct pay_table *t;

		if (!first_of_name(all, i))
			continue;
		t = policy_pay_table(p, all[i].name, ask->contract);
		if (t)
			add_table(p, ask, t, out);
	}
	for (size_t i = 0; i < out->sums_n; i++) {
		const struct settle_sum *s = &out->sums[i];

		if (s->table->law && (!out->law || s->low > out->law->low))
			out->law = s;
		if (!out->ours || s->high + s->markup_high >
		    out->ours->high + out->ours->markup_high)
			out->ours = s;
	}
}

int64_t settle_floor(const struct settlement *s)
{
	return s->law ? s->law->low : 0;
}

int64_t settle_ours(const struct settlement *s, int64_t *high)
{
	*high = s->ours ? s->ours->high + s->ours->markup_high : 0;
	return s->ours ? s->ours->low + s->ours->markup_low : 0;
}

const struct settle_sum *settle_lacks(const struct settlement *s)
{
	for (size_t i = 0; i < s->sums_n; i++)
		if (s->sums[i].missing || s->sums[i].notice || s->sums[i].fact)
			return &s->sums[i];
	return NULL;
}

const struct settle_line *settle_undecided(const struct settlement *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->v[i].missing &&
		    (s->v[i].refund_low < s->v[i].refund_high ||
		    s->v[i].penalty_low < s->v[i].penalty_high))
			return &s->v[i];
	return NULL;
}

/* What still fits below the limit, taken from *left. */
static int64_t fill(int64_t limit, int64_t before, int64_t *left)
{
	int64_t room = limit > before ? limit - before : 0;
	int64_t take = *left < room ? *left : room;

	*left -= take;
	return take;
}

struct settle_parts settle_split(const struct settlement *s,
    struct settle_parts before, int64_t amount)
{
	const struct settle_sum *base = s->law ? s->law : s->ours;
	struct settle_parts parts = {0};
	int64_t left = amount, ours;

	if (!base) {
		parts.settlement = amount;
		return parts;
	}
	settle_ours(s, &ours);
	parts.settlement = fill(base->high, before.settlement, &left);
	parts.markup = fill(ours - base->high, before.markup, &left);
	parts.goodwill = left;
	return parts;
}

static bool is_base(const struct part *p, const char *base)
{
	return p->given && strcmp(p->base, base) == 0;
}

bool settle_asks_base(const struct policy *p, const char *base)
{
	size_t n;
	const struct pay_table *t = policy_pay_tables(p, &n);
	const struct offer_rule *o;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].n; k++)
			if (is_base(&t[i].v[k].refund, base) ||
			    is_base(&t[i].v[k].penalty, base))
				return true;
	o = policy_offers(p, &n);
	for (size_t i = 0; i < n; i++)
		if (o[i].of && strcmp(o[i].of, base) == 0)
			return true;
	return false;
}

bool settle_has_rule(const struct policy *p, const char *rule)
{
	size_t n;
	const struct pay_table *t = policy_pay_tables(p, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].n; k++)
			if (strcmp(t[i].v[k].name, rule) == 0)
				return true;
	return false;
}
