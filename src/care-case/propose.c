/* care-case propose, approve, accept, proposals: what is offered to a
 * customer, and who agrees to it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "care/cases/proposal.h"
#include "care/people/staff.h"
#include "command/actor.h"
#include "command/gate.h"
#include "policy/amounts.h"
#include "policy/handling.h"
#include "store/subject.h"
#include "text/ident.h"

const struct option_spec propose_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"text", 0, N_("TEXT"), N_("what is offered")},
	{"amount", 0, N_("MONEY"), N_("what it costs")},
	{"clause", 0, N_("TEXT"), N_("the clause or table it rests on")},
	{"understood", 0, NULL, N_("the customer was told and understood it")},
	{"withdraw", 0, NULL, N_("the one under way is taken back")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec approve_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"no", 0, NULL, N_("it is refused; --note says why")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec accept_options[] = {
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"no", 0, NULL, N_("the customer declined")},
	{"understood", 0, NULL, N_("the customer was told and understood it")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

/* Who really acts: --for, else the actor. */
static int64_t who_acts(struct session *s)
{
	return arg_given(s->args, "for") ? session_staff(s, "for") : s->actor;
}

static bool refuse_none(struct targets *t, const struct care_case *c)
{
	target_refuse(t, _("no proposal is under way\ncare-case propose %" PRId64
	    " --text .."), ident_case(c->id));
	return false;
}

static bool withdraw(struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct proposal p;
	bool under_way = proposal_last(log_db(a->log), c->id, arena, &p) &&
	    proposal_under_way(&p);

	if (under_way) {
		proposal_end(a, c, &p, "withdrawn", -1);
		say(_("%" PRId64 " proposal %d withdrawn"), ident_case(c->id), p.n);
	} else {
		refuse_none(t, c);
	}
	arena_free(arena);
	return under_way;
}

static void say_proposed(const struct act *a, const struct care_case *c, int n)
{
	struct arena *arena = arena_new();
	struct proposal p;
	struct approval *v = NULL;
	const struct approval *next;
	const struct word *w;
	size_t have = 0;

	if (proposal_last(log_db(a->log), c->id, arena, &p))
		have = approvals_of(log_db(a->log), &p, arena, &v);
	next = approval_next(v, have);
	if (next) {
		w = policy_word(a->policy, "roles", next->role);
		say(_("%" PRId64 " proposal %d waits for %s"), ident_case(c->id), n,
		    w ? w->title : next->role);
	} else {
		say(_("%" PRId64 " proposal %d needs nobody's consent"),
		    ident_case(c->id), n);
	}
	arena_free(arena);
}

/* Where nobody need agree it is approved at once, so that what comes before
 * that is asked for now. */
static bool may_propose(struct session *s, struct targets *t,
    const struct care_case *c, int64_t amount)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct approver first;
	size_t n;

	case_facts(s->db, c, a, &facts);
	n = policy_approval(s->policy, &facts, amount, &first, 1);
	arena_free(a);
	return gate_case(s, t, c, "proposed", "propose") &&
	    (n > 0 || gate_case(s, t, c, "approved", "propose"));
}

static bool propose(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct proposal_said said = {.text = target_option(t, "text"),
	    .rule = target_option(t, "clause"), .proposer = who_acts(s),
	    .understood = arg_given(s->args, "understood") ? 1 : -1};

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (arg_given(s->args, "withdraw"))
		return withdraw(t, a, c);
	if (!said.text || !*said.text) {
		target_refuse(t, _("say what is offered: --text TEXT"));
		return false;
	}
	if (!pay_amount(s, t, "amount", &said.amount) ||
	    !may_propose(s, t, c, said.amount))
		return false;
	say_proposed(a, c, proposal_make(a, c, &said));
	return true;
}

int case_verb_propose(struct session *s)
{
	return each_case(s, propose);
}

/* Why he may not decide; false always. */
static bool refuse_approving(struct session *s, struct targets *t,
    const struct care_case *c, enum approving why, const struct approval *next)
{
	const struct word *w = next ?
	    policy_word(s->policy, "roles", next->role) : NULL;

	if (why == APPROVE_NOTHING)
		target_refuse(t, _("nothing waits for a decision\ncare-case"
		    " proposals %" PRId64), ident_case(c->id));
	else if (why == APPROVE_OWN)
		target_refuse(t, _("nobody approves his own proposal"));
	else if (next)
		target_refuse(t, _("it is the turn of %s (%s)"),
		    w ? w->title : next->role, next->role);
	return false;
}

