/* care-case did: an event of the policy happened to a subject. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/measures/measure.h"
#include "care/plans/stage.h"
#include "care/promises/happened.h"
#include "command/event_verb.h"
#include "command/gate.h"
#include "text/ident.h"

enum { EVENTS_MOST = 32 };

/* What is said to have happened, of the target at work. */
static const char *events_typed;

/* One event by name or title; NULL and a refusal otherwise. */
static const char *event_of(struct session *s, struct targets *t,
    const char *typed)
{
	const char *near, *event = policy_event(s->policy, typed, &near);

	if (event && strcmp(event, "any_entry") == 0)
		event = near = NULL;
	if (event && event_verb(event)) {
		target_refuse(t, _("%s has a command of its own: %s"), event,
		    event_verb(event)->command);
		return NULL;
	}
	if (!event && near)
		target_refuse(t, _("%s: no event of the policy; nearest: %s"), typed,
		    near);
	else if (!event)
		target_refuse(t, _("%s: no event of the policy"), typed);
	return event;
}

/* The events typed, "accepted,assessed", in their order; 0 and a refusal. */
static size_t events_of(struct session *s, struct targets *t, struct arena *a,
    const char **out)
{
	char *save = NULL, *word, *all;
	size_t n = 0;

	if (!events_typed) {
		target_refuse(t, _("say what happened: an event of the policy"));
		return 0;
	}
	all = arena_dup(a, events_typed);
	for (word = strtok_r(all, ",", &save); word;
	    word = strtok_r(NULL, ",", &save)) {
		if (n == EVENTS_MOST) {
			target_refuse(t, _("too many events at once"));
			return 0;
		}
		out[n] = event_of(s, t, word);
		if (!out[n++])
			return 0;
	}
	if (n == 0)
		target_refuse(t, _("say what happened: an event of the policy"));
	return n;
}

/* A closed case goes on to what comes behind its closing, and what was
 * promised from the closing on is kept. */
static bool after_closing(struct session *s, const struct care_case *c,
    const char *event, struct arena *a)
{
	const struct plan *stages = policy_stages(s->policy);
	const struct step *closed = stages ? plan_step(stages, "closed") : NULL;
	const struct step *to = stages ? plan_step(stages, event) : NULL;
	struct promise *all;
	size_t n = promises_of(s->db, c->id, a, &all);

	if (c->stage && closed && to)
		return to > closed;
	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = strcmp(all[i].state, "open") ? NULL :
		    policy_promise_rule(s->policy, all[i].rule, all[i].amount);

		if (r && strcmp(r->to, event) == 0)
			return true;
	}
	return false;
}

static bool one_event(struct session *s, struct targets *t,
    const struct act *act, int64_t id, const char *event, size_t *kept)
{
	struct arena *a = arena_new();
	struct care_case c;
	bool done = case_load(s->db, id, a, &c);

	if (done && !case_is_open(&c) && !after_closing(s, &c, event, a)) {
		done = false;
		each_refuse_closed(t, &c);
	}
	done = done && gate_case(s, t, &c, event, arena_printf(a,
	    _("go on to %s"), event));
	if (done)
		*kept += case_milestone(act, &c, event);
	arena_free(a);
	return done;
}

static void tell(const char *name, const char *const *events, size_t n,
    size_t kept)
{
	say(kept ? _("%s %s; %zu promises kept") : _("%s %s"), name,
	    n ? events[n - 1] : "", kept);
}

static bool did_case(struct session *s, struct targets *t, struct act *act,
    const struct care_case *c)
{
	const char *events[EVENTS_MOST];
	struct arena *a = arena_new();
	size_t n = events_of(s, t, a, events), kept = 0;
	bool done = n > 0;
	char name[32];

	/* Each is asked of the case as the one before left it. */
	for (size_t i = 0; done && i < n; i++)
		done = one_event(s, t, act, c->id, events[i], &kept);
	snprintf(name, sizeof name, "%" PRId64, ident_case(c->id));
	if (done)
		tell(name, events, n, kept);
	arena_free(a);
	return done;
}

static bool did_other(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	const char *events[EVENTS_MOST];
	size_t n = events_of(s, t, e->arena, events), kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (measure_command(e->kind, events[i])) {
			target_refuse(t, _("%s has a command of its own: %s"),
			    events[i], measure_command(e->kind, events[i]));
			return false;
		}
		if (!gate_subject(s, t, e->kind, e->id, e->m.facts, events[i],
		    arena_printf(e->arena, _("go on to %s"), events[i]), e->name))
			return false;
		kept += subject_happened(&e->m, events[i], e->at, e->note,
		    e->person);
	}
	if (n)
		tell(e->name, events, n, kept);
	return n > 0;
}

int case_verb_did(struct session *s)
{
	size_t n = arg_operands(s->args);
	bool behind = n > 1 && !arg_given(s->args, "milestone");
	struct targets *t = targets_open_but(s, "case", behind);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		bool is_case;
		int64_t id;

		if (target_unfilled(t, "milestone"))
			continue;
		id = target_subject(t, name, &is_case);
		events_typed = behind ? arg_operand(s->args, n - 1) :
		    target_option(t, "milestone");
		if (id && is_case)
			each_transaction(s, t, id, did_case);
		else if (id)
			each_other(s, t, name, id, did_other);
	}
	targets_close(t);
	return STATUS_DONE;
}
