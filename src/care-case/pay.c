/* Who may pay how much, and what the fund has left. */
#include "care-case/pay.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care/money/authority.h"
#include "care/people/staff.h"
#include "policy/access.h"
#include "policy/amounts.h"
#include "text/ident.h"

const char *pay_text(const struct session *s, int64_t amount)
{
	static char texts[4][MONEY_TEXT + 8];
	static size_t next;
	const char *currency = policy_head(s->policy)->currency;
	char *to = texts[next++ % 4], number[MONEY_TEXT];

	snprintf(to, sizeof texts[0], "%s %s",
	    money_text(currency ? currency : "", amount, number),
	    currency ? currency : "");
	return to;
}

bool pay_amount(struct session *s, struct targets *t, const char *option,
    int64_t *out)
{
	const char *typed = target_option(t, option);
	const char *currency = policy_head(s->policy)->currency;

	if (!typed)
		return true;
	if (!currency) {
		target_refuse(t, _("%s: the policy names no currency\nwrite one at"
		    " its head (currency: CNY), then: care-policy adopt FILE"),
		    option);
		return false;
	}
	if (money_typed(currency, typed, out))
		return true;
	target_refuse(t, _("%s: %s: no amount of %s; write 1200 or 1200.50"),
	    option, typed, currency);
	return false;
}

/* Whoever owns the case is of that team. */
static bool of_team(struct session *s, int64_t owner, const char *team,
    struct arena *a)
{
	struct staff who;

	return owner && staff_load(s->db, owner, a, &who) && who.team &&
	    strcmp(who.team, team) == 0;
}

static struct payer payer_of(struct session *s, const struct care_case *c,
    struct arena *a)
{
	int64_t id = each_who(s);
	struct payer who = {.approved = payment_approved(s->db, c->id)};
	struct staff staff;

	/* Who really decides is asked, not who enters it. */
	if (id && staff_load(s->db, id, a, &staff)) {
		who.role = staff.role ? staff.role : "";
		who.owns = c->owner == id;
		who.team = staff.team && ((c->team &&
		    strcmp(c->team, staff.team) == 0) ||
		    of_team(s, c->owner, staff.team, a));
	}
	return who;
}

/* who: the role; role: its title. */
static void refuse(struct session *s, struct targets *t, const char *who,
    const char *role, const struct authority *a, int64_t total, int64_t id)
{
	struct buf roles = {0};

	for (size_t i = 0; i < a->n; i++) {
		const struct word *w = policy_word(s->policy, "roles",
		    a->roles[i]);

		buf_addf(&roles, "%s%s", i ? ", " : "", w ? w->title : a->roles[i]);
	}
	if (a->answer == AUTHORITY_NONE &&
	    policy_reach(s->policy, who, RIGHT_PAY) == REACH_OWN) {
		target_deny(t, _("the role %s may pay only for cases of his own"
		    "\ncare-case assign %" PRId64 " --to .."), role, ident_case(id));
	} else if (a->answer == AUTHORITY_NONE &&
	    policy_reach(s->policy, who, RIGHT_PAY) == REACH_TEAM) {
		target_deny(t, _("the role %s may pay only for cases of his team"),
		    role);
	} else if (a->answer == AUTHORITY_NONE) {
		target_deny(t, _("the role %s may not pay for this case"), role);
	} else if (a->answer == AUTHORITY_LIMIT) {
		target_refuse(t, _("%s in all is more than the %s that the role %s may"
		    " grant alone (%s:%ld); these may: %s\n"
		    "care-case propose %" PRId64 ""), pay_text(s, total),
		    pay_text(s, a->limit), role, a->mark.file, a->mark.line,
		    roles.n ? buf_text(&roles) : "-", ident_case(id));
	} else {
		target_refuse(t, _("%s in all needs the agreement of: %s (%s:%ld)\n"
		    "care-case propose %" PRId64 ""), pay_text(s, total),
		    buf_text(&roles), a->mark.file, a->mark.line, ident_case(id));
	}
	buf_free(&roles);
}

bool pay_may(struct session *s, struct targets *t, const struct care_case *c,
    const struct facts *facts, int64_t total)
{
	struct arena *arena = arena_new();
	struct payer who = payer_of(s, c, arena);
	struct authority a = authority_ask(s->policy, facts, &who, total);
	const struct word *w = who.role ?
	    policy_word(s->policy, "roles", who.role) : NULL;

	if (a.answer != AUTHORITY_OK)
		refuse(s, t, who.role, w ? w->title : who.role, &a, total, c->id);
	arena_free(arena);
	return a.answer == AUTHORITY_OK;
}

bool pay_fund(struct session *s, struct targets *t, const struct care_case *c,
    const struct payment *p, int64_t at)
{
	const struct fund *f = policy_fund(s->policy);
	int64_t amount = payment_from_fund(p, f), paid, mine;

	if (!f || amount == 0)
		return true;
	paid = payment_of_fund(s->db, s->policy, at);
	mine = payment_of_fund_for(s->db, s->policy, c->id);
	switch (fund_may(f, paid, mine, amount)) {
	case FUND_SINGLE:
		target_refuse(t, _("the fund pays at most %s for one case (%s:%ld);"
		    " it was %s, this is %s more"), pay_text(s, f->single),
		    f->mark.file, f->mark.line, pay_text(s, mine),
		    pay_text(s, amount));
		return false;
	case FUND_EMPTY:
		target_refuse(t, _("the fund has %s left of %s (%s:%ld), and this is"
		    " %s\ncare-case fund"), pay_text(s, f->budget - paid),
		    pay_text(s, f->budget), f->mark.file, f->mark.line,
		    pay_text(s, amount));
		return false;
	default:
		return true;
	}
}

void pay_warn(struct session *s, int64_t at)
{
	const struct fund *f = policy_fund(s->policy);
	int64_t paid = f ? payment_of_fund(s->db, s->policy, at) : 0;

	if (f && fund_is_low(f, paid))
		warn(_("the fund has only %s left of %s"),
		    pay_text(s, f->budget - paid), pay_text(s, f->budget));
}
