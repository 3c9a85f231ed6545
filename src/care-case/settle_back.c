/* care-case settle reverse, hold, release: money comes back, is kept from a
 * partner, and given to him after all. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/num.h"
#include "care/plans/plan.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "command/gate.h"
#include "policy/steps.h"
#include "text/ident.h"

const struct option_spec settle_back_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("why")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec settle_hold_options[] = {
	{"amount", 0, N_("MONEY"), N_("how much")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

static bool refuse_line(struct targets *t, const struct ledger_line *l,
    int64_t id)
{
	if (l->reverses)
		target_refuse(t, _("takes line l%" PRId64 " back itself"),
		    l->reverses);
	else if (l->reversed)
		target_refuse(t, _("was taken back by line l%" PRId64),
		    l->reversed);
	else if (ledger_accompanies(l->account))
		target_refuse(t, _("goes with the line before it; take that one"
		    " back"));
	else
		target_refuse(t, _("holds a partner's money back"
		    "\ncare-case settle release %" PRId64), ident_case(id));
	return false;
}

static bool reversible(const struct ledger_line *l)
{
	return !l->reverses && !l->reversed && !ledger_accompanies(l->account) &&
	    strncmp(l->account, "held:", 5) != 0;
}

/* The line that is to be taken back, for reverse(). */
static int64_t wanted;

static bool reverse(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0};
	struct ledger_line l;
	bool done = false;

	case_facts(s->db, c, arena, &facts);
	if (!a->note || !*a->note)
		target_refuse(t, _("say why: --note TEXT"));
	else if (ledger_line(s->db, wanted, arena, &l) &&
	    (reversible(&l) || refuse_line(t, &l, c->id)) &&
	    pay_may(s, t, c, &facts, 0)) {
		payment_reverse(a, c, &l);
		say(_("%" PRId64 ": line l%" PRId64 " (%s, %s) taken back"),
		    ident_case(c->id), l.id, l.account, pay_text(s, l.amount));
		done = true;
	}
	arena_free(arena);
	return done;
}

int case_verb_settle_reverse(struct session *s)
{
	struct targets *t = targets_open(s, "line");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *a = arena_new();
		struct ledger_line l = {.id = 0};

		if (*name == 'l' && num_int(name + 1, 1, INT64_MAX, &wanted) &&
		    ledger_line(s->db, wanted, a, &l))
			each_transaction(s, t, l.subject, reverse);
		else
			target_refuse(t, _("no such line of the ledger\n"
			    "care-case ledger"));
		arena_free(a);
	}
	targets_close(t);
	return STATUS_DONE;
}

/* A partner's money is kept only where it was his fault, and the plan that the
 * policy has for it was gone through (S4-2.6b: not without all of this). */
static bool may_hold(struct session *s, struct targets *t,
    const struct care_case *c)
{
	const struct plan *plan = policy_plan(s->policy, "partner_hold");
	const char *fault = c->liability;

	if (!c->partner) {
		target_refuse(t, _("the case names no partner"));
		return false;
	}
	if (!fault || (strcmp(fault, "partner") != 0 &&
	    strcmp(fault, "shared") != 0)) {
		target_refuse(t, _("a partner's money is held only where the liability"
		    " is his or shared; it is: %s\ncare-case set %" PRId64
		    " --liability partner"), fault ? fault : "-", ident_case(c->id));
		return false;
	}
	for (size_t i = 0; plan && i < plan->n; i++)
		if (!step_is_done(s->db, c->id, plan->name, plan->v[i].name)) {
			target_refuse(t, _("step %s/%s (%s) is not done (%s:%ld)\n"
			    "care-case step %" PRId64 " %s/%s"), plan->name,
			    plan->v[i].name, plan->v[i].title, plan->v[i].mark.file,
			    plan->v[i].mark.line, ident_case(c->id), plan->name,
			    plan->v[i].name);
			return false;
		}
	return true;
}

static int64_t held(struct session *s, const struct care_case *c)
{
	struct buf b = {0};
	int64_t sum;

	buf_addf(&b, "held:%s", c->partner ? c->partner : "");
	sum = ledger_sum(s->db, buf_text(&b), policy_head(s->policy)->currency,
	    c->id, 0, 0);
	buf_free(&b);
	return sum;
}

static bool hold(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0};
	int64_t amount = 0;
	bool done = false;

	case_facts(s->db, c, arena, &facts);
	if (may_hold(s, t, c) && pay_amount(s, t, "amount", &amount)) {
		if (amount == 0)
			target_refuse(t, _("say how much: --amount AMOUNT"));
		else if (gate_case(s, t, c, "partner_held", "hold") &&
		    pay_may(s, t, c, &facts, held(s, c) + amount)) {
			payment_hold(a, c, c->partner, amount);
			say(_("%" PRId64 ": %s held back from %s"),
			    ident_case(c->id), pay_text(s, amount), c->partner);
			done = true;
		}
	}
	arena_free(arena);
	return done;
}

int case_verb_settle_hold(struct session *s)
{
	return each_case(s, hold);
}

static bool release(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0};
	int64_t is = held(s, c), amount = is;
	bool done = false;

	case_facts(s->db, c, arena, &facts);
	if (is <= 0)
		target_refuse(t, _("nothing is held back\ncare-case holds"));
	else if (pay_amount(s, t, "amount", &amount)) {
		if (amount == 0 || amount > is)
			target_refuse(t, _("%s is held back"), pay_text(s, is));
		else if (pay_may(s, t, c, &facts, 0)) {
			payment_hold(a, c, c->partner, -amount);
			say(_("%" PRId64 ": %s released to %s"),
			    ident_case(c->id), pay_text(s, amount), c->partner);
			done = true;
		}
	}
	arena_free(arena);
	return done;
}

int case_verb_settle_release(struct session *s)
{
	return each_case(s, release);
}
