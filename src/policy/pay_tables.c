/* Tables of compensation: what is given back and paid for which breach. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "policy/amounts.h"
#include "policy/choose.h"
#include "policy/dates.h"
#include "policy/inside.h"
#include "policy/money.h"

enum { SHARE_MOST = 10000 };	/* ten times the base */

const char *base_node(const struct policy *p, const struct node *n,
	const char *otherwise)
{
	return n ? word_node(p, "bases", _("base"), n) : otherwise;
}

/* "1% .. 5% of fee" */
static void read_part(const struct policy *p, const struct node *n,
	struct part *out)
{
	const char *s = node_text(n), *of, *dots;
	char *low, *high;

	out->base = "fee";
	if (!s)
		return;
	of = strstr(s, " of ");
	low = arena_dupn(p->arena, s, of ? (size_t)(of - s) : strlen(s));
	if (of)
		out->base = word_ref(p, "bases", _("base"), n,
		    of + 4 + strspn(of + 4, " "));
	dots = strstr(low, "..");
	high = low;
	if (dots) {
		high = low + (dots - low) + 2;
		high += strspn(high, " ");
		low[dots - low] = '\0';
		for (size_t k = strlen(low); k > 0 && low[k - 1] == ' '; k--)
			low[k - 1] = '\0';
	}
	out->given = share_read(low, SHARE_MOST, &out->low) &&
	    share_read(high, SHARE_MOST, &out->high) && out->low <= out->high;
	if (!out->given)
		node_error(n, _("\"%s\" is no part; write 20%%, 1%% .. 5%% or "
		    "100%% of unused"), s);
}

/* "4 .. 7" or "0" days */
static void read_notice(const struct policy *p, const struct node *n,
	struct pay_rule *r)
{
	const char *s = node_text(n), *dots;
	int64_t least, most;
	char *first;

	r->notice_most = -1;
	if (!s)
		return;
	dots = strstr(s, " .. ");
	first = arena_dupn(p->arena, s, dots ? (size_t)(dots - s) : strlen(s));
	r->has_notice = num_int(first, 0, 3660, &least) &&
	    num_int(dots ? dots + 4 : first, least, 3660, &most);
	if (!r->has_notice) {
		node_error(n, _("\"%s\" are no days of notice; write 4 .. 7 or "
		    "0"), s);
		return;
	}
	r->notice_least = (int)least;
	r->notice_most = (int)most;
}

static void read_pay(const struct policy *p, const struct node *n,
	struct pay_rule *r)
{
	static const char *const eaches[] = {
		"time", "item", "day", "person", NULL
	};
	const struct node *each = node_get(n, "each");
	const struct node *most = node_get(n, "at_most");

	r->mark = node_mark(n);
	if (!node_keys(n, keys_pay))
		return;
	r->name = node_name(node_need(n, "name"));
	r->when = when_read(p, "case", node_get(n, "when"));
	read_notice(p, node_get(n, "notice"), r);
	read_part(p, node_get(n, "refund"), &r->refund);
	read_part(p, node_get(n, "penalty"), &r->penalty);
	if (each && node_choice(each, eaches) >= 0)
		r->each = node_text(each);
	r->at_least = money_node(p, node_get(n, "at_least"), -1);
	r->at_most = money_node(p, most, -1);
	r->chain = word_nodes(p, "roles", _("role"), node_get(n, "chain"));
	if (most && r->at_most < r->at_least)
		node_error(most, _("is less than at_least"));
	if (!node_get(n, "refund") && !node_get(n, "penalty") &&
	    r->at_least < 0)
		node_error(n, _("what is paid? give refund, penalty or "
		    "at_least"));
}

/* Ranges of days that share one: equal as a condition where both have none. */
static bool notices_meet(const struct pay_rule *a, const struct pay_rule *b)
{
	if (a->has_notice != b->has_notice)
		return false;		/* the one that has it counts more */
	return !a->has_notice || (a->notice_least <= b->notice_most &&
	    b->notice_least <= a->notice_most);
}

