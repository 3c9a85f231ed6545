/* care-case note, close, reopen: what happened to a case. */
#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/score.h"
#include "care-case/verbs.h"
#include "care/cases/act.h"
#include "care/plans/plan.h"
#include "command/gate.h"
#include "text/ident.h"

static bool note(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	(void)s;
	if (!a->note || !*a->note) {
		target_refuse(t, _("say what: --note TEXT"));
		return false;
	}
	case_note(a, c);
	say(_("%" PRId64 " noted"), ident_case(c->id));
	return true;
}

int case_verb_note(struct session *s)
{
	return each_case(s, note);
}

static bool refuse_unanswered(struct session *s, struct targets *t,
    const struct care_case *c, const struct promise_rule *r)
{
	(void)s;
	target_refuse(t, _("cannot close: no reply to the customer yet (%s:%ld,"
	    " promise %s)\ncare-case reply %" PRId64 "   or   care-case close %"
	    PRId64 " --outcome withdrawn"), r->mark.file, r->mark.line, r->name,
	    ident_case(c->id), ident_case(c->id));
	return false;
}

static bool outcome_of(struct session *s, struct targets *t, const char **out)
{
	const char *typed = target_option(t, "outcome"), *near;
	const struct word *w;

	*out = NULL;
	if (!typed)
		return true;
	w = policy_word(s->policy, "outcomes", typed);
	if (w) {
		*out = w->name;
		return true;
	}
	near = policy_nearest(s->policy, "outcomes", typed);
	target_refuse(t, near ? _("outcome: %s: not one of the policy's outcomes;"
	    " nearest: %s") : _("outcome: %s: not one of the policy's outcomes%s"),
	    typed, near ? near : "");
	return false;
}

/* Turns of a case come one after the other, also those written down late. */
static bool refuse_before(struct targets *t, const char *why)
{
	const char *typed = target_option(t, "at");

	target_refuse(t, "at: %s: %s", typed ? typed : _("now"), why);
	return false;
}

bool each_close(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	const struct promise_rule *rule;
	const char *outcome;
	int64_t turn;
	int score;

	if (c->reopened && subject_had(s->db, c->id, "reopened", &turn) &&
	    a->at < turn)
		return refuse_before(t, _("before it was opened again"));
	if (!outcome_of(s, t, &outcome) || !score_typed(s, t, c, &score))
		return false;
	switch (case_may_close(c, outcome,
	    case_owes_reply(s->db, s->policy, c->id, &rule))) {
	case CASE_IS_CLOSED:
		return each_refuse_closed(t, c);
	case CASE_NO_REPLY:
		return refuse_unanswered(s, t, c, rule);
	default:
		break;
	}
	/* Who withdrew owes us no form, and no way is left to go. */
	if (!case_ends_early(outcome) && !gate_case(s, t, c, "closed", "close"))
		return false;
	case_close(a, c, outcome);
	if (score)
		score_take(s, a, c->id, score);
	say(_("%" PRId64 " closed%s%s"), ident_case(c->id), outcome ? ", " : "",
	    outcome ? policy_word(s->policy, "outcomes", outcome)->title : "");
	return true;
}

int case_verb_close(struct session *s)
{
	return each_case(s, each_close);
}

static bool reopen(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	(void)s;
	if (case_is_open(c)) {
		target_refuse(t, _("is open"));
		return false;
	}
	if (c->merged_into)
		return each_refuse_closed(t, c);
	if (a->at < c->closed_at)
		return refuse_before(t, _("before it was closed"));
	case_reopen(a, c);
	say(_("%" PRId64 " opened again"), ident_case(c->id));
	return true;
}

int case_verb_reopen(struct session *s)
{
	return each_case(s, reopen);
}
