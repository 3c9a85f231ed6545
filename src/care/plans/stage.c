/* Where a case is on its way. */
#include "care/plans/stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const struct plan *stages_of(const struct policy *p, const struct facts *facts)
{
	const struct plan *stages = policy_stages(p);

	return stages && stages->n && when_holds(stages->when, facts) ? stages :
	    NULL;
}

bool stage_moves(const struct policy *p, const char *event)
{
	const struct plan *stages = policy_stages(p);

	return stages && (strcmp(event, "reopened") == 0 ||
	    plan_step(stages, event));
}

/* The first stage before that one to which the way leads from it. */
static const struct step *back(const struct plan *stages, const struct step *s)
{
	for (size_t i = 0; s && i < s->next.n; i++) {
		const struct step *to = plan_step(stages, s->next.v[i]);

		if (to && to < s)
			return to;
	}
	return NULL;
}

const char *stage_after(const struct plan *stages, const char *at,
    const char *event)
{
	const struct step *to = plan_step(stages, event);

	if (strcmp(event, "reopened") == 0) {
		to = back(stages, plan_step(stages, "closed"));
		if (!to)
			to = &stages->v[0];
	}
	return to ? to->name : at;
}

/* Breadth first from the end, so that the first step found is on a shortest
 * way; of equally long ones the earlier stage counts. forward: only by steps
 * to later stages. */
static const struct step *search(const struct plan *stages,
    const struct step *from, const struct step *to, bool forward)
{
	size_t n = 0, *way = mem_alloc(stages->n + 1, sizeof *way);
	bool *seen = mem_alloc(stages->n + 1, sizeof *seen);
	const struct step *found = NULL;

	way[n++] = (size_t)(to - stages->v);
	seen[way[0]] = true;
	for (size_t i = 0; i < n && !found; i++) {
		const struct step *goal = &stages->v[way[i]];

		if (stage_leads(stages, from->name, goal->name))
			found = goal;
		for (size_t k = 0; k < (forward ? way[i] : stages->n); k++)
			if (!seen[k] && stages->v[k].name &&
			    stage_leads(stages, stages->v[k].name, goal->name)) {
				seen[k] = true;
				way[n++] = k;
			}
	}
	free(way);
	free(seen);
	return found;
}

const struct step *stage_toward(const struct plan *stages, const char *from,
    const char *to)
{
	const struct step *a = plan_step(stages, from), *b = plan_step(stages, to);
	const struct step *found;

	if (!a || !b || a == b)
		return NULL;
	/* Nobody goes on to the end to come back from there. */
	found = a < b ? search(stages, a, b, true) : NULL;
	return found ? found : search(stages, a, b, false);
}

bool stage_is_end(const struct policy *p, const char *stage)
{
	const struct plan *stages = policy_stages(p);
	const struct step *s = stages && stage &&
	    strcmp(stage, "archived") == 0 ? plan_step(stages, stage) : NULL;

	return s && !back(stages, s);
}
