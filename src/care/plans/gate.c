/* What the policy asks for before an event may happen. */
#include "care/plans/gate.h"

#include <string.h>

#include "care/plans/plan.h"
#include "care/plans/stage.h"

enum { RULES = RULES_AT_ONCE };

struct asking {
	const struct policy *policy;
	const char *subject, *event;
	const struct facts *facts;
	const struct gate_past *past;
	struct arena *arena;
	struct gate_fault *v;
	size_t n, cap;
};

static void fault(struct asking *g, const struct gate_fault *f)
{
	/* Two rules may want the same field: once is enough to say. */
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].why == f->why && strcmp(g->v[i].name, f->name) == 0 &&
		    (f->why != GATE_STEP || strcmp(g->v[i].of, f->of) == 0))
			return;
	g->v = arena_grow(g->arena, g->v, &g->cap, g->n + 1, sizeof *g->v);
	g->v[g->n++] = *f;
}

static bool filled(const struct asking *g, const char *name)
{
	const struct fact *f = facts_get(g->facts, name);

	return f && f->known;
}

static const char *title_of(const struct asking *g, const char *name)
{
	const struct field_rule *r = policy_field(g->policy, g->subject, name);

	return r && r->title ? r->title : name;
}

/* A field that cases of another kind have cannot be filled in here. */
static bool foreign(const struct asking *g, const char *name)
{
	const struct fact *kind = facts_get(g->facts, "kind");
	const struct field_rule *r = policy_field(g->policy, g->subject, name);

	return r && r->kind && kind && kind->text &&
	    strcmp(r->kind, kind->text) != 0;
}

static void want(struct asking *g, const struct names *needs, const char *of,
    struct mark mark)
{
	for (size_t i = 0; i < needs->n; i++)
		if (!filled(g, needs->v[i]) && !foreign(g, needs->v[i]))
			fault(g, &(struct gate_fault){GATE_FIELD, needs->v[i],
			    title_of(g, needs->v[i]), of, mark});
}

static void ask_fields(struct asking *g)
{
	const struct fact *kind = facts_get(g->facts, "kind");
	size_t n;
	const struct field_rule *all = policy_fields(g->policy, &n);

	for (size_t i = 0; i < n; i++) {
		const struct field_rule *r = &all[i];

		if (!r->required_at || strcmp(r->required_at, g->event) != 0 ||
		    strcmp(r->subject, g->subject) != 0 || filled(g, r->name))
			continue;
		if (r->kind && !(kind && kind->text &&
		    strcmp(kind->text, r->kind) == 0))
			continue;
		fault(g, &(struct gate_fault){GATE_FIELD, r->name, r->title, NULL,
		    r->mark});
	}
}

static void ask_plans(struct asking *g)
{
	size_t n;
	const struct plan *all = policy_plans(g->policy, &n);

	for (size_t i = 0; i < n; i++) {
		const struct plan *p = &all[i];

		if (!p->before || strcmp(p->before, g->event) != 0 ||
		    !plan_applies(p, g->subject, g->facts, p->started &&
		    g->past->done(g->past->arg, p->name, PLAN_STARTED)))
			continue;
		for (size_t j = 0; j < p->n; j++)
			if (!g->past->done(g->past->arg, p->name, p->v[j].name))
				fault(g, &(struct gate_fault){GATE_STEP, p->v[j].name,
				    p->v[j].title, p->name, p->mark});
	}
}

static void ask_step(struct asking *g, const struct step *to)
{
	want(g, &to->needs, NULL, to->mark);
	for (size_t i = 0; i < to->after.n; i++)
		if (!g->past->happened(g->past->arg, to->after.v[i]))
			fault(g, &(struct gate_fault){GATE_AFTER, to->after.v[i],
			    to->after.v[i], NULL, to->mark});
}

static void ask_way(struct asking *g, const struct plan *stages,
    const char *stage, const struct step *to)
{
	const struct step *at = stage ? plan_step(stages, stage) : NULL;
	const struct step *next;

	if (!at || at == to || stage_leads(stages, at->name, to->name))
		return;
	next = stage_toward(stages, at->name, to->name);
	fault(g, &(struct gate_fault){GATE_PATH, at->name, at->title,
	    next ? next->name : NULL, at->mark});
}

static void ask_stage(struct asking *g, const char *stage)
{
	const struct plan *stages = strcmp(g->subject, "case") == 0 ?
	    stages_of(g->policy, g->facts) : NULL;
	const struct step *to = stages ? plan_step(stages, g->event) : NULL;

	if (!to)
		return;
	ask_way(g, stages, stage, to);
	ask_step(g, to);
}

static void ask_promises(struct asking *g)
{
	const struct promise_rule *rules[RULES];
	size_t n = policy_promises(g->policy, g->subject, g->facts, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (strcmp(rules[i]->to, g->event) == 0)
			want(g, &rules[i]->needs, rules[i]->name, rules[i]->mark);
}

/* What was promised is asked, whatever the facts are by now. */
static void ask_owed(struct asking *g)
{
	size_t n;
	const struct promise_rule *all = policy_promise_rules(g->policy, &n);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = &all[i];

		if (r->before && strcmp(r->before, g->event) == 0 &&
		    strcmp(r->subject, g->subject) == 0 &&
		    g->past->owed(g->past->arg, r->name))
			fault(g, &(struct gate_fault){GATE_OWED, r->name, r->name,
			    r->to, r->mark});
	}
}

size_t gate_faults(const struct policy *p, const char *subject,
    const struct facts *facts, const char *stage, const char *event,
    const struct gate_past *past, struct arena *a, struct gate_fault **out)
{
	struct asking g = {.policy = p, .subject = subject, .event = event,
	    .facts = facts, .past = past, .arena = a};

	ask_stage(&g, stage);
	ask_fields(&g);
	ask_promises(&g);
	ask_plans(&g);
	ask_owed(&g);
	*out = g.v;
	return g.n;
}

size_t gate_step_faults(const struct policy *p, const char *subject,
    const struct facts *facts, const struct step *step,
    const struct gate_past *past, struct arena *a, struct gate_fault **out)
{
	struct asking g = {.policy = p, .subject = subject, .event = step->name,
	    .facts = facts, .past = past, .arena = a};

	ask_step(&g, step);
	*out = g.v;
	return g.n;
}

const char *gate_role(const struct policy *p, const char *subject,
    const struct facts *facts, const char *event, struct mark *mark)
{
	const struct plan *stages = strcmp(subject, "case") == 0 ?
	    stages_of(p, facts) : NULL;
	const struct step *to = stages ? plan_step(stages, event) : NULL;

	if (!to || !to->by)
		return NULL;
	*mark = to->mark;
	return to->by;
}
