/* care-case settle announce, accept: rewards for agreeing early. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care/plans/plan.h"
#include "care/promises/promise_read.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "command/gate.h"
#include "command/known.h"
#include "policy/amounts.h"
#include "text/ident.h"

const struct option_spec settle_offer_options[] = {
	{"offer", 0, N_("NAME"), N_("the policy's offer, where it has several")},
	{"at", 0, N_("TIME"), N_("when it happened (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

const struct option_spec settle_accept_options[] = {
	{"offer", 0, N_("NAME"), N_("which one, where several were announced")},
	PAY_SAID_OPTIONS,
	{"at", 0, N_("TIME"), N_("when the customer accepted (now)")},
	{"note", 0, N_("TEXT"), N_("free text for the log")},
	TARGET_UNCHANGED,
	{NULL, 0, NULL, NULL}
};

/* To whom an offer of that case is made: its group, if it has one. */
static int64_t subject_of(const struct care_case *c)
{
	return c->group ? c->group : c->id;
}

/* The offer named, or the only one that holds of the subject. */
static const struct offer_rule *find_rule(struct session *s, struct targets *t,
    const char *kind, const struct facts *facts)
{
	const char *name = target_option(t, "offer");
	const struct offer_rule *found = NULL;
	size_t n;
	const struct offer_rule *v = policy_offers(s->policy, &n);
	struct buf names = {0};

	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i].subject, kind) != 0 || !when_holds(v[i].when, facts))
			continue;
		buf_addf(&names, "%s%s", names.n ? ", " : "", v[i].name);
		if (!name || strcmp(name, v[i].name) == 0)
			found = found && !name ? NULL : &v[i];
	}
	if (!found)
		target_refuse(t, _("say which offer: --offer NAME; the policy has: %s"),
		    names.n ? buf_text(&names) : "-");
	buf_free(&names);
	return found;
}

/* S4-2.7g: early. A promise that the announcement keeps tells by when. */
static void warn_if_late(struct session *s, int64_t subject, int64_t at,
    const char *name)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_of(s->db, subject, a, &all);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = strcmp(all[i].state, "open") == 0 ?
		    policy_promise_rule(s->policy, all[i].rule, all[i].amount) :
		    NULL;
		char due[HUMAN_TEXT];

		if (r && strcmp(r->to, "reward_announced") == 0 &&
		    all[i].due_at && at > all[i].due_at)
			warn(_("%s: announced late; it was promised by %s (%s:%ld)"),
			    name, human_local(all[i].due_at, s->zone, due),
			    r->mark.file, r->mark.line);
	}
	arena_free(a);
}

static void tell_tiers(struct session *s, const struct offer *o)
{
	for (size_t i = 0; i < o->n; i++) {
		char until[HUMAN_TEXT];

		if (o->v[i].until == INT64_MAX)
			say(_("  later: %d.%d%%"), o->v[i].rate / 10,
			    o->v[i].rate % 10);
		else
			say(_("  until %s: %d.%d%% of %s"),
			    human_local(o->v[i].until, s->zone, until),
			    o->v[i].rate / 10, o->v[i].rate % 10, o->of);
	}
}

/* The offer as it would be announced now; false and a refusal otherwise. */
static bool frozen(struct session *s, struct targets *t, int64_t subject,
    const struct offer_rule *r, int64_t at, struct arena *a, struct offer *o)
{
	struct offer before;
	char when[HUMAN_TEXT];
	int64_t start;

	if (offer_announced(s->db, subject, r->name, a, &before)) {
		target_refuse(t, _("%s was announced on %s, and does not change any"
		    " more"), r->name, human_local(before.announced, s->zone, when));
		return false;
	}
	if (!subject_had(s->db, subject, r->from, &start) || start > at) {
		target_refuse(t, _("cannot announce %s: %s has not happened (%s:%ld)"),
		    r->name, r->from, r->mark.file, r->mark.line);
		return false;
	}
	if (!offer_freeze(s->policy, r, start, o)) {
		target_refuse(t, _("cannot announce %s: a time of it never comes"
		    " (%s:%ld)"), r->name, r->mark.file, r->mark.line);
		return false;
	}
	return true;
}

