/* care-case ask, answered: what others have to do about a case. */
#include "care/cases/task.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/assign_store.h"
#include "care/people/staff.h"
#include "command/actor.h"
#include "command/gate.h"
#include "text/ident.h"

static bool flag(struct targets *t, const char *option)
{
	const char *typed = target_option(t, option);

	return typed && strcmp(typed, "0") != 0;
}

/* Exactly one of a department, named or by the rule, the partner, counsel. */
static bool who_is_asked(struct session *s, struct targets *t,
    struct task_said *said)
{
	bool word = target_option(t, "department") != NULL;
	bool department = word || flag(t, "by-rule");
	bool partner = target_option(t, "partner") != NULL;
	bool legal = target_option(t, "legal") != NULL;

	if (department + partner + legal != 1) {
		target_refuse(t, _("say who is asked: --department WORD, --by-rule,"
		    " --partner or --legal"));
		return false;
	}
	said->event = department ? "asked_department" : partner ?
	    "asked_partner" : "asked_legal";
	return !word || each_word(s, t, "department", "teams", &said->team);
}

static bool named(struct session *s, struct targets *t, const char *typed,
    struct task_said *said)
{
	struct arena *a = arena_new();
	const char *why;

	said->staff = staff_named(s->db, typed, s->now, a, &why);
	if (!said->staff)
		target_refuse(t, "to: %s: %s", typed, why);
	arena_free(a);
	return said->staff != 0;
}

/* Who owes it: --to, else the lead of the team that is named, else whom the
 * policy's rule of assign says that is called like the task. */
static bool who_owes(struct session *s, struct targets *t, const struct act *a,
    const struct care_case *c, struct task_said *said)
{
	const char *typed = target_option(t, "to"), *rule, *team = NULL;

	if (!said->team) {
		rule = task_rule(a, c, said->event);
		said->staff = rule ? assign_for(s->db, s->policy, c, rule, s->now,
		    &team) : 0;
		said->team = team;
		if (rule && !typed && !said->staff && !team &&
		    flag(t, "by-rule")) {
			target_refuse(t, _("no rule \"%s\" of the policy says whose"
			    " it is"), rule);
			return false;
		}
	}
	if (typed)
		return named(s, t, typed, said);
	if (said->team && !said->staff)
		said->staff = team_lead(s->db, said->team, s->now);
	return true;
}

static bool by_when(struct session *s, struct targets *t, const struct act *a,
    struct task_said *said)
{
	if (!each_span(t, "within", &said->within, &said->has_within) ||
	    !each_later(s, t, "by", a->at, &said->due))
		return false;
	if (said->has_within && said->due) {
		target_refuse(t, _("--within and --by: which?"));
		return false;
	}
	return true;
}

static void tell_asked(struct session *s, const struct task_said *said,
    const struct promise *p, struct arena *a)
{
	struct buf name = {0};
	char due[HUMAN_TEXT];

	promise_name(s->db, p, &name);
	say(_("%s: %s owes it by %s"), buf_text(&name), said->staff ?
	    actor_name(s->db, said->staff, a) : p->owes,
	    human_long(p->due_at, s->zone, due));
	if (said->team && !said->staff)
		say(_("nobody is in team %s: add staff, or name somebody:"
		    " --to NAME"), said->team);
	buf_free(&name);
}

static bool refuse_task(struct session *s, struct targets *t,
    const struct task_said *said, const struct promise *p,
    enum task_refusal why)
{
	struct buf name = {0};

	if (why == TASK_OPEN) {
		promise_name(s->db, p, &name);
		target_refuse(t, _("was asked already\ncare-case answered %s"
		    " --note .."), buf_text(&name));
		buf_free(&name);
	} else {
		target_refuse(t, _("the policy promises nothing by it here: no rule"
		    " with \"from: %s\" (care-policy(5))"), said->event);
	}
	return false;
}

static bool ask_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct task_said said = {.event = NULL};
	struct arena *arena;
	struct promise p;
	enum task_refusal why;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (!a->note || !*a->note) {
		target_refuse(t, _("say what is asked: --note TEXT"));
		return false;
	}
	if (!who_is_asked(s, t, &said) || !who_owes(s, t, a, c, &said) ||
	    !by_when(s, t, a, &said) || !gate_case(s, t, c, said.event, "ask"))
		return false;
	arena = arena_new();
	why = case_ask(a, c, &said, arena, &p);
	if (why == TASK_ASKED)
		tell_asked(s, &said, &p, arena);
	else
		refuse_task(s, t, &said, &p, why);
	arena_free(arena);
	return why == TASK_ASKED;
}

int case_verb_ask(struct session *s)
{
	return each_case(s, ask_one);
}

/* The task that is answered, for answer_in_case(). */
static struct {
	const char *rule;
	int turn;
} wanted;

static bool answer_in_case(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	const struct promise_rule *r;
	struct promise p;
	struct buf name = {0};
	bool done = false;

	if (!a->note || !*a->note) {
		target_refuse(t, _("say what was answered: --note TEXT"));
	} else if (!promise_load(s->db, c->id, wanted.rule, wanted.turn, arena,
	    &p) || !task_is(s->db, &p, arena)) {
		target_refuse(t, _("nobody was asked this; see care-case tasks"));
	} else if (strcmp(p.state, "open") != 0) {
		target_refuse(t, strcmp(p.state, "kept") == 0 ?
		    _("is answered") : _("is cancelled"));
	} else {
		r = policy_promise_rule(s->policy, p.rule, p.amount);
		done = gate_case(s, t, c, r ? r->to : p.rule, "answer");
		if (done)
			case_answered(a, c, &p, r ? r->to : p.rule);
	}
	if (done) {
		promise_name(s->db, &p, &name);
		say(_("%s answered%s"), buf_text(&name),
		    p.due_at && a->at > p.due_at ? _(", late") : "");
	}
	buf_free(&name);
	arena_free(arena);
	return done;
}

int case_verb_answered(struct session *s)
{
	struct targets *t = targets_open(s, "promise");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_promise(t, name, &wanted.rule, &wanted.turn);
		enum ident_kind kind = ident_parse(name).kind;

		if (id && kind != IDENT_CASE && kind != IDENT_CASE_REF)
			target_refuse(t, _("nobody was asked this; see care-case"
			    " tasks"));
		else if (id)
			each_transaction(s, t, id, answer_in_case);
	}
	targets_close(t);
	return STATUS_DONE;
}
