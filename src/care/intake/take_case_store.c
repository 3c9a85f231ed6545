/* Cases into the store. */
#include "care/intake/take_inside.h"

#include <string.h>

#include "base/lang.h"
#include "care/cases/act.h"
#include "care/cases/case.h"
#include "care/intake/past.h"
#include "care/people/staff.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/subject.h"
#include "text/ident.h"

/* The booking that a case names: of its own source, else of any. */
static bool find_booking(const struct taking *t, const struct record *rec,
    int64_t *id, struct took *out)
{
	const char *ref = record_text(rec, "booking");
	struct db *db = log_db(t->log);

	*id = 0;
	if (!ref)
		return true;
	*id = subject_find(db, "booking", t->source, ref, NULL);
	if (!*id)
		*id = subject_by_ref(db, "booking", ref);
	if (*id > 0)
		return true;
	take_refuse(out, rec, "booking", *id < 0 ?
	    _("several sources have this booking; put the source and a colon before it") :
	    _("no such booking is known; take in the bookings first"));
	return false;
}

static bool find_owner(const struct taking *t, const struct record *rec,
    struct arena *a, int64_t *id, struct took *out)
{
	const char *typed = record_text(rec, "owner"), *why;
	struct db *db = log_db(t->log);

	*id = typed ? staff_named(db, typed, t->now, a, &why) : 0;
	if (!typed || *id)
		return true;
	if (!staff_any(db)) {
		take_refuse(out, rec, "owner", _("this store has no staff yet; enter them first: care-intake staff FILE"));
		return false;
	}
	take_refuse(out, rec, "owner", why);
	return false;
}

/* The text of a case: what was said, then the note, and the name of a caller
 * of whom nothing else is known, since it would be lost. */
static const char *text_of(const struct record *rec, int64_t customer,
    struct arena *a)
{
	const char *parts[3] = {record_text(rec, "text"),
	    record_text(rec, "note"), NULL};
	const char *all = NULL;

	if (!customer && record_text(rec, "name"))
		parts[2] = arena_printf(a, "name: %s", record_text(rec, "name"));
	for (size_t i = 0; i < 3; i++)
		if (parts[i])
			all = all ? arena_printf(a, "%s\n%s", all, parts[i]) :
			    parts[i];
	return all;
}

/* What the source does not say stays as it is. */
static void keep(struct case_said *said, const struct care_case *c)
{
	said->channel = said->channel ? said->channel : c->channel;
	said->category = said->category ? said->category : c->category;
	said->cause = said->cause ? said->cause : c->cause;
	said->team = said->team ? said->team : c->team;
	said->product = said->product ? said->product : c->product;
	said->trip = said->trip ? said->trip : c->trip;
	said->partner = said->partner ? said->partner : c->partner;
	said->booking = said->booking ? said->booking : c->booking;
}

/* May the case that has this reference be changed? */
static bool may_update(const struct taking *t, const struct record *rec,
    const struct care_case *c, struct took *out)
{
	long long number = ident_case(c->id);

	if (t->update && case_is_open(c))
		return true;
	take_refuse(out, rec, NULL, "");
	if (t->update)
		buf_addf(&out->fault, _("case %lld is closed; reopen it first: care-case reopen %lld"), number, number);
	else
		buf_addf(&out->fault, _("case %lld has this reference and says otherwise; --update changes it"), number);
	return false;
}

static void said_of(const struct taking *t, const struct record *rec,
    const unsigned char *digest, struct case_said *said)
{
	*said = (struct case_said){
		.source = t->source, .ref = record_text(rec, "ref"),
		.kind = record_text(rec, "kind"),
		.channel = record_text(rec, "channel"),
		.severity = record_text(rec, "severity"),
		.category = record_text(rec, "category"),
		.cause = record_text(rec, "cause"),
		.team = record_text(rec, "team"),
		.received_at = record_number(rec, "received", t->now),
		.product = record_text(rec, "product"),
		.trip = record_text(rec, "trip"),
		.partner = record_text(rec, "partner"),
		.wants = record_text(rec, "wants"),
		.has_seen = true, .live_from = take_live_from(t, rec),
	};
	memcpy(said->seen, digest, sizeof said->seen);
}

/* Everything that may refuse comes before anything is written. */
void take_case(const struct taking *t, const struct record *rec,
    const unsigned char *digest, struct arena *a, struct took *out)
{
	struct case_said said;
	struct field_said *fields;
	struct care_case was;
	unsigned char before[DIGEST_SHORT] = {0};
	struct db *db = log_db(t->log);
	const char *what;
	char hidden[1 + 2 * DIGEST_SHORT + 1] = "~";
	int64_t id = 0;

	said_of(t, rec, digest, &said);
	said.fields_n = record_fields(rec, t->policy, a, &fields);
	said.fields = fields;
	if (!said.ref && t->seen) {
		digest_hex(digest, DIGEST_SHORT, hidden + 1);
		said.ref = hidden;
	}
	if (said.ref)
		id = subject_find(db, "case", t->source, said.ref, before);
	if (id && memcmp(before, digest, sizeof before) == 0) {
		out->what = TAKEN_SAME;
		out->id = id;
		return;
	}
	if (id && (!case_load(db, id, a, &was) || !may_update(t, rec, &was, out)))
		return;
	if (!find_booking(t, rec, &said.booking, out) ||
	    !find_owner(t, rec, a, &said.owner, out))
		return;
	said.customer = take_customer_of(t, rec, "customer_ref", NULL, &what);
	said.text = text_of(rec, said.customer, a);
	out->what = id ? TAKEN_CHANGED : TAKEN_NEW;
	if (id) {
		keep(&said, &was);
		said.customer = said.customer ? said.customer : was.customer;
		case_update(t->log, t->policy, t->policy_id, id, &said, t->now);
	} else {
		said.channel = said.channel ? said.channel : "";
		id = case_receive(t->log, t->policy, t->policy_id, &said);
	}
	past_relive(t, rec, id, a);
	out->id = id;
}
