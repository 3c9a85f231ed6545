/* Bookings in the store: entered, changed, moved, cancelled. */
#include "care/bookings/booking.h"

#include <string.h>

#include "care/fields/derived.h"
#include "care/people/customer.h"
#include "care/promises/promise_store.h"
#include "store/db.h"
#include "store/log.h"
#include "store/subject.h"

bool booking_load(struct db *db, int64_t id, struct arena *a,
    struct booking *b)
{
	struct stmt *st = db_prepare(db, "SELECT s.ref, b.customer, b.product,"
	    " b.trip, b.partner, b.guide, b.booked_at, b.departs, b.returns,"
	    " b.party, b.fee, b.state FROM booking b JOIN subject s"
	    " ON s.id = b.id WHERE b.id = $id");
	bool found;

	*b = (struct booking){.id = id};
	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found) {
		b->ref = arena_dup(a, db_text(st, 0));
		b->customer = db_int(st, 1);
		b->product = arena_dup(a, db_text(st, 2));
		b->trip = arena_dup(a, db_text(st, 3));
		b->partner = arena_dup(a, db_text(st, 4));
		b->guide = db_int(st, 5);
		b->booked_at = db_int(st, 6);
		b->departs = db_int(st, 7);
		b->returns = db_int(st, 8);
		b->party = db_null(st, 9) ? -1 : db_int(st, 9);
		b->fee = db_null(st, 10) ? -1 : db_int(st, 10);
		b->state = arena_dup(a, db_text(st, 11));
	}
	db_done(st);
	return found;
}

static void facts_of(struct db *db, const struct booking *b,
    const struct fields *own, struct arena *a, struct facts *f)
{
	struct customer c = {0};

	facts_text(f, "product", b->product);
	facts_text(f, "trip", b->trip);
	facts_text(f, "partner", b->partner);
	facts_text(f, "state", b->state);
	if (b->party >= 0)
		facts_number(f, "party", b->party);
	if (b->fee >= 0)
		facts_number(f, "fee", b->fee);
	if (b->booked_at)
		facts_number(f, "booked", b->booked_at);
	if (b->departs)
		facts_number(f, "departs", b->departs);
	if (b->returns)
		facts_number(f, "returns", b->returns);
	if (b->customer && customer_load(db, b->customer, a, &c)) {
		facts_text(f, "tier", c.tier);
		facts_text(f, "region", c.region);
		facts_text(f, "customer.standing", c.standing);
		facts_number(f, "customer.open_complaint",
		    customer_open_complaints(db, b->customer) > 0);
	}
	fields_facts(own, f);
}

void booking_facts(struct db *db, const struct booking *b, struct arena *a,
    struct facts *f)
{
	struct fields *own = arena_alloc(a, 1, sizeof *own);

	*own = fields_load(db, b->id, a);
	facts_of(db, b, own, a, f);
}

/* What changes between what was known and what is said. */
struct change {
	const struct booking_said *said;
	struct booking was, is;
	const char *state;	/* event of its state, or NULL: as it was */
	bool moved, other;
	struct fields had;
	const struct field_said *fields;	/* said and derived */
	size_t fields_n;
	bool refilled;		/* fields are others */
};

static const char *some(const char *s)
{
	return s && *s ? s : NULL;
}

static bool take_text(const char **known, const char *said)
{
	if (!some(said) || (*known && strcmp(*known, said) == 0))
		return false;
	*known = said;
	return true;
}

static bool take_number(int64_t *known, int64_t said)
{
	if (said == -1 || *known == said)
		return false;
	*known = said;
	return true;
}

/* What is said laid over what was known ("was", all unknown when new). */
static void compare(struct change *c)
{
	const struct booking_said *said = c->said;

	c->is = c->was;
	c->other |= take_text(&c->is.product, said->product);
	c->other |= take_text(&c->is.trip, said->trip);
	c->other |= take_text(&c->is.partner, said->partner);
	if (said->customer)
		c->other |= take_number(&c->is.customer, said->customer);
	c->other |= take_number(&c->is.booked_at, said->booked_at);
	c->other |= take_number(&c->is.party, said->party);
	c->other |= take_number(&c->is.fee, said->fee);
	c->moved |= take_number(&c->is.departs, said->departs);
	c->moved |= take_number(&c->is.returns, said->returns);
	if (take_text(&c->is.state, said->state))
		c->state = c->is.state;
}

/* What nobody says of it, from what is known of it then. */
static void fill_in(struct db *db, const struct policy *p, struct change *c,
    struct arena *a)
{
	struct facts before = {.n = 0}, after = {.n = 0};
	struct derived derived[DERIVED_MOST];
	struct fields has = fields_after(&c->had, c->fields, c->fields_n, a);
	const char *word;
	size_t n;

	if (!p || !derives(p, "booking"))
		return;
	if (c->was.id)
		facts_of(db, &c->was, &c->had, a, &before);
	facts_of(db, &c->is, &has, a, &after);
	n = derive_again(p, "booking", &before, &after, derived);
	word = derived_word(derived, n, "product");
	if (!some(c->said->product))
		c->other |= take_text(&c->is.product, word);
	word = derived_word(derived, n, "partner");
	if (!some(c->said->partner))
		c->other |= take_text(&c->is.partner, word);
	c->fields = derived_fields(p, "booking", derived, n, c->fields,
	    &c->fields_n, a);
}