static void check_twins(const struct node *n, const struct pay_rule *v,
	const struct pay_rule *r)
{
	for (const struct pay_rule *o = r - v > 100 ? r - 100 : v; o < r; o++)
		if (o->name && r->name && strcmp(o->name, r->name) == 0 &&
		    when_weight(o->when) == when_weight(r->when) &&
		    notices_meet(o, r) && when_possible(o->when, r->when)) {
			node_warning(n, _("this rule and the one of line %ld, "
			    "both \"%s\", can hold at once with as many "
			    "conditions; then that one counts"), o->mark.line,
			    r->name);
			return;
		}
}

static void read_table(struct policy *p, const struct node *n,
	struct pay_table *t)
{
	const struct node *title = node_get(n, "title");
	const struct node *from = node_get(n, "from");
	const struct node *rules = node_need(n, "rules");
	const char *s;
	struct pay_rule *v;

	t->mark = node_mark(n);
	t->from = INT64_MIN;
	if (!node_keys(n, keys_pay_table))
		return;
	t->name = node_name(node_need(n, "name"));
	t->title = title ? node_text(title) : t->name;
	t->law = node_text(node_get(n, "law"));
	s = node_text(from);
	if (s && !date_read(s, 0, &t->from))
		node_error(from, _("\"%s\" is no date (2026-02-14)"), s);
	t->markup = share_node(node_get(n, "markup"), SHARE_MOST, 0);
	t->none = word_nodes(p, "causes", _("cause"), node_get(n, "none"));
	if (!node_is(rules, NODE_LIST))
		return;
	v = arena_alloc(p->arena, rules->n, sizeof *v);
	t->v = v;
	for (const struct node *c = rules->first; c; c = c->next) {
		read_pay(p, c, &v[t->n]);
		check_twins(c, v, &v[t->n++]);
	}
}

void pay_tables_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->pay_tables = arena_alloc(p->arena, section->n, sizeof *p->pay_tables);
	for (const struct node *c = section->first; c; c = c->next)
		read_table(p, c, &p->pay_tables[p->pay_tables_n++]);
	node_once(section, "name", "from");
}

const struct pay_table *policy_pay_tables(const struct policy *p, size_t *n)
{
	*n = p->pay_tables_n;
	return p->pay_tables;
}

const struct pay_table *policy_pay_table(const struct policy *p,
	const char *name, int64_t day)
{
	const struct pay_table *best = NULL;

	for (size_t i = 0; i < p->pay_tables_n; i++) {
		const struct pay_table *t = &p->pay_tables[i];

		if (strcmp(t->name, name) == 0 && t->from <= day &&
		    (!best || t->from > best->from))
			best = t;
	}
	return best;
}

struct notified {		/* a table's rules, and the days of notice */
	const struct pay_rule *v;
	int notice;
};

static struct choice pay_choice(const void *rules, size_t i)
{
	const struct notified *all = rules;
	const struct pay_rule *r = &all->v[i];
	bool fits = !r->has_notice || (all->notice >= r->notice_least &&
	    all->notice <= r->notice_most);

	return (struct choice){ fits ? r->name : NULL, "case", r->when, NULL,
		r->has_notice };
}

size_t pay_rules(const struct pay_table *t, const struct facts *facts,
	int notice, const struct pay_rule **out, size_t max)
{
	const struct fact *cause = facts_get(facts, "cause");
	const struct notified all = { t->v, notice };
	size_t *at, n;

	for (size_t i = 0; cause && cause->known && i < t->none.n; i++)
		if (strcmp(t->none.v[i], cause->text) == 0)
			return 0;
	at = mem_alloc(max, sizeof *at);
	n = choose(&all, t->n, pay_choice, "case", facts, at, max);
	for (size_t i = 0; i < n; i++)
		out[i] = &t->v[at[i]];
	free(at);
	return n;
}
