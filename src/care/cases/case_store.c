/* Cases in the store: loaded, received, updated. */
#include "care/cases/case.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/people/customer.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"
#include "store/subject.h"

bool case_load(struct db *db, int64_t id, struct arena *a, struct care_case *c)
{
	struct stmt *st = db_prepare(db,
	    "SELECT s.ref, s.live_from, c.kind, c.channel, c.received_at,"
	    " c.customer, c.booking, c.severity, c.category, c.cause,"
	    " c.liability, c.outcome, c.state, c.owner, c.team, c.policy,"
	    " c.first_at, c.replied_at, c.closed_at, c.reopened, c.tier,"
	    " c.region, c.product, c.trip, c.partner, c.content,"
	    " (SELECT num FROM field WHERE subject = c.id AND name = 'due')"
	    " FROM cases c JOIN subject s ON s.id = c.id WHERE c.id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found)
		*c = (struct care_case){
			.id = id,
			.ref = arena_dup(a, db_text(st, 0)),
			.live_from = db_int(st, 1),
			.kind = arena_dup(a, db_text(st, 2)),
			.channel = arena_dup(a, db_text(st, 3)),
			.received_at = db_int(st, 4),
			.customer = db_int(st, 5),
			.booking = db_int(st, 6),
			.severity = arena_dup(a, db_text(st, 7)),
			.category = arena_dup(a, db_text(st, 8)),
			.cause = arena_dup(a, db_text(st, 9)),
			.liability = arena_dup(a, db_text(st, 10)),
			.outcome = arena_dup(a, db_text(st, 11)),
			.state = arena_dup(a, db_text(st, 12)),
			.owner = db_int(st, 13),
			.team = arena_dup(a, db_text(st, 14)),
			.policy = db_int(st, 15),
			.first_at = db_int(st, 16),
			.replied_at = db_int(st, 17),
			.closed_at = db_int(st, 18),
			.reopened = db_int(st, 19),
			.tier = arena_dup(a, db_text(st, 20)),
			.region = arena_dup(a, db_text(st, 21)),
			.product = arena_dup(a, db_text(st, 22)),
			.trip = arena_dup(a, db_text(st, 23)),
			.partner = arena_dup(a, db_text(st, 24)),
			.content = db_int(st, 25),
			.due = db_int(st, 26),
		};
	db_done(st);
	return found;
}

const char *case_text(struct db *db, const struct care_case *c,
    const char *name, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT body FROM content WHERE id = $id");
	const char *text = NULL;
	struct buf keep = {0};

	db_bind_int(st, "$id", c->content);
	if (c->content && db_step(st))
		text = arena_dup(a, row_note(db_text(st, 0), name, &keep));
	db_done(st);
	buf_free(&keep);
	return text;
}

/* What the case keeps of customer and booking as they were at its receipt,
 * so that reports survive later changes and erasure. */
static void freeze(struct db *db, const struct case_said *said, struct arena *a,
    struct care_case *c)
{
	struct customer customer;
	struct booking booking;

	c->product = said->product;
	c->trip = said->trip;
	c->partner = said->partner;
	if (said->booking && booking_load(db, said->booking, a, &booking)) {
		c->product = c->product ? c->product : booking.product;
		c->trip = c->trip ? c->trip : booking.trip;
		c->partner = c->partner ? c->partner : booking.partner;
		c->customer = c->customer ? c->customer : booking.customer;
	}
	if (c->customer && customer_values(db, c->customer, a, &customer)) {
		c->tier = customer.tier;
		c->region = customer.region;
	}
}

static void optional_id(struct log *log, const char *column, int64_t id)
{
	if (id)
		log_int(log, column, id);
	else
		log_null(log, column);
}

static void words(struct log *log, const struct care_case *c)
{
	log_text(log, "kind", c->kind);
	log_text(log, "channel", c->channel);
	log_text(log, "severity", c->severity);
	log_text(log, "category", c->category);
	log_text(log, "cause", c->cause);
	log_text(log, "team", c->team);
}

static void dimensions(struct log *log, const struct care_case *c)
{
	optional_id(log, "customer", c->customer);
	optional_id(log, "booking", c->booking);
	log_text(log, "tier", c->tier);
	log_text(log, "region", c->region);
	log_text(log, "product", c->product);
	log_text(log, "trip", c->trip);
	log_text(log, "partner", c->partner);
}

static void write_received(struct log *log, const struct care_case *c,
    const struct case_said *said, const struct subject *subject)
{
	log_event(log, c->id, "received", c->received_at);
	log_person(log, c->customer);
	subject_insert(log, subject);
	log_row(log, '+', "cases");
	log_int(log, "id", c->id);
	words(log, c);
	log_int(log, "received_at", c->received_at);
	log_text(log, "state", "open");
	log_int(log, "policy", c->policy);
	dimensions(log, c);
	if ((said->text && *said->text) || (said->wants && *said->wants))
		log_content(log, "content");
	log_note(log, "text", said->text);
	log_note(log, "wants", said->wants);
	if (c->due) {
		log_row(log, '+', "field");
		log_int(log, "subject", c->id);
		log_text(log, "name", "due");
		log_int(log, "num", c->due);
	}
	log_end(log);
}

static struct care_case case_of(const struct policy *p, int64_t policy_id,
    const struct case_said *said)
{
	return (struct care_case){
		.kind = said->kind, .channel = said->channel,
		.severity = said->severity ? said->severity :
		    case_default_severity(p),
		.category = said->category, .cause = said->cause,
		.team = said->team, .state = "open",
		.received_at = said->received_at, .customer = said->customer,
		.booking = said->booking, .policy = policy_id,
		.live_from = said->live_from, .due = said->due,
	};
}

int64_t case_receive(struct log *log, const struct policy *p, int64_t policy_id,
    const struct case_said *said)
{
	struct arena *a = arena_new();
	struct care_case c = case_of(p, policy_id, said);
	struct subject subject = {.kind = "case", .source = said->source,
	    .ref = said->ref, .live_from = said->live_from,
	    .has_seen = said->has_seen};
	struct facts facts = {.n = 0};
	struct promiser m = {log, p, policy_id, "case", 0, &facts,
	    said->live_from};

	freeze(log_db(log), said, a, &c);
	c.id = subject.id = m.subject = log_next_subject(log);
	if (!subject.ref)
		subject.ref = arena_printf(a, "#%" PRId64, c.id);
	if (!subject.source)
		subject.source = "";
	memcpy(subject.seen, said->seen, sizeof subject.seen);
	write_received(log, &c, said, &subject);
	case_facts(&c, &facts);
	promises_begin(&m, "received", c.received_at);
	if (said->owner) {
		struct act act = {log, p, policy_id, log_recorded(log), NULL};

		case_assign(&act, &c, said->owner, "intake");
	}
	arena_free(a);
	return c.id;
}

bool case_update(struct log *log, const struct policy *p, int64_t id,
    const struct case_said *said, int64_t at)
{
	struct arena *a = arena_new();
	struct care_case c, now;
	bool open = case_load(log_db(log), id, a, &c) && case_is_open(&c);

	if (open) {
		now = case_of(p, c.policy, said);
		now.severity = said->severity ? said->severity : c.severity;
		freeze(log_db(log), said, a, &now);
		log_event(log, id, "updated", at);
		log_person(log, now.customer);
		if (said->has_seen)
			subject_seen(log, id, said->seen);
		log_row(log, '~', "cases");
		log_int(log, "id", id);
		words(log, &now);
		dimensions(log, &now);
		if (said->text && *said->text)
			log_content(log, "content");
		log_note(log, "text", said->text);
		log_note(log, "wants", said->wants);
		log_end(log);
	}
	arena_free(a);
	return open;
}
