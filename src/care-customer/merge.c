/* care-customer merge, split: two that are one, and two after all. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-customer/verbs.h"
#include "care-customer/who.h"
#include "care/bookings/booking_owed.h"
#include "care/people/customer_merge.h"
#include "text/ident.h"

/* The customer that the option names. */
static bool other_of(struct session *s, struct targets *t, const char *option,
    struct arena *a, struct customer *out)
{
	const char *typed = target_option(t, option);
	struct ident id;

	if (!typed) {
		target_refuse(t, _("say with whom: --%s CUSTOMER"), option);
		return false;
	}
	id = ident_parse(typed);
	if (id.kind == IDENT_CUSTOMER && customer_load(s->db, id.number, a, out))
		return true;
	target_refuse(t, _("%s: %s: no such customer"), option, typed);
	return false;
}

static bool refuse(struct session *s, struct targets *t,
    const struct customer *from, const struct customer *into,
    enum merge_refusal why)
{
	int64_t stands = customer_survivor(s->db, into->id);

	switch (why) {
	case MERGE_SELF:
		target_refuse(t, _("is the same one"));
		break;
	case MERGE_MERGED:
		target_refuse(t, _("was merged into c%" PRId64),
		    customer_survivor(s->db, from->id));
		break;
	case MERGE_CIRCLE:
		target_refuse(t, _("c%" PRId64 " was merged into this one"
		    "\ncare-customer split c%" PRId64 " --of c%" PRId64),
		    into->id, into->id, from->id);
		break;
	case MERGE_INTO_MERGED:
		target_refuse(t, _("c%" PRId64 " was merged into c%" PRId64
		    "\ncare-customer merge c%" PRId64 " --into c%" PRId64),
		    into->id, stands, from->id, stands);
		break;
	default:
		target_refuse(t, _("one of the two is no customer any more"));
		break;
	}
	return false;
}

static void tell(const struct merged *m)
{
	say(_("  keys %zu, consents %zu, cases and other rows %zu, promises %zu"),
	    m->keys, m->consents, m->rows, m->promises);
}

static bool differ(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") != 0;
}

/* His bookings went over to another, or came back: what they are promised by
 * the class and region of their customer is looked at again. */
static void owe(struct session *s, const struct customer *one,
    const struct customer *other, const int64_t *bookings, size_t n)
{
	if (differ(one->tier, other->tier) || differ(one->region, other->region))
		bookings_owed(s->log, s->policy, s->policy_id, bookings, n,
		    s->now);
}

static bool merge(struct session *s, struct targets *t,
    const struct customer *from, struct arena *a)
{
	struct customer into;
	struct merged sum;
	enum merge_refusal why;
	int64_t *bookings;
	size_t n;

	if (!other_of(s, t, "into", a, &into))
		return false;
	why = customer_may_merge(from, &into, customer_survivor(s->db, into.id));
	if (why != MERGE_ALLOWED)
		return refuse(s, t, from, &into, why);
	n = bookings_of(s->db, from->id, a, &bookings);
	customer_merge(s->log, from, &into, s->now, &sum);
	owe(s, from, &into, bookings, n);
	say(_("c%" PRId64 " is c%" PRId64 " now"), from->id, into.id);
	tell(&sum);
	if (from->tier && differ(from->tier, into.tier))
		say(_("  its tier was %s; care-customer tier c%" PRId64
		    " --to %s sets it"), from->tier, into.id, from->tier);
	return true;
}

int customer_verb_merge(struct session *s)
{
	return who_each(s, merge);
}

static bool split(struct session *s, struct targets *t,
    const struct customer *from, struct arena *a)
{
	struct customer of;
	struct merged sum;
	int64_t *bookings;
	size_t n;

	if (!other_of(s, t, "of", a, &of))
		return false;
	if (strcmp(of.state, "merged") == 0) {
		target_refuse(t, _("c%" PRId64 " was merged itself, into c%" PRId64
		    "; split that first"), of.id, customer_survivor(s->db, of.id));
		return false;
	}
	if (!customer_split(s->log, from, of.id, s->now, &sum)) {
		target_refuse(t, _("was not merged into c%" PRId64), of.id);
		return false;
	}
	n = bookings_of(s->db, from->id, a, &bookings);
	owe(s, from, &of, bookings, n);
	say(_("c%" PRId64 " and c%" PRId64 " are two again"), from->id, of.id);
	tell(&sum);
	return true;
}

int customer_verb_split(struct session *s)
{
	return who_each(s, split);
}
