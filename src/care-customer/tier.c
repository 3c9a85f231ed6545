/* care-customer tier: a customer is of another class now. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/bookings/booking.h"
#include "care/people/customer_goods.h"
#include "care/people/customer_tier.h"
#include "care/promises/promise_store.h"

/* Rules for bookings ask for the tier of whose they are. */
static void move_bookings(struct session *s, int64_t customer, struct arena *a)
{
	struct good *goods;
	size_t n = customer_goods(s->db, customer, customer, a, &goods);

	for (size_t i = 0; i < n; i++) {
		struct facts f = {.n = 0};
		struct promiser m = {s->log, s->policy, s->policy_id, "booking",
		    goods[i].id, &f, s->now};
		struct booking b;

		if (strcmp(goods[i].table, "booking") != 0 ||
		    !booking_load(s->db, goods[i].id, a, &b) ||
		    !booking_stands(b.state))
			continue;
		booking_facts(s->db, &b, a, &f);
		promises_move(&m, s->now);
	}
}

static bool tier(struct session *s, struct targets *t,
    const struct customer *c, struct arena *a)
{
	const char *typed = target_option(t, "to"), *near;
	const struct word *w;

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
	move_bookings(s, c->id, a);
	say(_("c%" PRId64 " is %s now"), c->id, w->title);
	return true;
}

int customer_verb_tier(struct session *s)
{
	return who_each(s, tier);
}