static bool approve(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct proposal p;
	struct approval *v = NULL;
	const struct approval *next = NULL;
	bool yes = !arg_given(s->args, "no"), done = false;
	int64_t who = who_acts(s);
	bool some = proposal_last(s->db, c->id, arena, &p);
	size_t n = some ? approvals_of(s->db, &p, arena, &v) : 0;
	enum approving why;

	next = approval_next(v, n);
	why = proposal_may_approve(some ? &p : NULL, next, who,
	    next && approval_acts_as(s->db, next->role, who, s->now));
	if (!case_is_open(c)) {
		each_refuse_closed(t, c);
	} else if (why != APPROVE_MAY || !next) {
		refuse_approving(s, t, c, why, next);
	} else if (!yes && (!a->note || !*a->note)) {
		target_refuse(t, _("say why it is refused: --note TEXT"));
	} else if (!yes || next->place < (int)n ||
	    gate_case(s, t, c, "approved", "approve")) {
		proposal_decide(a, c, &p, next, who, yes);
		say(yes ? _("%" PRId64 " proposal %d: %s agreed") :
		    _("%" PRId64 " proposal %d: %s refused"), ident_case(c->id),
		    p.n, next->role);
		done = true;
	}
	arena_free(arena);
	return done;
}

int case_verb_approve(struct session *s)
{
	return each_case(s, approve);
}

static bool accept_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct proposal p;
	bool yes = !arg_given(s->args, "no"), done = false;
	bool some = proposal_last(s->db, c->id, arena, &p);

	if (!some || !proposal_under_way(&p)) {
		refuse_none(t, c);
	} else if (strcmp(p.state, "open") == 0) {
		target_refuse(t, _("proposal %d is not approved yet\ncare-case"
		    " proposals %" PRId64), p.n, ident_case(c->id));
	} else {
		proposal_end(a, c, &p, yes ? "accepted" : "declined",
		    arg_given(s->args, "understood") ? 1 : -1);
		say(yes ? _("%" PRId64 " proposal %d accepted") :
		    _("%" PRId64 " proposal %d declined"), ident_case(c->id), p.n);
		done = true;
	}
	arena_free(arena);
	return done;
}

int case_verb_accept(struct session *s)
{
	return each_case(s, accept_one);
}

static const struct out_column columns[] = {
	{.name = "case", .type = OUT_INT, .table = true},
	{.name = "proposal", .type = OUT_INT, .table = true},
	{.name = "proposed", .type = OUT_TIME, .table = true},
	{.name = "proposer", .table = true},
	{.name = "price", .table = true},
	{.name = "currency"},
	{.name = "rests_on"},
	{.name = "told", .type = OUT_INT},
	{.name = "state", .table = true},
	{.name = "place", .type = OUT_INT},
	{.name = "role", .table = true},
	{.name = "since", .type = OUT_TIME},
	{.name = "decided", .type = OUT_TIME, .table = true},
	{.name = "approver", .table = true},
	{.name = "agreed", .type = OUT_INT, .table = true},
	{.name = "offered", .class = CLASS_PERSONAL, .mask = MASK_TEXT, .table = true},
	{.name = "version", .type = OUT_INT},
	{.name = NULL}
};

static void put_proposal(struct session *s, struct out *out,
    const struct proposal *p, struct arena *a)
{
	const char *currency = policy_head(s->policy)->currency;
	char text[MONEY_TEXT];

	out_int(out, "case", ident_case(p->subject));
	out_int(out, "proposal", p->n);
	out_int(out, "proposed", p->at);
	out_text(out, "proposer", actor_name(s->db, p->proposer, a));
	if (p->amount && currency) {
		out_text(out, "price", money_text(currency, p->amount, text));
		out_text(out, "currency", currency);
	}
	out_text(out, "rests_on", p->rule);
	if (p->understood >= 0)
		out_int(out, "told", p->understood);
	out_text(out, "state", p->state);
	out_text(out, "offered", proposal_text(s->db, p, a));
	out_int(out, "version", subject_version(s->db, p->subject));
}

/* One row for each who must agree; one for a proposal that nobody need. */
static void put_all(struct session *s, struct out *out, int64_t id)
{
	struct arena *a = arena_new();
	struct proposal *all;
	size_t n = proposals_of(s->db, id, a, &all);

	for (size_t i = 0; i < n; i++) {
		struct approval *v;
		size_t have = approvals_of(s->db, &all[i], a, &v);

		for (size_t k = 0; k < (have ? have : 1); k++) {
			put_proposal(s, out, &all[i], a);
			if (have) {
				out_int(out, "place", v[k].place);
				out_text(out, "role", v[k].role);
				if (v[k].asked_at)
					out_int(out, "since", v[k].asked_at);
				if (v[k].decided_at) {
					out_int(out, "decided", v[k].decided_at);
					out_text(out, "approver",
					    actor_name(s->db, v[k].approver, a));
					out_int(out, "agreed", v[k].yes);
				}
			}
			out_row(out);
		}
	}
	arena_free(a);
}

int case_verb_proposals(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct out *out = session_out(s, columns);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			put_all(s, out, id);
	}
	out_end(out);
	targets_close(t);
	return STATUS_DONE;
}
