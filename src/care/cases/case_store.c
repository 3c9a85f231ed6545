/* Cases in the store: loaded, received, updated. */
#include "care/cases/case.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "care/bookings/booking.h"
#include "care/cases/act.h"
#include "care/cases/assign_store.h"
#include "care/cases/derive.h"
#include "care/cases/opens.h"
#include "care/people/customer.h"
#include "care/plans/stage.h"
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
	    " c.stage, c.grp, c.merged_into"
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
			.stage = arena_dup(a, db_text(st, 26)),
			.group = db_int(st, 27),
			.merged_into = db_int(st, 28),
		};
	db_done(st);
	if (found)
		c->fields = fields_load(db, id, a);
	return found;
}

/* What is asked of the case's customer. An open complaint is one of his. */
static void customer_of(struct db *db, const struct care_case *c,
    struct arena *a, struct facts *f)
{
	struct customer customer = {.standing = c->standing};
	bool complaint = case_is_open(c) && strcmp(c->kind, "complaint") == 0;

	if (!c->knows_standing && !customer_values(db, c->customer, a, &customer))
		return;
	facts_text(f, "customer.standing", customer.standing);
	facts_number(f, "customer.open_complaint",
	    complaint || customer_open_complaints(db, c->customer) > 0);
}

void case_facts(struct db *db, const struct care_case *c, struct arena *a,
    struct facts *f)
{
	facts_text(f, "kind", c->kind);
	facts_text(f, "channel", c->channel);
	facts_text(f, "severity", c->severity);
	facts_text(f, "category", c->category);
	facts_text(f, "cause", c->cause);
	facts_text(f, "liability", c->liability);
	facts_text(f, "outcome", c->outcome);
	facts_text(f, "state", c->state);
	facts_text(f, "team", c->team);
	facts_text(f, "tier", c->tier);
	facts_text(f, "region", c->region);
	facts_text(f, "product", c->product);
	facts_text(f, "trip", c->trip);
	facts_text(f, "partner", c->partner);
	facts_number(f, "reopened", c->reopened);
	facts_number(f, "received", c->received_at);
	if (c->customer)
		customer_of(db, c, a, f);
	fields_facts(&c->fields, f);
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
		c->knows_standing = true;
		c->standing = customer.standing;
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
    const struct case_said *said, const struct subject *subject,
    const char *alike)
{
	const struct fields none = {NULL, 0};

	log_event(log, c->id, "received", c->received_at);
	log_person(log, c->customer);
	subject_insert(log, subject);
	log_row(log, '+', "cases");
	log_int(log, "id", c->id);
	words(log, c);
	if (c->liability)
		log_text(log, "liability", c->liability);
	log_int(log, "received_at", c->received_at);
	log_text(log, "state", "open");
	if (c->stage)
		log_text(log, "stage", c->stage);
	log_int(log, "policy", c->policy);
	dimensions(log, c);
	if ((said->text && *said->text) || (said->wants && *said->wants))
		log_content(log, "content");
	log_note(log, "text", said->text);
	log_note(log, "wants", said->wants);
	fields_log(log, c->id, &none, said->fields, said->fields_n);
	if (alike)
		log_fact(log, "said", alike);
	log_end(log);
}

static struct care_case case_of(int64_t policy_id, const struct case_said *said)
{
	return (struct care_case){
		.kind = said->kind, .channel = said->channel,
		.severity = said->severity,
		.category = said->category, .cause = said->cause,
		.team = said->team, .state = "open",
		.received_at = said->received_at, .customer = said->customer,
		.booking = said->booking, .policy = policy_id,
		.live_from = said->live_from,
	};
}

/* To whom the source says, else by the policy's rule; what is past is given to
 * nobody. */
static void give(struct log *log, const struct policy *p, int64_t policy_id,
    const struct case_said *said, const struct care_case *c)
{
	struct act act = {log, p, policy_id, log_recorded(log), NULL};
	int64_t contact = log_done_by(log) ? log_done_by(log) : log_actor(log);
	struct assignment a;

	if (said->owner) {
		case_assign(&act, c, said->owner, "intake");
		case_given(&act, c);
	} else if (!said->live_from && assign_find(log_db(log), p, c, "owner",
	    contact, act.at, &a)) {
		assign_give(&act, c, &a);
	}
}

const char *case_first_stage(struct db *db, const struct policy *p,
    const struct care_case *c)
{
	const struct plan *stages = policy_stages(p);
	struct facts facts = {.n = 0};
	struct arena *a;

	if (stages && stages->when) {
		a = arena_new();
		case_facts(db, c, a, &facts);
		stages = stages_of(p, &facts);
		arena_free(a);
	}
	return stages && stages->n ? stages->v[0].name : NULL;
}

