/* care-case partner: what of a case leaves the house to a partner. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/fields/shown.h"
#include "care/people/customer.h"
#include "care/people/customer_list.h"
#include "policy/access.h"
#include "text/ident.h"
#include "text/mask_text.h"
#include "time/worktime.h"

static const char facts_field[] = "facts_for_partner";

/* A case on its way out. */
struct copy {
	struct session *s;
	struct targets *t;
	const struct partner_rule *rule;
	struct out *out;
	struct arena *arena;
	struct care_case c;
	struct booking booking;
	struct customer customer;	/* id 0: nobody is known */
};

/* The columns are the policy's. */
static const struct out_column *columns_of(const struct partner_rule *r,
    struct arena *a)
{
	struct out_column *v = arena_alloc(a, r->columns.n + 1, sizeof *v);

	for (size_t i = 0; i < r->columns.n; i++) {
		const char *name = r->columns.v[i];

		v[i].name = name;
		v[i].table = true;
		v[i].type = strcmp(name, "case") == 0 ? OUT_INT :
		    strcmp(name, "received") == 0 ? OUT_TIME : OUT_TEXT;
	}
	return v;
}

static const char *day_text(struct copy *w, int64_t at)
{
	const struct field_rule day = {.type = FIELD_DATE};
	const struct field f = {.has_number = true, .number = at};
	struct buf b = {0};
	const char *text;

	if (!at)
		return NULL;
	field_value(&day, &f, NULL, w->s->zone, &b);
	text = arena_dup(w->arena, buf_text(&b));
	buf_free(&b);
	return text;
}

static const char *field_said_of(struct copy *w, const char *name)
{
	const struct field_rule *r = policy_field(w->s->policy, "case", name);
	const char *text = NULL;
	struct buf b = {0};

	for (size_t i = 0; r && i < w->c.fields.n; i++) {
		const struct field *f = &w->c.fields.v[i];

		if (strcmp(f->name, name) != 0)
			continue;
		field_value(r, f, field_text(w->s->db, f, w->arena), w->s->zone,
		    &b);
		text = b.n ? arena_dup(w->arena, buf_text(&b)) : NULL;
	}
	buf_free(&b);
	return text;
}

/* The value of a column that is text; NULL: it is not known. */
static const char *value_of(struct copy *w, const char *name)
{
	const struct {
		const char *name, *value;
	} own[] = {
		{"kind", w->c.kind}, {"category", w->c.category},
		{"cause", w->c.cause}, {"severity", w->c.severity},
		{"state", w->c.state}, {"product", w->c.product},
		{"trip", w->c.trip},
		{"departs", day_text(w, w->booking.departs)},
		{"returns", day_text(w, w->booking.returns)},
	};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(own[i].name, name) == 0)
			return own[i].value;
	return field_said_of(w, name);
}

/* Does the text tell who somebody is: by a number or an address, or by the
 * customer's name? */
static bool tells_who(struct copy *w, const char *text)
{
	struct buf masked = {0};
	bool tells;

	mask_text_add(&masked, text);
	tells = strcmp(buf_text(&masked), text) != 0 || (w->customer.id &&
	    w->customer.name && w->customer.name[0] &&
	    strstr(text, w->customer.name));
	buf_free(&masked);
	return tells;
}

/* The newest word of the customer on a purpose. */
struct asked {
	const char *purpose;
	int64_t at;
	bool said, given;
};

static void ask_consent(void *arg, const struct consent *c)
{
	struct asked *q = arg;

	if (c->latest && strcmp(c->purpose, q->purpose) == 0) {
		q->at = c->at;
		q->said = true;
		q->given = c->given;
	}
}

/*
 * Passing data on to another asks for a consent of its own, which can be
 * withdrawn (PIPL 23, 15), unless the policy says that the purpose rests on
 * something else.
 */
static bool consented(struct copy *w)
{
	struct asked q = {.purpose = w->rule->consent};
	const struct consent_rule *r;
	int64_t ends;

	if (!q.purpose || !w->customer.id)
		return true;
	consents_list(w->s->db, w->customer.id, ask_consent, &q);
	r = policy_consent(w->s->policy, q.purpose);
	if (!q.said)
		return r && r->basis != BASIS_CONSENT;
	if (q.given && r && r->has_expires && worktime_due(q.at, r->expires,
	    NULL, w->s->zone, false, NULL, 0, &ends, NULL, NULL) == WORKTIME_OK)
		return w->s->now < ends;
	return q.given;
}

/* May the copy leave? Says why not, and what helps. */
static bool may_leave(struct copy *w)
{
	int64_t no = ident_case(w->c.id);
	const struct names *all = &w->rule->columns;

	if (!consented(w)) {
		target_refuse(w->t, _("the customer has not agreed that partners"
		    " are told (%s); if he does: care-customer consent c%" PRId64
		    " --purpose %s --given yes"), w->rule->consent,
		    w->customer.id, w->rule->consent);
		return false;
	}
	for (size_t i = 0; i < all->n; i++) {
		bool facts = strcmp(all->v[i], facts_field) == 0;
		const char *text = value_of(w, all->v[i]);

		if (facts && !text) {
			target_refuse(w->t, _("nobody wrote down what a partner may"
			    " know: care-case set %" PRId64 " --field %s=.."), no,
			    facts_field);
			return false;
		}
		if (text && tells_who(w, text)) {
			if (facts)
				target_refuse(w->t, _("%s tells who somebody is; write"
				    " it without names, numbers and addresses:"
				    " care-case set %" PRId64 " --field %s=.."),
				    all->v[i], no, facts_field);
			else
				target_refuse(w->t, _("%s tells who somebody is; it"
				    " must be mended where it comes from"), all->v[i]);
			return false;
		}
	}
	return true;
}

static void put_copy(struct copy *w)
{
	const struct names *all = &w->rule->columns;

	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->v[i], "case") == 0)
			out_int(w->out, "case", ident_case(w->c.id));
		else if (strcmp(all->v[i], "received") == 0)
			out_int(w->out, "received", w->c.received_at);
		else
			out_text(w->out, all->v[i], value_of(w, all->v[i]));
	}
	out_row(w->out);
	/* Who passes data on keeps a record of it (网络数据安全管理条例 12). */
	if (w->customer.id)
		session_accessed(w->s, w->customer.id, w->s->tool,
		    w->c.partner ? w->c.partner : "partner");
}

static void copy_one(struct copy *w, int64_t id)
{
	w->arena = arena_new();
	w->booking.id = w->customer.id = 0;
	w->booking.departs = w->booking.returns = 0;
	if (case_load(w->s->db, id, w->arena, &w->c)) {
		if (w->c.booking)
			booking_load(w->s->db, w->c.booking, w->arena, &w->booking);
		if (w->c.customer && !customer_load(w->s->db, w->c.customer,
		    w->arena, &w->customer))
			w->customer.id = 0;
		if (may_leave(w))
			put_copy(w);
	}
	arena_free(w->arena);
}

int case_verb_partner(struct session *s)
{
	struct arena *a = arena_new();
	struct copy w = {.s = s, .rule = policy_partner(s->policy)};
	const char *name;

	if (!w.rule)
		die(STATUS_POLICY, _("the policy has no section partner, so nothing"
		    " leaves to one; see care-policy(5)"));
	w.t = targets_open(s, "case");
	w.out = session_out(s, columns_of(w.rule, a));
	while ((name = targets_next(w.t)) != NULL) {
		int64_t id = target_case(w.t, name);

		if (id)
			copy_one(&w, id);
	}
	targets_close(w.t);
	out_end(w.out);
	arena_free(a);
	return STATUS_DONE;
}
