/* What sources say of bookings, and which promises follow. */
#include "people_world.h"

#include "care/bookings/booking.h"
#include "care/promises/promise_store.h"
#include "time/human.h"

static int64_t at(const char *local)
{
	const struct zone *zone = zone_open("Asia/Shanghai");
	const char *why;
	int64_t out = 0;

	assert_true(human_instant(local, zone, NOW, HUMAN_START, &out, &why));
	return out;
}

static int64_t booking(const char *departs, const char *returns,
    const char *state, const char *what)
{
	struct booking_said s = {.source = "", .ref = "T1", .trip = "T0401",
	    .booked_at = -1, .departs = departs ? at(departs) : -1,
	    .returns = returns ? at(returns) : -1, .party = 2, .fee = -1,
	    .state = state};
	const char *was;
	int64_t id;

	for (size_t i = 0; returns && i < 10; i++)
		s.seen[i] = (unsigned char)returns[i];
	s.seen[10] = state ? (unsigned char)state[0] : 0;
	id = booking_said(store_log, policy, policy_id, &s, NOW, 0, &was);
	assert_string_equal(was, what);
	return id;
}

static int64_t events(const char *what)
{
	struct stmt *st = db_prepare(db,
	    "SELECT count(*) FROM event WHERE what = $what");
	int64_t n;

	db_bind_text(st, "$what", what);
	assert_true(db_step(st));
	n = db_int(st, 0);
	db_done(st);
	return n;
}

static int64_t greeting_due(int64_t id, const char *state)
{
	struct arena *a = arena_new();
	struct promise p;
	int64_t due;

	assert_true(promise_load(db, id, "greeting", 0, a, &p));
	assert_string_equal(p.state, state);
	due = p.due_at;
	arena_free(a);
	return due;
}

static void booking_moves_its_call(void **state)
{
	struct arena *a = arena_new();
	struct booking b;
	int64_t id;

	(void)state;
	id = booking("2026-04-01", "2026-04-05", NULL, "new");
	assert_int_equal(greeting_due(id, "open"), at("2026-04-06 20:00"));
	assert_int_equal(booking("2026-04-01", "2026-04-05", NULL, "same"), id);
	assert_int_equal(booking("2026-04-02", "2026-04-06", NULL, "changed"), id);
	assert_int_equal(greeting_due(id, "open"), at("2026-04-07 20:00"));
	assert_int_equal(events("moved"), 1);
	/* Another digest, but nothing in it that is new. */
	booking(NULL, "2026-04-06", "booked", "same");
	assert_true(booking_load(db, id, a, &b));
	assert_string_equal(b.trip, "T0401");
	assert_int_equal(b.departs, at("2026-04-02"));
	assert_int_equal(b.party, 2);
	assert_int_equal(b.fee, -1);
	assert_false(booking_load(db, 999999, a, &b));
	arena_free(a);
}

static void booking_cancelled_and_back(void **state)
{
	int64_t id;

	(void)state;
	id = booking("2026-04-01", "2026-04-05", "booked", "new");
	booking("2026-04-01", "2026-04-05", "cancelled", "changed");
	greeting_due(id, "cancelled");
	booking("2026-04-01", "2026-04-05", "booked", "changed");
	assert_int_equal(greeting_due(id, "open"), at("2026-04-06 20:00"));
	assert_int_equal(events("booked"), 2);
}

/* Nobody is greeted for a journey that is over or never was. */
static void booking_of_the_past(void **state)
{
	(void)state;
	booking("2026-02-01", "2026-02-05", "returned", "new");
	assert_int_equal(count("SELECT count(*) FROM promise"), 0);
}

static void booking_never_stood(void **state)
{
	(void)state;
	booking("2026-04-01", "2026-04-05", "cancelled", "new");
	assert_int_equal(count("SELECT count(*) FROM promise"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STORE(booking_moves_its_call),
		WITH_STORE(booking_cancelled_and_back),
		WITH_STORE(booking_of_the_past),
		WITH_STORE(booking_never_stood),
	};

	return cmocka_run_group_tests_name("intake_bookings", tests, load_policy,
	    drop_policy);
}
