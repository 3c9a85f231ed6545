/* Where a case is on its way, and what is open of its plans, in brief. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/case.h"
#include "care/plans/plan.h"
#include "care/plans/stage.h"
#include "text/ident.h"

static void tell_stage(const struct care_case *c, const struct plan *stages)
{
	const struct step *at = c->stage ? plan_step(stages, c->stage) : NULL;
	struct buf next = {0};

	if (!at)
		return;
	for (size_t i = 0; i < stages->n; i++)
		if (stage_leads(stages, at->name, stages->v[i].name))
			buf_addf(&next, "%s%s", next.n ? ", " : "",
			    stages->v[i].name);
	say(_("%" PRId64 ": is at %s (%s); next: %s"), ident_case(c->id), at->name,
	    at->title, next.n ? buf_text(&next) : "-");
	buf_free(&next);
}

static bool was_done(const struct step_done *v, size_t n, const char *plan,
    const char *step)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].plan, plan) == 0 && strcmp(v[i].step, step) == 0)
			return true;
	return false;
}

static void tell_plan(const struct care_case *c, const struct plan *p,
    const struct step_done *v, size_t n)
{
	struct buf open = {0};
	size_t left = 0;

	for (size_t i = 0; i < p->n; i++)
		if (!was_done(v, n, p->name, p->v[i].name))
			buf_addf(&open, "%s%s", left++ ? ", " : "", p->v[i].name);
	if (left)
		say(_("%" PRId64 ": %s (%s): %zu of %zu done; open: %s"),
		    ident_case(c->id), p->name, p->title, p->n - left, p->n,
		    buf_text(&open));
	buf_free(&open);
}

void way_tell(struct session *s, const struct care_case *c)
{
	struct facts facts = {.n = 0};
	struct arena *a = arena_new();
	const struct plan *stages, *plans;
	struct step_done *v;
	size_t n, steps;

	case_facts(s->db, c, a, &facts);
	stages = stages_of(s->policy, &facts);
	if (stages)
		tell_stage(c, stages);
	plans = policy_plans(s->policy, &n);
	steps = steps_done(s->db, c->id, a, &v);
	for (size_t i = 0; i < n && !c->closed_at; i++)
		if (plan_applies(&plans[i], "case", &facts,
		    plan_is_started(s->db, c->id, plans[i].name)))
			tell_plan(c, &plans[i], v, steps);
	arena_free(a);
}
