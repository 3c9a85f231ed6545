/* care-customer tier: a customer is of another class now. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/bookings/booking_owed.h"
#include "care/people/customer_tier.h"

static bool tier(struct session *s, struct targets *t,
    const struct customer *c, struct arena *a)
{
	const char *typed = target_option(t, "to"), *near;
	const struct word *w;

	(void)a;
	if (!who_stands(s, t, c))
		return false;
	if (!typed) {
		target_refuse(t, _("say to which: --to TIER"));
		return false;
	}
	w = policy_word(s->policy, "tiers", typed);
	if (!w || w->retired) {
		near = policy_nearest(s->policy, "tiers", typed);
		target_refuse(t, near ? _("to: %s: not one of the policy's tiers;"
		    " nearest: %s") : _("to: %s: not one of the policy's tiers%s"),
		    typed, near ? near : "");
		return false;
	}
	if (!customer_tier(s->log, s->policy, s->policy_id, c, w->name,
	    target_option(t, "why"), s->now)) {
		say(_("c%" PRId64 " is %s already"), c->id, w->title);
		return false;
	}
	bookings_owed_anew(s->log, s->policy, s->policy_id, c->id, s->now);
	say(_("c%" PRId64 " is %s now"), c->id, w->title);
	return true;
}

int customer_verb_tier(struct session *s)
{
	return who_each(s, tier);
}
