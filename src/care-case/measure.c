/* care-case measure open, assign, done, verify, drop: so that it does not happen
 * again. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/cases/case.h"
#include "care/measures/measure.h"
#include "care/people/staff.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "command/each_named.h"
#include "command/gate.h"
#include "policy/figures.h"
#include "text/ident.h"

const struct option_spec measure_open_options[] = {
	{"do", 0, N_("TEXT"), N_("what is to be done")},
	{"as", 0, N_("WORD"), N_("corrective, preventive or improvement")},
	{"cause", 0, N_("WORD"), N_("the cause it is to remove (the case's)")},
	{"indicator", 0, N_("NAME"), N_("the figure it is to better")},
	{"staff", 0, N_("NAME"), N_("whom it is about (login), not a case")},
	{"to", 0, N_("NAME"), N_("whose it is (login)")},
	{"until", 0, N_("TIME"), N_("when it is to be done (as the policy says)")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec measure_assign_options[] = {
	{"to", 0, N_("NAME"), N_("whose it is (login)")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec measure_act_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec measure_verify_options[] = {
	{"effective", 0, NULL, N_("it worked")},
	{"not-effective", 0, NULL, N_("it did not; it begins anew")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static struct measure_act act_of(struct session *s, struct targets *t,
    int64_t at)
{
	return (struct measure_act){s->log, s->policy, s->policy_id, at,
	    target_option(t, "note")};
}

/* The member of staff that an option names; 0: not given, -1: refused. */
static int64_t staff_of(struct session *s, struct targets *t,
    const char *option)
{
	const char *typed = target_option(t, option), *why;
	struct arena *a;
	int64_t id;

	if (!typed)
		return 0;
	a = arena_new();
	id = staff_named(s->db, typed, s->now, a, &why);
	if (!id)
		target_refuse(t, "%s", why);
	arena_free(a);
	return id ? id : -1;
}

static bool kind_of(struct targets *t, const char **kind)
{
	const char *typed = target_option(t, "as");

	*kind = typed ? NULL : "corrective";
	for (int i = 0; typed && measure_kinds[i]; i++)
		if (strcmp(measure_kinds[i], typed) == 0)
			*kind = measure_kinds[i];
	if (!*kind)
		target_refuse(t, _("as: %s: there are corrective, preventive,"
		    " improvement"), typed);
	return *kind != NULL;
}

static bool indicator_of(struct session *s, struct targets *t,
    const char **indicator)
{
	const char *typed = target_option(t, "indicator");
	size_t n;
	const struct indicator_rule *v = policy_indicators(s->policy, &n);

	for (size_t i = 0; typed && i < n; i++)
		if (strcmp(v[i].name, typed) == 0)
			*indicator = v[i].name;
	if (typed && !*indicator)
		target_refuse(t, _("indicator: %s: the policy has none of that name"
		    "\ncare-kpi list"), typed);
	return !typed || *indicator;
}

/* When it is to be done; a bare date includes that day. */
static bool until_of(struct session *s, struct targets *t, int64_t after,
    int64_t *until)
{
	const char *typed = target_option(t, "until"), *why;

	if (!typed)
		return true;
	if (!human_instant(typed, s->zone, s->now, HUMAN_END, until, &why)) {
		target_refuse(t, "until: %s: %s", typed, why);
		return false;
	}
	if (*until <= after)
		target_refuse(t, _("%s: %s: does not lie ahead"), "until", typed);
	return *until > after;
}

static bool said_of(struct session *s, struct targets *t, int64_t at,
    const struct care_case *c, struct measure_said *said)
{
	const char *cause = NULL;

	said->text = target_option(t, "do");
	if (!said->text || !*said->text) {
		target_refuse(t, _("say what is to be done: --do TEXT"));
		return false;
	}
	if (!kind_of(t, &said->kind) ||
	    !until_of(s, t, at, &said->until) ||
	    !each_word(s, t, "cause", "causes", &cause) ||
	    !indicator_of(s, t, &said->indicator))
		return false;
	said->cause = cause ? cause : c ? c->cause : NULL;
	said->owner = staff_of(s, t, "to");
	said->about = c ? c->id : staff_of(s, t, "staff");
	return said->owner >= 0 && said->about >= 0;
}

static bool open_for(struct session *s, struct targets *t, int64_t at,
    const struct care_case *c)
{
	struct measure_said said = {.kind = NULL};
	struct measure_act a = act_of(s, t, at);
	int64_t id;

	if (!said_of(s, t, at, c, &said))
		return false;
	id = measure_open(&a, &said);
	if (c)
		say(_("a%" PRId64 " opened for %" PRId64), id, ident_case(c->id));
	else
		say(_("a%" PRId64 " opened"), id);
	return true;
}

