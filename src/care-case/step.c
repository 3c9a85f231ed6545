/* care-case step: steps of the policy's plans were gone through. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "base/utf8.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/plans/plan.h"
#include "command/gate.h"
#include "text/ident.h"

enum { RESULT_MOST = 24 };

/* Whose steps they are, inside the transaction. */
struct whose {
	const char *name, *kind;
	int64_t id, owner, person, at;
	const struct facts *facts;
	const char *note;
	struct arena *arena;
};

/* What is typed of steps, for the target at work. */
static const char *steps_typed;

static const struct plan *plan_named(struct session *s, const char *typed)
{
	size_t n;
	const struct plan *all = policy_plans(s->policy, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].name && (strcmp(all[i].name, typed) == 0 ||
		    strcmp(all[i].title, typed) == 0))
			return &all[i];
	return NULL;
}

/* The plan meant: one that applies to the subject; NULL and a refusal. */
static const struct plan *plan_of(struct session *s, struct targets *t,
    const struct whose *w, const char *typed)
{
	const struct plan *p = plan_named(s, typed);
	const char *near = NULL;
	int best = 3;
	size_t n;
	const struct plan *all = policy_plans(s->policy, &n);

	if (p && plan_applies(p, w->kind, w->facts,
	    plan_is_started(s->db, w->id, p->name)))
		return p;
	for (size_t i = 0; !p && i < n; i++)
		if (all[i].name && num_distance(all[i].name, typed) < best) {
			best = num_distance(all[i].name, typed);
			near = all[i].name;
		}
	if (p && strcmp(p->subject, w->kind) != 0)
		target_refuse(t, _("plan %s is gone through with a %s (%s:%ld)"),
		    p->name, p->subject, p->mark.file, p->mark.line);
	else if (p)
		target_refuse(t, _("plan %s is not for this one (%s:%ld)"), p->name,
		    p->mark.file, p->mark.line);
	else if (near)
		target_refuse(t, _("%s: no plan of the policy; nearest: %s"), typed,
		    near);
	else
		target_refuse(t, _("%s: no plan of the policy"), typed);
	return NULL;
}

/* The step of that name or title; NULL and a refusal that lists them. */
static const struct step *step_of(struct targets *t, const struct plan *p,
    const char *typed)
{
	struct buf all = {0};

	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].name, typed) == 0 ||
		    strcmp(p->v[i].title, typed) == 0) {
			buf_free(&all);
			return &p->v[i];
		}
		buf_addf(&all, "%s%s", i ? ", " : "", p->v[i].name);
	}
	target_refuse(t, _("%s/%s: no such step; there are %s"), p->name, typed,
	    buf_text(&all));
	buf_free(&all);
	return NULL;
}

/* A word that lists can show: no blanks, not too long. */
static bool result_of(struct targets *t, const char **out)
{
	const char *typed = target_option(t, "result");

	*out = typed && *typed ? typed : NULL;
	if (!*out || (utf8_length(typed) <= RESULT_MOST &&
	    !strpbrk(typed, " \t\r\n,;\"")))
		return true;
	target_refuse(t, _("result: %s: one word; more goes into --note"), typed);
	return false;
}

static bool one_step(struct session *s, struct targets *t,
    const struct whose *w, const struct plan *p, const struct step *step,
    bool *changed)
{
	struct step_said said = {.plan = p->name, .step = step->name,
	    .at = w->at, .staff = gate_who(s), .note = w->note,
	    .person = w->person};
	const char *called = arena_printf(w->arena, "%s/%s", p->name,
	    step->name);
	bool not = arg_given(s->args, "not");
	bool done = step_is_done(s->db, w->id, p->name, step->name);

	if (!result_of(t, &said.result))
		return false;
	if (step->by && !gate_may(s, t, step->by, w->owner, called,
	    &step->mark))
		return false;
	if (done != not)
		return true;		/* is so already */
	if (!not && !gate_step_of(s, t, w->kind, w->id, w->facts, step,
	    arena_printf(w->arena, _("do %s"), called), w->name))
		return false;
	if (not)
		step_take_back(s->log, w->id, &said);
	else
		step_do(s->log, w->id, &said);
	*changed = true;
	return true;
}

/* How far each plan named is, and what is open of it. */
static void tell(struct session *s, const struct whose *w, const struct plan *p)
{
	struct buf open = {0};
	size_t done = 0;

	for (size_t i = 0; i < p->n; i++)
		if (step_is_done(s->db, w->id, p->name, p->v[i].name))
			done++;
		else
			buf_addf(&open, "%s%s", open.n ? ", " : "", p->v[i].name);
	if (done == p->n)
		say(_("%s: %s is complete"), w->name, p->name);
	else
		say(_("%s: %s: %zu of %zu done; open: %s"), w->name, p->name, done,
		    p->n, buf_text(&open));
	buf_free(&open);
}

/* "seven_steps/listen,restate,other_plan/step". */
static bool steps(struct session *s, struct targets *t, const struct whose *w)
{
	char *save = NULL, *word, *slash, *all;
	const struct plan *p = NULL;
	const struct step *step;
	bool changed = false;

	all = arena_dup(w->arena, steps_typed ? steps_typed : "");
	for (word = strtok_r(all, ",", &save); word;
	    word = strtok_r(NULL, ",", &save)) {
		slash = strchr(word, '/');
		if (slash) {
			*slash = '\0';
			p = plan_of(s, t, w, word);
			word = slash + 1;
		}
		if (slash && !p)
			return false;
		step = p ? step_of(t, p, word) : NULL;
		if (p && (!step || !one_step(s, t, w, p, step, &changed)))
			return false;
		if (!p)
			break;
	}
	if (p)
		tell(s, w, p);
	else
		target_refuse(t, _("name a step: PLAN/STEP"));
	return changed;
}

static bool step_case(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	struct facts facts = {.n = 0};
	char name[32];
	struct whose w = {.name = name, .kind = "case", .id = c->id,
	    .owner = c->owner, .person = c->customer, .at = act->at,
	    .facts = &facts, .note = act->note, .arena = arena_new()};
	bool changed;

	snprintf(name, sizeof name, "%" PRId64, ident_case(c->id));
	case_facts(s->db, c, w.arena, &facts);
	changed = steps(s, t, &w);
	arena_free(w.arena);
	return changed;
}

static bool step_other(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct whose w = {.name = e->name, .kind = e->kind, .id = e->id,
	    .person = e->person, .at = e->at, .facts = e->m.facts,
	    .note = e->note, .arena = e->arena};

	return steps(s, t, &w);
}

int case_verb_step(struct session *s)
{
	size_t n = arg_operands(s->args);
	bool behind = n > 1 && !arg_given(s->args, "steps");
	struct targets *t = targets_open_but(s, "case", behind);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		bool is_case;
		int64_t id = target_subject(t, name, &is_case);

		steps_typed = behind ? arg_operand(s->args, n - 1) :
		    target_option(t, "steps");
		if (id && is_case)
			each_transaction(s, t, id, step_case);
		else if (id)
			each_other(s, t, name, id, step_other);
	}
	targets_close(t);
	return STATUS_DONE;
}
