/* Facts and fields that are asked for and not there. */
#include "care/plans/missing.h"

#include <string.h>

#include "care/plans/gate.h"
#include "care/plans/stage.h"

struct looking {
	const struct policy *policy;
	const struct facts *facts;
	struct arena *arena;
	const char **v;
	size_t n, cap;
};

static bool all_done(void *arg, const char *plan, const char *step)
{
	(void)arg;
	(void)plan;
	(void)step;
	return true;
}

static bool all_happened(void *arg, const char *event)
{
	(void)arg;
	(void)event;
	return true;
}

static bool nothing_owed(void *arg, const char *promise)
{
	(void)arg;
	(void)promise;
	return false;
}

static void add(struct looking *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i], name) == 0)
			return;
	l->v = arena_grow(l->arena, l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = name;
}

/* What the event asks for and is not filled in; all else is as if done. */
static void look(struct looking *l, const char *event)
{
	const struct gate_past past = {all_happened, all_done, nothing_owed,
	    NULL};
	struct gate_fault *v;
	size_t n = gate_faults(l->policy, "case", l->facts, NULL, event, &past,
	    l->arena, &v);

	for (size_t i = 0; i < n; i++)
		if (v[i].why == GATE_FIELD)
			add(l, v[i].name);
}

size_t gate_missing(const struct policy *p, const struct facts *facts,
    const char *stage, bool (*happened)(void *, const char *event), void *arg,
    struct arena *a, const char ***names)
{
	struct looking l = {.policy = p, .facts = facts, .arena = a};
	const struct plan *way = stages_of(p, facts);
	const char *at = way && (!stage || !plan_step(way, stage)) ?
	    way->v[0].name : stage;
	size_t n;
	const struct field_rule *all = policy_fields(p, &n);

	for (size_t i = 0; i < n; i++) {
		const char *event = all[i].required_at;

		if (!event || strcmp(all[i].subject, "case") != 0)
			continue;
		if (!way || !plan_step(way, event) ||
		    stage_leads(way, at, event) || happened(arg, event))
			look(&l, event);
	}
	for (size_t i = 0; way && i < way->n; i++)
		if (stage_leads(way, at, way->v[i].name))
			look(&l, way->v[i].name);
	*names = l.v;
	return l.n;
}