static bool open_case(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct act silent = *a;

	if (!open_for(s, t, a->at, c))
		return false;
	/* What was said of it is the measure's. */
	silent.note = NULL;
	case_event(&silent, c, "measure_opened");
	log_end(a->log);
	return true;
}

/* One that is about no case. */
static int open_alone(struct session *s)
{
	struct targets *t = targets_none(s);
	int64_t at;

	if (each_begin(s, target_once(t)))
		each_end(s, each_happened(s, t, 0, &at) &&
		    open_for(s, t, at, NULL));
	targets_close(t);
	return STATUS_DONE;
}

int case_verb_measure_open(struct session *s)
{
	return arg_operands(s->args) ? each_case(s, open_case) : open_alone(s);
}

static int each_measure(struct session *s, subject_act *one)
{
	struct targets *t = targets_open(s, "measure");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_measure(t, name);

		if (id)
			each_other(s, t, name, id, one);
	}
	targets_close(t);
	return STATUS_DONE;
}

/* The measure at work, and the act on it, which is not before the last thing
 * that happened to it. */
static bool load(struct session *s, struct targets *t,
    const struct each_subject *e, struct measure *m, struct measure_act *act)
{
	if (!measure_load(s->db, e->id, e->arena, m))
		return false;
	*act = (struct measure_act){s->log, s->policy, s->policy_id, e->at,
	    e->note};
	if (e->at >= m->opened_at && e->at >= m->done_at)
		return true;
	target_refuse(t, "%s", e->at < m->opened_at ?
	    _("at: before it was opened") : _("at: before it was done"));
	return false;
}

static bool allowed(struct targets *t, enum measure_refusal why,
    const struct measure *m)
{
	switch (why) {
	case MEASURE_ENDED:
		target_refuse(t, strcmp(m->state, "dropped") == 0 ?
		    _("was dropped") : _("was verified and works"));
		return false;
	case MEASURE_DONE:
		target_refuse(t, _("is done already\ncare-case measure verify a%"
		    PRId64), m->id);
		return false;
	case MEASURE_NOT_DONE:
		target_refuse(t, _("is not done yet\ncare-case measure done a%"
		    PRId64), m->id);
		return false;
	default:
		return true;
	}
}

/* What the policy asks for before the event. */
static bool gated(struct session *s, struct targets *t,
    const struct each_subject *e, const char *event, const char *word)
{
	return gate_subject(s, t, e->kind, e->id, e->m.facts, event, word,
	    e->name);
}

static bool assign(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	int64_t owner = staff_of(s, t, "to");
	struct measure_act a;
	struct measure m;

	if (owner == 0)
		target_refuse(t, _("say to whom: --to NAME"));
	if (owner <= 0 || !load(s, t, e, &m, &a) ||
	    !allowed(t, measure_may_drop(&m), &m))
		return false;
	if (m.owner != owner)
		measure_assign(&a, &m, owner);
	say(_("%s -> %s"), e->name, target_option(t, "to"));
	return true;
}

int case_verb_measure_assign(struct session *s)
{
	return each_measure(s, assign);
}

static bool carry_out(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct measure_act a;
	struct measure m;

	if (!load(s, t, e, &m, &a) || !allowed(t, measure_may_do(&m), &m) ||
	    !gated(s, t, e, "done", "do"))
		return false;
	measure_do(&a, &m);
	say(_("%s done, turn %" PRId64), e->name, m.turn);
	return true;
}

int case_verb_measure_done(struct session *s)
{
	return each_measure(s, carry_out);
}

static bool flag(struct targets *t, const char *option)
{
	const char *typed = target_option(t, option);

	return typed && strcmp(typed, "0") != 0;
}

static bool verify(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	bool yes = flag(t, "effective"), no = flag(t, "not-effective");
	struct measure_act a;
	struct measure m;

	if (yes == no) {
		target_refuse(t, _("say whether it worked: --effective or"
		    " --not-effective\ncare-case measure effect %s"), e->name);
		return false;
	}
	if (!load(s, t, e, &m, &a) || !allowed(t, measure_may_verify(&m), &m) ||
	    !gated(s, t, e, "verified", "verify"))
		return false;
	measure_verify(&a, &m, yes);
	if (yes)
		say(_("%s verified: it works"), e->name);
	else
		say(_("%s verified: it does not work; turn %" PRId64 " begins"),
		    e->name, m.turn + 1);
	return true;
}

int case_verb_measure_verify(struct session *s)
{
	return each_measure(s, verify);
}

static bool drop(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct measure_act a;
	struct measure m;

	if (!e->note || !*e->note) {
		target_refuse(t, _("say why: --note TEXT"));
		return false;
	}
	if (!load(s, t, e, &m, &a) || !allowed(t, measure_may_drop(&m), &m))
		return false;
	measure_drop(&a, &m);
	say(_("%s dropped"), e->name);
	return true;
}

int case_verb_measure_drop(struct session *s)
{
	return each_measure(s, drop);
}
