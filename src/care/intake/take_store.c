/* Records into the store, noun by noun. */
#include "care/intake/take_inside.h"

#include <string.h>

#include "base/lang.h"
#include "care/bookings/booking.h"
#include "care/bookings/booking_owed.h"
#include "care/intake/complete.h"
#include "care/intake/contact.h"
#include "care/intake/exposure.h"
#include "care/intake/past.h"
#include "care/intake/roster_take.h"
#include "care/intake/row_digest.h"
#include "care/intake/rows_seen.h"
#include "care/intake/skipped.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/store.h"

void take_prepare(struct taking *t)
{
	store_key(log_db(t->log), t->key);
}

void take_refuse(struct took *out, const struct record *rec,
    const char *column, const char *why)
{
	out->what = TAKEN_REFUSED;
	out->column = column ? column_named(rec->layout->noun, column) : -1;
	buf_reset(&out->fault);
	buf_adds(&out->fault, why);
}

static enum taken taken_as(const char *what)
{
	return strcmp(what, "new") == 0 ? TAKEN_NEW :
	    strcmp(what, "changed") == 0 ? TAKEN_CHANGED : TAKEN_SAME;
}

/* Does the noun have the column? Then its value. */
static const char *text_if(const struct record *rec, const char *name)
{
	return column_named(rec->layout->noun, name) < 0 ? NULL : record_text(rec, name);
}

int64_t take_live_from(const struct taking *t, const struct record *rec)
{
	int64_t from = t->live_from;

	if (!from && (t->history || past_told(rec)))
		from = t->now;
	if (column_named(rec->layout->noun, "live_from") < 0)
		return from;
	return record_number(rec, "live_from", from);
}

/* fields_of: the record is about the customer, and its fields are his. */
int64_t take_customer_of(const struct taking *t, const struct record *rec,
    const char *ref, struct arena *fields_of, const char **what)
{
	struct field_said *fields = NULL;
	int64_t id;
	struct customer_said said = {
		.source = t->source, .ref = record_text(rec, ref),
		.name = record_text(rec, "name"),
		.phone = record_text(rec, "phone"),
		.other_phone = text_if(rec, "phone2"),
		.mail = record_text(rec, "mail"),
		.birthday = text_if(rec, "birthday"),
		.tier = text_if(rec, "tier"), .region = text_if(rec, "region"),
		.standing = text_if(rec, "standing"),
		.live_from = take_live_from(t, rec), .aside = !fields_of,
	};

	if (fields_of)
		said.fields_n = record_fields(rec, t->policy, fields_of, &fields);
	said.fields = fields;
	id = customer_said(t->log, t->policy, t->policy_id, &said, t->now, what);
	if (id && strcmp(*what, "changed") == 0)
		bookings_owed_anew(t->log, t->policy, t->policy_id, id, t->now);
	return id;
}

static void take_customer(const struct taking *t, const struct record *rec,
    struct arena *a, struct took *out)
{
	const char *what;

	out->id = take_customer_of(t, rec, "ref", a, &what);
	out->what = taken_as(what);
}

/* What is past is not asked, nor what a row says again. */
static void find_skipped(const struct taking *t, const char *was,
    struct arena *a, struct took *out)
{
	if (out->what != TAKEN_SAME && !t->history)
		out->skipped_n = skipped_by(log_db(t->log), t->policy, out->id,
		    was, a, &out->skipped);
}

static void take_booking(const struct taking *t, const struct record *rec,
    const unsigned char *seen, struct arena *a, struct took *out)
{
	const char *what;
	struct field_said *fields;
	struct booking_said said = {
		.source = t->source, .ref = record_text(rec, "ref"),
		.product = record_text(rec, "product"),
		.trip = record_text(rec, "trip"),
		.partner = record_text(rec, "partner"),
		.state = record_text(rec, "state"),
		.booked_at = record_number(rec, "booked", -1),
		.departs = record_number(rec, "departs", -1),
		.returns = record_number(rec, "returns", -1),
		.party = record_number(rec, "party", -1),
		.fee = record_number(rec, "fee", -1),
	};

	bool asked = skipped_any(t->policy);
	const char *was = asked ? skipped_was(log_db(t->log), t->source,
	    said.ref, a) : NULL;

	if (t->complete && !said.state)
		said.state = complete_state(t, said.ref, a);
	said.customer = take_customer_of(t, rec, "customer_ref", NULL, &what);
	said.fields_n = record_fields(rec, t->policy, a, &fields);
	said.fields = fields;
	memcpy(said.seen, seen, sizeof said.seen);
	out->id = booking_said(t->log, t->policy, t->policy_id, &said, t->now,
	    take_live_from(t, rec), &what);
	out->what = taken_as(what);
	if (asked)
		find_skipped(t, was, a, out);
}

/* Does the record name somebody who is not (yet) in staff? */
static bool names_unknown(const struct taking *t, const struct record *rec,
    const char *column, struct arena *a)
{
	const char *typed = record_text(rec, column), *why;

	return typed && !staff_named(log_db(t->log), typed, t->now, a, &why);
}

