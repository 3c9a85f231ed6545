/* Sections derived, assign and approval. */
#include "policy/handling.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "policy/amounts.h"
#include "policy/choose.h"
#include "policy/inside.h"

/* set: {severity: urgent} */
static void read_set(struct policy *p, const struct node *n,
	struct derived_rule *r)
{
	const struct node *c = node_is(n, NODE_MAP) ? n->first : NULL;
	const struct fact_kind *k;

	if (!c)
		return;
	if (n->n != 1) {
		node_error(n, _("one rule sets one fact"));
		return;
	}
	k = fact_ref(p, r->subject, c, c->key);
	if (!k)
		return;
	if (k->type != FACT_WORD || !k->list) {
		node_key_error(c, _("only facts that are words of a list can be "
		    "derived"));
		return;
	}
	r->fact = k->name;
	r->word = word_node(p, k->list, k->name, c);
}

static void read_derived(struct policy *p, const struct node *n,
	struct derived_rule *r)
{
	r->mark = node_mark(n);
	r->subject = "case";
	if (!node_keys(n, keys_derived))
		return;
	r->subject = subject_read(node_get(n, "for"));
	r->when = when_read(p, r->subject, node_get(n, "when"));
	read_set(p, node_need(n, "set"), r);
}

void derived_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->derived = arena_alloc(p->arena, section->n, sizeof *p->derived);
	for (const struct node *c = section->first; c; c = c->next)
		read_derived(p, c, &p->derived[p->derived_n++]);
}

static void read_assign_by(const struct node *n, struct assign_rule *r)
{
	static const char *const ways[] = {
		"first_contact", "duty", "skill", "load", "rotation", NULL
	};
	struct names all = node_names(n);

	for (size_t i = 0; i < all.n && r->by_n < 5; i++) {
		int way = node_choice(node_nth(n, i), ways);

		if (way < 0)
			continue;
		r->by[r->by_n++] = (enum assign_by)way;
		if (way == ASSIGN_SKILL && !r->skill)
			node_error(node_nth(n, i), _("by skill: which? give "
			    "skill"));
	}
}

static void read_assign(struct policy *p, const struct node *n,
	struct assign_rule *r)
{
	const struct node *name = node_get(n, "name");

	r->mark = node_mark(n);
	if (!node_keys(n, keys_assign))
		return;
	r->name = name ? node_name(name) : "owner";
	r->when = when_read(p, "case", node_get(n, "when"));
	r->team = word_node(p, "teams", _("team"), node_get(n, "team"));
	r->to = word_node(p, "roles", _("role"), node_get(n, "to"));
	r->skill = word_node(p, "skills", _("skill"), node_get(n, "skill"));
	read_assign_by(node_get(n, "by"), r);
	r->most_open = (int)node_number(node_get(n, "most_open"), 1, 100000, 0);
	if (!node_get(n, "team") && !node_get(n, "to") &&
	    !node_get(n, "skill") && !node_get(n, "by"))
		node_error(n, _("whose is it? give team, to, skill or by"));
}

void assign_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->assigns = arena_alloc(p->arena, section->n, sizeof *p->assigns);
	for (const struct node *c = section->first; c; c = c->next)
		read_assign(p, c, &p->assigns[p->assigns_n++]);
}

static void read_approval(struct policy *p, const struct node *n,
	struct approval_rule *r)
{
	r->mark = node_mark(n);
	r->over = -1;
	if (!node_keys(n, keys_approval))
		return;
	r->name = node_name(node_need(n, "name"));
	r->when = when_read(p, "case", node_get(n, "when"));
	r->over = money_node(p, node_get(n, "over"), -1);
	r->chain = word_nodes(p, "roles", _("role"), node_need(n, "chain"));
	r->has_within = node_span(node_get(n, "within"), &r->within);
	if (r->has_within)
		span_check(p, node_get(n, "within"), r->within, NULL);
}

void approval_read(struct policy *p, const struct node *section)
{
	if (!node_is(section, NODE_LIST))
		return;
	p->approvals = arena_alloc(p->arena, section->n, sizeof *p->approvals);
	for (const struct node *c = section->first; c; c = c->next)
		read_approval(p, c, &p->approvals[p->approvals_n++]);
	node_once(section, "name", NULL);
}

static struct choice derived_choice(const void *rules, size_t i)
{
	const struct derived_rule *r = (const struct derived_rule *)rules + i;

	return (struct choice){ r->fact, r->subject, r->when, NULL, 0 };
}

size_t policy_derived(const struct policy *p, const char *subject,
	const struct facts *facts, const struct derived_rule **out, size_t max)
{
	size_t *at = mem_alloc(max, sizeof *at);
	size_t n = choose(p->derived, p->derived_n, derived_choice, subject,
	    facts, at, max);

	for (size_t i = 0; i < n; i++)
		out[i] = &p->derived[at[i]];
	free(at);
	return n;
}

const struct assign_rule *policy_assign(const struct policy *p,
	const char *name, const struct facts *facts)
{
	const struct assign_rule *best = NULL;

	for (size_t i = 0; i < p->assigns_n; i++) {
		const struct assign_rule *r = &p->assigns[i];

		if (strcmp(r->name, name) == 0 && when_holds(r->when, facts) &&
		    (!best || when_weight(r->when) > when_weight(best->when)))
			best = r;
	}
	return best;
}

/* The roles of a chain that are not asked yet. */
static size_t add_chain(const struct names *chain, const struct approver *how,
	struct approver *out, size_t n, size_t max)
{
	for (size_t k = 0; k < chain->n; k++) {
		size_t at = 0;

		while (at < n && strcmp(out[at].role, chain->v[k]) != 0)
			at++;
		if (at < n || n == max)
			continue;
		out[n] = *how;
		out[n++].role = chain->v[k];
	}
	return n;
}

size_t policy_approval(const struct policy *p, const struct facts *facts,
	int64_t amount, struct approver *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < p->approvals_n; i++) {
		const struct approval_rule *r = &p->approvals[i];
		struct approver how = { NULL, r->has_within, r->within, r->mark };

		if (amount > r->over && when_holds(r->when, facts))
			n = add_chain(&r->chain, &how, out, n, max);
	}
	for (size_t i = 0; amount > 0 && i < p->pay_tables_n; i++) {
		const struct pay_table *t = &p->pay_tables[i];

		for (size_t k = 0; k < t->n; k++) {
			struct approver how = { .mark = t->v[k].mark };

			if (when_holds(t->v[k].when, facts))
				n = add_chain(&t->v[k].chain, &how, out, n, max);
		}
	}
	return n;
}

const struct derived_rule *policy_derived_rules(const struct policy *p,
	size_t *n)
{
	*n = p->derived_n;
	return p->derived;
}

const struct assign_rule *policy_assign_rules(const struct policy *p, size_t *n)
{
	*n = p->assigns_n;
	return p->assigns;
}

const struct approval_rule *policy_approval_rules(const struct policy *p,
	size_t *n)
{
	*n = p->approvals_n;
	return p->approvals;
}