static bool announce(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0}, mine = {.n = 0};
	int64_t subject = subject_of(c);
	const struct offer_rule *r;
	const char *kind = "case";
	struct offer o;
	bool done = false;

	known_facts(&s->db, subject, &kind, arena, &facts);
	case_facts(s->db, c, arena, &mine);
	r = find_rule(s, t, kind, &facts);
	if (r && frozen(s, t, subject, r, a->at, arena, &o) &&
	    gate_subject(s, t, kind, subject, &facts, "reward_announced",
	    "announce", r->name) && pay_may(s, t, c, &mine, 0)) {
		warn_if_late(s, subject, a->at, r->name);
		payment_announce(a, subject, kind, &facts, &o);
		say(_("%" PRId64 ": %s announced"), ident_case(c->id), r->name);
		tell_tiers(s, &o);
		done = true;
	}
	arena_free(arena);
	return done;
}

int case_verb_settle_announce(struct session *s)
{
	return each_case(s, announce);
}

/* Of what the offer's rate is taken: what was settled, or a base. */
static bool base_of(struct session *s, struct targets *t,
    const struct care_case *c, const struct offer *o, struct arena *arena,
    int64_t *out)
{
	struct facts facts = {.n = 0};
	struct settle_ask ask;
	int64_t reward;
	struct settle_parts paid;

	if (strcmp(o->of, "settled") == 0) {
		paid = payment_before(s->db, s->policy, c->id, &reward);
		*out = paid.settlement + paid.markup + paid.goodwill;
		if (*out > 0)
			return true;
		target_refuse(t, _("nothing is settled yet, of which a reward could"
		    " be paid\ncare-case settle %" PRId64), ident_case(c->id));
		return false;
	}
	payment_known(s->db, s->policy, c, arena, &facts, &ask);
	if (!pay_said(s, t, arena, &ask))
		return false;
	for (size_t i = 0; i < ask.bases.n; i++)
		if (strcmp(ask.bases.v[i].name, o->of) == 0) {
			*out = ask.bases.v[i].n;
			return true;
		}
	target_refuse(t, _("%s is paid of %s, which nobody said; say it: --base"
	    " %s=AMOUNT"), o->name, o->of, o->of);
	return false;
}

static bool reward(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c, const struct offer *o, struct arena *arena)
{
	size_t tier = offer_tier(o, a->at);
	struct payment p = {.reward = 0};
	int64_t base = 0;

	if (o->v[tier].rate > 0 && !base_of(s, t, c, o, arena, &base))
		return false;
	p.reward = money_share(base, o->v[tier].rate);
	if (!pay_fund(s, t, c, &p, a->at))
		return false;
	payment_reward(a, c, o, tier, p.reward);
	say(_("%" PRId64 ": %s accepted in tier %zu of %zu, %d.%d%%: %s"),
	    ident_case(c->id), o->name, tier + 1, o->n, o->v[tier].rate / 10,
	    o->v[tier].rate % 10, pay_text(s, p.reward));
	pay_warn(s, a->at);
	return true;
}

static bool accept(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0};
	const char *name = target_option(t, "offer");
	char when[HUMAN_TEXT];
	struct offer o;
	bool done = false;

	case_facts(s->db, c, arena, &facts);
	if (!offer_announced(s->db, subject_of(c), name, arena, &o) &&
	    !offer_announced(s->db, c->id, name, arena, &o))
		target_refuse(t, _("no offer was announced\n"
		    "care-case settle announce %" PRId64), ident_case(c->id));
	else if (a->at < o.announced)
		target_refuse(t, _("%s was announced only on %s"), o.name,
		    human_local(o.announced, s->zone, when));
	else if (offer_accepted(s->db, c->id, o.name))
		target_refuse(t, _("%s was accepted before"), o.name);
	else if (gate_case(s, t, c, "reward_accepted", "accept") &&
	    pay_may(s, t, c, &facts, 0))
		done = reward(s, t, a, c, &o, arena);
	arena_free(arena);
	return done;
}

int case_verb_settle_accept(struct session *s)
{
	return each_case(s, accept);
}
