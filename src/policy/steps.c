/* Sections stages, plans and qa: steps in order. */
#include "policy/steps.h"

#include <string.h>

#include "base/lang.h"
#include "policy/inside.h"

enum { STEPS_MOST = 200 };	/* of a plan */
enum step_kind { STEP_STAGE, STEP_PLAN, STEP_QA };

static const char *section_of(enum step_kind kind)
{
	return kind == STEP_STAGE ? "stages" : "qa";
}

/* Keys that only one kind of plan knows. */
static void only_of(const struct node *n, const char *key, enum step_kind is,
	enum step_kind wanted)
{
	const struct node *c = node_get(n, key);

	if (c && is != wanted)
		node_key_error(c, _("only steps of %s have this key"),
		    section_of(wanted));
}

static void read_step(const struct policy *p, const struct node *n,
	enum step_kind kind, struct step *s)
{
	const struct node *title = n;

	s->mark = node_mark(n);
	if (!n->key) {			/* a list of names */
		s->name = s->title = node_name(n);
		return;
	}
	s->name = s->title = node_key_name(n) ? n->key : NULL;
	if (n->kind == NODE_MAP) {
		node_keys(n, keys_step);
		only_of(n, "next", kind, STEP_STAGE);
		only_of(n, "points", kind, STEP_QA);
		title = node_get(n, "title");
		s->iso = node_text(node_get(n, "iso"));
		s->next = node_names(node_get(n, "next"));
		s->needs = node_names(node_get(n, "needs"));
		s->after = node_names(node_get(n, "after"));
		s->by = word_node(p, "roles", _("role"), node_get(n, "by"));
		s->points = (int)node_number(node_get(n, "points"), 0, 100, 0);
	}
	if (title)
		s->title = node_text(title);
}

static void check_names(const struct node *n, const struct step *v, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (v[i].name && v[k].name && strcmp(v[k].name, v[i].name) == 0)
			node_error(n, _("\"%s\" stands here twice"), v[i].name);
}

static void check_points(const struct node *n, const struct plan *plan)
{
	int sum = 0;

	for (size_t i = 0; i < plan->n; i++)
		sum += plan->v[i].points;
	if (sum != 100)
		node_error(n, _("the points are %d in sum, not 100"), sum);
}

static void read_steps(struct policy *p, const struct node *n,
	enum step_kind kind, struct plan *plan)
{
	struct step *v;

	if (!n || (n->kind == NODE_SCALAR && !node_is(n, NODE_LIST)))
		return;
	if (n->n == 0 || n->n > STEPS_MOST) {
		node_error(n, _("a plan has 1 to %d steps"), STEPS_MOST);
		return;
	}
	v = arena_alloc(p->arena, n->n, sizeof *v);
	plan->v = v;
	for (const struct node *c = n->first; c; c = c->next) {
		read_step(p, c, kind, &v[plan->n]);
		check_names(c, v, plan->n++);
	}
	if (kind == STEP_QA)
		check_points(n, plan);
}

static void read_plan(struct policy *p, const struct node *n,
	enum step_kind kind, struct plan *plan)
{
	const struct node *title = node_get(n, "title");

	plan->name = plan->title = node_key_name(n) ? n->key : NULL;
	plan->mark = node_mark(n);
	plan->subject = "case";
	if (n->kind == NODE_LIST) {
		read_steps(p, n, kind, plan);
		return;
	}
	if (!node_keys(n, keys_plan))
		return;
	if (title)
		plan->title = node_text(title);
	plan->subject = subject_read(node_get(n, "for"));
	plan->when = when_read(p, plan->subject, node_get(n, "when"));
	plan->before = node_text(node_get(n, "before"));
	read_steps(p, node_need(n, "steps"), kind, plan);
}

/* The way alone, or beside the condition of who goes it. */
const struct node *stages_node(const struct node *n)
{
	const struct node *steps = node_get(n, "steps");

	return steps ? steps : n;
}

void stages_read(struct policy *p, const struct node *n)
{
	if (!node_is(n, NODE_MAP))
		return;
	p->stages = arena_alloc(p->arena, 1, sizeof *p->stages);
	*p->stages = (struct plan){ .name = "stages", .title = "stages",
		.subject = "case", .mark = node_mark(n) };
	if (node_get(n, "steps") && node_keys(n, keys_stages))
		p->stages->when = when_read(p, "case", node_get(n, "when"));
	read_steps(p, stages_node(n), STEP_STAGE, p->stages);
}

void plans_read(struct policy *p, const struct node *n)
{
	if (!node_is(n, NODE_MAP))
		return;
	p->plans = arena_alloc(p->arena, n->n, sizeof *p->plans);
	for (const struct node *c = n->first; c; c = c->next)
		read_plan(p, c, STEP_PLAN, &p->plans[p->plans_n++]);
}

void qa_read(struct policy *p, const struct node *n)
{
	if (!node_is(n, NODE_MAP))
		return;
	p->qas = arena_alloc(p->arena, n->n, sizeof *p->qas);
	for (const struct node *c = n->first; c; c = c->next)
		read_plan(p, c, STEP_QA, &p->qas[p->qas_n++]);
}

const struct plan *policy_stages(const struct policy *p)
{
	return p->stages;
}

const struct plan *policy_plans(const struct policy *p, size_t *n)
{
	*n = p->plans_n;
	return p->plans;
}

const struct plan *policy_qas(const struct policy *p, size_t *n)
{
	*n = p->qas_n;
	return p->qas;
}

static const struct plan *find(const struct plan *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].name && strcmp(v[i].name, name) == 0)
			return &v[i];
	return NULL;
}

const struct plan *policy_plan(const struct policy *p, const char *name)
{
	return find(p->plans, p->plans_n, name);
}

const struct plan *policy_qa(const struct policy *p, const char *name)
{
	return find(p->qas, p->qas_n, name);
}

const struct step *plan_step(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].name && strcmp(plan->v[i].name, name) == 0)
			return &plan->v[i];
	return NULL;
}

static bool leads(const struct plan *stages, const struct step *s,
	const struct step *to)
{
	for (size_t i = 0; i < s->next.n; i++)
		if (to->name && strcmp(s->next.v[i], to->name) == 0)
			return true;
	return s->next.n == 0 && to == s + 1 && to < stages->v + stages->n;
}

bool stage_leads(const struct plan *stages, const char *from, const char *to)
{
	const struct step *a = plan_step(stages, from), *b = plan_step(stages, to);

	return a && b && leads(stages, a, b);
}