static void understand(struct db *db, const struct policy *p, struct change *c,
    struct arena *a)
{
	if (c->was.id)
		c->had = fields_load(db, c->was.id, a);
	compare(c);
	if (!c->was.id && !c->is.state)
		c->is.state = "booked";
	c->fields = c->said->fields;
	c->fields_n = c->said->fields_n;
	fill_in(db, p, c, a);
	c->refilled = fields_changed(db, &c->had, c->fields, c->fields_n) > 0;
}

/* Fields of a class that tells of people go when the customer goes. */
static void put_fields(struct log *log, const struct change *c)
{
	if (!c->refilled)
		return;
	log_person(log, c->is.customer);
	fields_log(log, c->is.id, &c->had, c->fields, c->fields_n);
}

static void put_text(struct log *log, const char *column, const char *was,
    const char *is)
{
	if (is && (!was || strcmp(was, is) != 0))
		log_text(log, column, is);
}

static void put_number(struct log *log, const char *column, int64_t was,
    int64_t is, int64_t unknown)
{
	if (is != was && is != unknown)
		log_int(log, column, is);
}

/* The cells of the booking's row that are not as they were. */
static void put_row(struct log *log, char op, const struct change *c,
    int64_t at)
{
	log_row(log, op, "booking");
	log_int(log, "id", c->is.id);
	put_number(log, "customer", c->was.customer, c->is.customer, 0);
	put_text(log, "product", c->was.product, c->is.product);
	put_text(log, "trip", c->was.trip, c->is.trip);
	put_text(log, "partner", c->was.partner, c->is.partner);
	put_number(log, "booked_at", c->was.booked_at, c->is.booked_at, 0);
	put_number(log, "departs", c->was.departs, c->is.departs, 0);
	put_number(log, "returns", c->was.returns, c->is.returns, 0);
	put_number(log, "party", c->was.party, c->is.party, -1);
	put_number(log, "fee", c->was.fee, c->is.fee, -1);
	if (op == '+' || c->state) {
		log_text(log, "state", c->is.state);
		log_int(log, "state_at", at);
	}
}

static bool has_digest(const unsigned char *seen)
{
	static const unsigned char none[16];

	return memcmp(seen, none, sizeof none) != 0;
}

static void enter(struct log *log, struct change *c, int64_t at,
    int64_t live_from)
{
	const struct booking_said *said = c->said;
	struct subject s = {.kind = "booking", .ref = said->ref,
	    .live_from = live_from, .has_seen = has_digest(said->seen)};

	s.id = log_next_subject(log);
	s.source = said->source ? said->source : "";
	memcpy(s.seen, said->seen, sizeof s.seen);
	c->is.id = s.id;
	log_event(log, s.id, "booked", at);
	subject_insert(log, &s);
	put_row(log, '+', c, at);
	put_fields(log, c);
	log_end(log);
}

static void update(struct log *log, const struct change *c, int64_t at)
{
	const char *what = c->state ? c->state : c->moved ? "moved" : "changed";

	log_event(log, c->is.id, what, at);
	if (c->state || c->moved || c->other)
		put_row(log, '~', c, at);
	put_fields(log, c);
	if (has_digest(c->said->seen))
		subject_seen(log, c->is.id, c->said->seen);
	log_end(log);
}

/*
 * A booking that is new, or stands again, makes promises from "booked"; what
 * is true of its state already is an event that may make or keep others.
 */
static void promise(const struct promiser *p, const struct change *c,
    bool new, int64_t at)
{
	bool stood = !new && booking_stands(c->was.state);
	bool stands = booking_stands(c->is.state);

	if (!stands) {
		if (stood)
			promises_cancel(p, c->is.state, at);
		return;
	}
	if (!stood)
		promises_make(p, "booked", at);
	else
		promises_move(p, at);
	if (stood && c->refilled)
		promises_make(p, FIELDS_SAID, at);
	if (c->state && strcmp(c->state, "booked") != 0) {
		promises_keep(p, c->state, at);
		promises_make(p, c->state, at);
	}
}

/* Nothing fires for what a booking already known is before this instant. */
static int64_t live_from_of(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db,
	    "SELECT live_from FROM subject WHERE id = $id");
	int64_t at = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		at = db_int(st, 0);
	db_done(st);
	return at;
}

static void apply(struct log *log, const struct policy *policy,
    int64_t policy_id, struct change *c, int64_t at, int64_t live_from,
    struct arena *a)
{
	struct db *db = log_db(log);
	struct facts f = {0};
	bool new = c->was.id == 0;
	struct promiser p = {log, policy, policy_id, "booking", 0, &f, live_from};

	if (new)
		enter(log, c, at, live_from);
	else
		update(log, c, at);
	if (!policy)
		return;
	p.subject = c->is.id;
	if (!new)
		p.live_from = live_from_of(db, c->is.id);
	booking_facts(db, &c->is, a, &f);
	promise(&p, c, new, at);
}

int64_t booking_said(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct booking_said *said, int64_t at,
    int64_t live_from, const char **what)
{
	struct arena *a;
	struct change c = {.said = said, .was = {.party = -1, .fee = -1}};
	unsigned char seen[16];
	int64_t id = subject_find(log_db(log), "booking",
	    said->source ? said->source : "", said->ref, seen);

	*what = "same";
	if (id && has_digest(said->seen) &&
	    memcmp(seen, said->seen, sizeof seen) == 0)
		return id;
	a = arena_new();
	if (id)
		booking_load(log_db(log), id, a, &c.was);
	understand(log_db(log), policy, &c, a);
	if (id == 0 || c.state || c.moved || c.other || c.refilled) {
		apply(log, policy, policy_id, &c, at, live_from, a);
		*what = id ? "changed" : "new";
	}
	id = c.is.id;
	arena_free(a);
	return id;
}
