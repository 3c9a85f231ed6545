/* What the store knows for a settlement. */
#include "care/money/payment.h"

#include "care/bookings/booking.h"
#include "policy/amounts.h"
#include "store/db.h"

static void add_base(struct settle_ask *ask, const char *name, int64_t amount)
{
	if (ask->bases.n < SETTLE_SAID && amount >= 0 && amount <= MONEY_MOST)
		ask->bases.v[ask->bases.n++] = (struct said){name, amount};
}

/* Fields are in whole units, as people count. */
static void add_fields(const struct policy *p, const struct fields *f,
    struct settle_ask *ask)
{
	const char *currency = policy_head(p)->currency;
	int64_t unit = currency ? money_unit(currency) : 0;

	for (size_t i = 0; unit && i < f->n; i++)
		if (f->v[i].has_number && f->v[i].number >= 0 &&
		    f->v[i].number <= MONEY_MOST / unit &&
		    settle_asks_base(p, f->v[i].name))
			add_base(ask, f->v[i].name, f->v[i].number * unit);
}

/* When a booking was cancelled; 0: it was not. */
static int64_t cancelled_at(struct db *db, int64_t booking)
{
	struct stmt *st = db_prepare(db, "SELECT state_at FROM booking"
	    " WHERE id = $id AND state = 'cancelled'");
	int64_t at;

	db_bind_int(st, "$id", booking);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

bool payment_known(struct db *db, const struct policy *p,
    const struct care_case *c, struct arena *a, struct facts *facts,
    struct settle_ask *ask)
{
	const struct zone *zone = policy_head(p)->zone;
	struct booking *b = arena_alloc(a, 1, sizeof *b);
	bool booked = c->booking && booking_load(db, c->booking, a, b);
	struct fields fields;
	int64_t cancelled;

	*ask = (struct settle_ask){.facts = facts, .notice = -1};
	case_facts(db, c, a, facts);
	add_fields(p, &c->fields, ask);
	ask->contract = zone_day(zone, booked && b->booked_at ? b->booked_at :
	    c->received_at);
	if (!booked)
		return false;
	fields = fields_load(db, b->id, a);
	add_fields(p, &fields, ask);
	if (b->fee >= 0)
		add_base(ask, "fee", b->fee);
	cancelled = cancelled_at(db, b->id);
	if (cancelled && b->departs) {
		int64_t days = zone_day(zone, b->departs) -
		    zone_day(zone, cancelled);

		ask->notice = days < 0 ? 0 : days > 3660 ? 3660 : (int)days;
	}
	return b->booked_at != 0;
}

struct settle_parts payment_before(struct db *db, const struct policy *p,
    int64_t subject, int64_t *reward)
{
	const char *unit = policy_head(p)->currency;

	*reward = ledger_sum(db, "reward", unit, subject, 0, 0);
	return (struct settle_parts){
		.settlement = ledger_sum(db, "settlement", unit, subject, 0, 0),
		.markup = ledger_sum(db, "markup", unit, subject, 0, 0),
		.goodwill = ledger_sum(db, "goodwill", unit, subject, 0, 0),
	};
}

int64_t payment_approved(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db, "SELECT max(p.amount) FROM proposal p"
	    " WHERE p.subject = $id AND p.state IN ('approved', 'accepted')"
	    " AND EXISTS (SELECT 1 FROM approval a WHERE a.subject = p.subject"
	    " AND a.n = p.n AND a.yes = 1)"
	    " AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.subject = p.subject"
	    " AND a.n = p.n AND (a.yes IS NULL OR a.yes = 0))");
	int64_t most = -1;

	db_bind_int(st, "$id", subject);
	if (db_step(st) && !db_null(st, 0))
		most = db_int(st, 0);
	db_done(st);
	return most;
}

int64_t payment_of_fund(struct db *db, const struct policy *p, int64_t at)
{
	int64_t from, until;

	fund_period(policy_fund(p)->each, policy_head(p)->zone, at, &from, &until);
	return -ledger_sum(db, "fund", policy_head(p)->currency, 0, from, until);
}

int64_t payment_of_fund_for(struct db *db, const struct policy *p,
    int64_t subject)
{
	return -ledger_sum(db, "fund", policy_head(p)->currency, subject, 0, 0);
}