int64_t case_receive(struct log *log, const struct policy *p, int64_t policy_id,
    const struct case_said *said)
{
	struct arena *a = arena_new();
	struct care_case c = case_of(policy_id, said);
	struct case_said all = *said;
	struct subject subject = {.kind = "case", .source = said->source,
	    .ref = said->ref, .live_from = said->live_from,
	    .has_seen = said->has_seen};
	struct facts facts = {.n = 0};
	struct promiser m = {log, p, policy_id, "case", 0, &facts,
	    said->live_from};
	const char *alike;

	freeze(log_db(log), said, a, &c);
	alike = case_derive(log_db(log), p, &c, &all, a);
	c.id = subject.id = m.subject = log_next_subject(log);
	if (!subject.ref)
		subject.ref = arena_printf(a, "#%" PRId64, c.id);
	if (!subject.source)
		subject.source = "";
	memcpy(subject.seen, said->seen, sizeof subject.seen);
	c.stage = case_first_stage(log_db(log), p, &c);
	write_received(log, &c, &all, &subject, alike);
	case_facts(log_db(log), &c, a, &facts);
	promises_begin(&m, "received", c.received_at);
	give(log, p, policy_id, said, &c);
	if (!said->follows)
		case_opens(&(struct act){log, p, policy_id, c.received_at, NULL},
		    &c, NULL);
	arena_free(a);
	return c.id;
}

static bool other(const char *was, const char *now)
{
	return strcmp(was ? was : "", now ? now : "") != 0;
}

/* Names of the facts that differ; "names" has room for all. */
static size_t differing(const struct care_case *was,
    const struct care_case *now, const char **names)
{
	const struct { const char *name, *was, *now; } v[] = {
		{"kind", was->kind, now->kind},
		{"severity", was->severity, now->severity},
		{"channel", was->channel, now->channel},
		{"category", was->category, now->category},
		{"cause", was->cause, now->cause},
		{"team", was->team, now->team},
		{"product", was->product, now->product},
		{"trip", was->trip, now->trip},
	};
	size_t n = 0;

	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		if (other(v[i].was, v[i].now))
			names[n++] = v[i].name;
	return n;
}

/* The source knows better now: what the policy makes of the facts that differ
 * and of the fields that were said. */
static void facts_moved(const struct act *act, const struct care_case *was,
    const struct case_said *said, struct arena *a)
{
	const char **names, **more;
	struct care_case now;
	size_t n, follow;

	if (!case_load(log_db(act->log), was->id, a, &now))
		return;
	follow = case_follow(act, was, &now, a, &more);
	names = arena_alloc(a, said->fields_n + follow + 8, sizeof *names);
	n = differing(was, &now, names);
	for (size_t i = 0; i < said->fields_n; i++)
		names[n++] = said->fields[i].rule->name;
	for (size_t i = 0; i < follow; i++)
		names[n++] = more[i];
	case_facts_changed(act, &now, names, n);
	case_opens(act, &now, NULL);
}

bool case_update(struct log *log, const struct policy *p, int64_t policy_id,
    int64_t id, const struct case_said *said, int64_t at)
{
	struct arena *a = arena_new();
	struct care_case c, now;
	struct act act = {log, p, policy_id, at, NULL};
	const struct case_said unsaid = {.fields_n = 0};
	size_t changed;
	bool open = case_load(log_db(log), id, a, &c) && case_is_open(&c);

	if (open) {
		now = case_of(c.policy, said);
		now.severity = said->severity ? said->severity : c.severity;
		now.fields = fields_after(&c.fields, said->fields, said->fields_n, a);
		freeze(log_db(log), said, a, &now);
		log_event(log, id, "updated", at);
		log_person(log, now.customer);
		if (said->has_seen)
			subject_seen(log, id, said->seen);
		log_row(log, '~', "cases");
		log_int(log, "id", id);
		words(log, &now);
		/* A grievance that became a complaint begins its way. */
		now.stage = c.stage ? c.stage : case_first_stage(log_db(log), p, &now);
		if (now.stage && !c.stage)
			log_text(log, "stage", now.stage);
		dimensions(log, &now);
		if (said->text && *said->text)
			log_content(log, "content");
		log_note(log, "text", said->text);
		log_note(log, "wants", said->wants);
		changed = fields_log(log, id, &c.fields, said->fields,
		    said->fields_n);
		if (said->severity && derives(p, "case"))
			log_fact(log, "said", "severity");
		log_end(log);
		facts_moved(&act, &c, changed ? said : &unsaid, a);
	}
	arena_free(a);
	return open;
}