static void take_staff(const struct taking *t, const struct record *rec,
    struct arena *a, struct took *out)
{
	const char *what, *fault;
	struct field_said *fields;
	struct staff_said said = {
		.source = t->source, .login = record_text(rec, "login"),
		.name = record_text(rec, "name"),
		.post = record_text(rec, "post"),
		.role = record_text(rec, "role"),
		.team = record_text(rec, "team"),
		.supervisor = record_text(rec, "supervisor"),
		.phone = record_text(rec, "phone"),
		.mail = record_text(rec, "mail"),
		.from_at = record_number(rec, "from", 0),
		.to_at = record_number(rec, "to", 0),
		.absent_from = record_number(rec, "absent_from", 0),
		.absent_to = record_number(rec, "absent_until", 0),
		.substitute = record_text(rec, "substitute"),
		.skills = record_text(rec, "skills"),
	};

	if (!t->last && (names_unknown(t, rec, "supervisor", a) ||
	    names_unknown(t, rec, "substitute", a))) {
		out->what = TAKEN_LATER;
		return;
	}
	said.fields_n = record_fields(rec, t->policy, a, &fields);
	said.fields = fields;
	out->id = staff_said(t->log, t->policy, t->policy_id, &said, t->now,
	    &what, &fault);
	if (fault)
		take_refuse(out, rec, NULL, fault);
	else
		out->what = taken_as(what);
}

static void take_contact(const struct taking *t, const struct record *rec,
    struct arena *a, struct took *out)
{
	struct contact_about about;
	const char *column, *what;
	struct buf fault = {0};

	if (!contact_check(t, rec, a, &about, &column, &fault)) {
		take_refuse(out, rec, column, buf_text(&fault));
		buf_free(&fault);
		return;
	}
	if (!about.customer)
		about.customer = take_customer_of(t, rec, "customer_ref", NULL, &what);
	if (!about.subject)
		about.subject = about.customer ? about.customer : STORE_HOUSE;
	out->id = about.subject;
	out->what = contact_write(t, rec, &about, a) ? TAKEN_NEW : TAKEN_SAME;
}

static void take_roster(const struct taking *t, const struct record *rec,
    struct arena *a, struct took *out)
{
	const char *column = NULL;
	struct buf fault = {0};

	out->what = roster_take(t, rec, a, &out->id, &column, &fault);
	if (out->what == TAKEN_REFUSED)
		take_refuse(out, rec, column, buf_text(&fault));
	buf_free(&fault);
}

static void take_exposure(const struct taking *t, const struct record *rec,
    struct arena *a, struct took *out)
{
	const char *column = NULL;
	struct buf fault = {0};

	out->what = exposure_take(t, rec, a, &out->id, &column, &fault);
	if (out->what == TAKEN_REFUSED)
		take_refuse(out, rec, column, buf_text(&fault));
	buf_free(&fault);
}

/* The column by which rows of a noun are told apart within one input; NULL:
 * by none, since they say nothing of the kind. */
static const char *told_apart_by(const struct record *rec)
{
	static const char *const keys[NOUNS][4] = {
		[NOUN_CASES] = {"ref"}, [NOUN_BOOKINGS] = {"ref"},
		[NOUN_CUSTOMERS] = {"ref", "phone", "mail"},
		[NOUN_STAFF] = {"login"}, [NOUN_CONTACTS] = {NULL},
		[NOUN_ROSTER] = {NULL}, [NOUN_EXPOSURE] = {"name"},
	};
	const char *const *key = keys[rec->layout->noun];

	while (*key && !record_text(rec, *key))
		key++;
	return *key;
}

/* Its value; of an exposure all that names one number. */
static const char *told_apart(const struct taking *t, const struct record *rec,
    const char *key, struct arena *a)
{
	if (!key)
		return NULL;
	return rec->layout->noun == NOUN_EXPOSURE ? exposure_key(t, rec, a) :
	    record_text(rec, key);
}

static void take_noun(const struct taking *t, const struct record *rec,
    const unsigned char *digest, struct arena *a, struct took *out)
{
	switch (rec->layout->noun) {
	case NOUN_CASES:
		take_case(t, rec, digest, a, out);
		break;
	case NOUN_CUSTOMERS:
		take_customer(t, rec, a, out);
		break;
	case NOUN_BOOKINGS:
		take_booking(t, rec, digest, a, out);
		break;
	case NOUN_STAFF:
		take_staff(t, rec, a, out);
		break;
	case NOUN_CONTACTS:
		take_contact(t, rec, a, out);
		break;
	case NOUN_ROSTER:
		take_roster(t, rec, a, out);
		break;
	case NOUN_EXPOSURE:
		take_exposure(t, rec, a, out);
		break;
	}
}

void take(const struct taking *t, const struct record *rec, struct arena *a,
    struct took *out)
{
	unsigned char digest[DIGEST_SHORT];
	const char *key = t->seen ? told_apart_by(rec) : NULL;
	const char *ref = told_apart(t, rec, key, a);

	out->what = TAKEN_REFUSED;
	out->id = 0;
	out->column = -1;
	out->skipped_n = 0;
	buf_reset(&out->fault);
	row_digest(t, rec, digest);
	if (ref && rows_seen_ask(t->seen, ref, digest) == ROW_OTHERWISE) {
		take_refuse(out, rec, key, _("stands further up with other values; keep one of the rows"));
		return;
	}
	take_noun(t, rec, digest, a, out);
	if (ref && out->what < TAKEN_REFUSED)
		rows_seen_put(t->seen, ref, digest);
}
