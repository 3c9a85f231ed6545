/* What can be said of steps when all stages, fields and promises are read. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "policy/inside.h"
#include "policy/steps.h"

static void check_next(const struct plan *stages, const struct step *s,
	const struct node *n)
{
	for (size_t i = 0; i < s->next.n; i++) {
		struct nearest near = { .typed = s->next.v[i] };

		if (plan_step(stages, s->next.v[i]))
			continue;
		for (size_t k = 0; k < stages->n; k++)
			if (stages->v[k].name)
				nearest_try(&near, stages->v[k].name);
		node_unknown(node_nth(n, i), _("stage"), &near);
	}
}

static void check_needs(const struct policy *p, const char *subject,
	const struct step *s, const struct node *n)
{
	for (size_t i = 0; i < s->needs.n; i++)
		fact_ref(p, subject, node_nth(n, i), s->needs.v[i]);
}

static void check_plan(const struct policy *p, const struct plan *plan,
	const struct node *steps)
{
	const struct node *n = steps ? steps->first : NULL;

	for (size_t i = 0; n && i < plan->n; i++, n = n->next) {
		const struct step *s = &plan->v[i];
		const struct node *after = node_get(n, "after");

		check_needs(p, plan->subject, s, node_get(n, "needs"));
		for (size_t k = 0; k < s->after.n; k++)
			event_check(p, node_nth(after, k), s->after.v[k]);
	}
}

static void check_plans(const struct policy *p, const struct plan *v, size_t n,
	const struct node *section)
{
	const struct node *c = section ? section->first : NULL;

	for (size_t i = 0; c && i < n; i++, c = c->next) {
		check_plan(p, &v[i], c->kind == NODE_LIST ? c :
		    node_get(c, "steps"));
		event_check(p, node_get(c, "before"), v[i].before);
	}
}

/* Stages that no way leads to from the first are a slip of "next". */
static void check_ways(const struct plan *stages, const struct node *section)
{
	const struct node *n = section->first;
	size_t *way = mem_alloc(stages->n, sizeof *way), found = 1;
	bool *seen = mem_alloc(stages->n, sizeof *seen);

	seen[0] = true;
	for (size_t i = 0; i < found; i++)
		for (size_t k = 0; k < stages->n; k++)
			if (!seen[k] && stages->v[way[i]].name &&
			    stages->v[k].name && stage_leads(stages,
			    stages->v[way[i]].name, stages->v[k].name)) {
				seen[k] = true;
				way[found++] = k;
			}
	for (size_t i = 0; n && i < stages->n; i++, n = n->next)
		if (!seen[i] && stages->v[i].name)
			node_key_warning(n, _("no way leads here from the first "
			    "stage"));
	free(seen);
	free(way);
}

/* A plan that levels start is gone through only where one has. */
static void check_start(const struct policy *p, const struct node *n,
	const char *start)
{
	struct nearest near = { .typed = start };
	bool found = false;

	for (size_t i = 0; i < p->plans_n; i++) {
		const char *name = p->plans[i].name;

		if (!name)
			continue;
		nearest_try(&near, name);
		if (strcmp(name, start) == 0)
			found = p->plans[i].started = true;
	}
	if (!found)
		node_unknown(n, _("plan"), &near);
}

static void check_starts(const struct policy *p, const struct node *section)
{
	const struct node *n = section ? section->first : NULL;

	for (size_t i = 0; n && i < p->ladders_n; i++, n = n->next) {
		const struct node *c = n->first;

		for (size_t k = 0; c && k < p->ladders[i].n; k++, c = c->next)
			if (p->ladders[i].v[k].start)
				check_start(p, node_get(c, "start"),
				    p->ladders[i].v[k].start);
	}
}

void steps_check(const struct policy *p, const struct node *root)
{
	const struct node *section = node_get(root, "stages");
	const struct node *stages = section ? stages_node(section) : NULL;

	check_plans(p, p->plans, p->plans_n, node_get(root, "plans"));
	check_plans(p, p->qas, p->qas_n, node_get(root, "qa"));
	check_starts(p, node_get(root, "ladders"));
	if (!stages || !p->stages || p->stages->n == 0)
		return;
	check_plan(p, p->stages, stages);
	for (const struct node *n = stages->first; n; n = n->next)
		check_next(p->stages, &p->stages->v[n->index],
		    node_get(n, "next"));
	check_ways(p->stages, stages);
}
