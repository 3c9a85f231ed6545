/* Customers, staff and bookings in a store: what sources say of them, and
 * what the log makes of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "care/bookings/booking.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "care/promises/promise_store.h"
#include "policy/bundle.h"
#include "policy/policy.h"
#include "policy/policy_store.h"
#include "store/check.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"
#include "time/human.h"

enum { DAY = 86400, NOW = 1773281520 };	/* 2026-03-12 10:12 in Shanghai */

static char dir[32];
static struct db *db;
static struct log *store_log;
static struct policy *policy;
static int64_t policy_id;

static void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)line;
	(void)column;
	if (error)
		fail_msg("%s: %s", file, message);
}

static int load_policy(void **state)
{
	char *text = policy_bundle("policies/small-agency.yaml", complain, NULL);

	(void)state;
	policy = text ? policy_load(text, 2026, 2026, complain, NULL) : NULL;
	free(text);
	return policy ? 0 : -1;
}

static int drop_policy(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

/* Each test has a store of its own. */
static int make_store(void **state)
{
	struct store_options o = {.trial = true, .first = 1001,
	    .now = NOW - DAY, .owner = "liu"};
	struct adopted adopted = {.name = "t", .version = "1", .text = "",
	    .path = "", .adopted_at = NOW - DAY};
	char path[64];

	(void)state;
	strcpy(dir, "/tmp/care-people.XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/care.db", dir);
	db = store_create(path, &o);
	store_log = log_open(db, "test");
	log_begin(store_log, NOW - DAY, NULL);
	adopted_insert(store_log, &adopted);
	policy_id = adopted.id;
	log_policy(store_log, policy_id);
	log_commit(store_log);
	log_begin(store_log, NOW, NULL);
	return 0;
}

static void bad(void *arg, const char *message)
{
	(void)arg;
	fprintf(stderr, "# %s\n", message);
}

/* Whatever a test did, the rows are what the events add up to. */
static int drop_store(void **state)
{
	static const char *const left[] = {"care.db", "care.db-lock",
	    "care.db-wal", "care.db-shm"};
	struct check_counts counts;
	char path[64];
	int64_t faults;

	(void)state;
	log_commit(store_log);
	faults = check_store(db, bad, NULL, &counts);
	log_close(store_log, NULL, 0);
	db_close(db);
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, left[i]);
		unlink(path);
	}
	return rmdir(dir) == 0 && faults == 0 ? 0 : -1;
}

static int64_t said(const char *source, const char *ref, const char *phone,
    const char *mail, const char *name, const char *what)
{
	struct customer_said s = {.source = source, .ref = ref, .phone = phone,
	    .mail = mail, .name = name};
	const char *was;
	int64_t id = customer_said(store_log, policy, policy_id, &s, NOW, &was);

	assert_string_equal(was, what);
	return id;
}

static int64_t count(const char *sql)
{
	return db_int_of(db, sql, -1);
}

static void known_by_phone_and_mail(void **state)
{
	int64_t a, b;

	(void)state;
	a = said("", NULL, "13800138000", NULL, "李梅", "new");
	assert_true(a > 0);
	assert_int_equal(said("", NULL, "138-0013-8000", NULL, "李梅", "same"), a);
	assert_int_equal(said("", NULL, "13800138000", "Li@example.com", NULL,
	    "changed"), a);
	assert_int_equal(said("", NULL, NULL, "li@example.com", NULL, "same"), a);
	b = said("", NULL, "13900139000", NULL, NULL, "new");
	assert_int_not_equal(a, b);
	/* The mail is a's: it stays with him. */
	assert_int_equal(said("", NULL, "13900139000", "li@example.com", NULL,
	    "same"), b);
	assert_int_equal(customer_by_key(db, "mail", "li@example.com"), a);
	assert_int_equal(customer_by_key(db, "phone", "13700137000"), 0);
	assert_int_equal(said("", NULL, NULL, NULL, "李梅", "same"), 0);
	assert_int_equal(said("", NULL, "none", NULL, "李梅", "same"), 0);
}

static void references_of_sources(void **state)
{
	int64_t a, b;

	(void)state;
	a = said("crm", "K1", "13800138000", NULL, "李梅", "new");
	assert_int_equal(said("crm", "K1", NULL, NULL, NULL, "same"), a);
	/* Another reference of the same source is somebody else. */
	b = said("crm", "K2", "13800138000", NULL, "王强", "new");
	assert_int_not_equal(a, b);
	assert_int_equal(customer_by_key(db, "phone", "13800138000"), a);
	/* Another source may have its own reference for the same person. */
	assert_int_equal(said("hotel", "99", "13800138000", NULL, NULL,
	    "changed"), a);
	assert_int_equal(said("hotel", "99", NULL, NULL, NULL, "same"), a);
	assert_int_equal(customer_by_key(db, "ref", "K2"), b);
	assert_int_equal(customer_by_key(db, "ref", "hotel:99"), a);
	/* Who was known by phone only gets his first reference. */
	a = said("", NULL, "13600136000", NULL, NULL, "new");
	assert_int_equal(said("", "Z9", "13600136000", NULL, NULL, "changed"), a);
	assert_int_equal(said("", "Z9", NULL, NULL, NULL, "same"), a);
}

static void aside_fills_in_only(void **state)
{
	struct customer_said s = {.source = "", .phone = "13800138000",
	    .name = "李梅"};
	struct arena *a = arena_new();
	struct customer c;
	const char *what;
	int64_t id;

	(void)state;
	id = customer_said(store_log, policy, policy_id, &s, NOW, &what);
	s.name = "李女士";
	s.tier = "vip";
	s.aside = true;
	assert_int_equal(customer_said(store_log, policy, policy_id, &s, NOW,
	    &what), id);
	assert_string_equal(what, "changed");
	assert_true(customer_load(db, id, a, &c));
	assert_string_equal(c.name, "李梅");
	assert_string_equal(c.tier, "vip");
	assert_string_equal(c.phone, "13800138000");
	assert_null(c.mail);
	s.aside = false;
	customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_true(customer_load(db, id, a, &c));
	assert_string_equal(c.name, "李女士");
	assert_false(customer_load(db, 999999, a, &c));
	arena_free(a);
}

static void personal_values_are_content(void **state)
{
	(void)state;
	said("", NULL, "13800138000", "li@example.com", "李梅", "new");
	assert_int_equal(count("SELECT count(*) FROM event WHERE arg LIKE"
	    " '%138001%' OR arg LIKE '%李梅%' OR arg LIKE '%li@%'"), 0);
	assert_int_equal(count("SELECT count(*) FROM content WHERE body LIKE"
	    " '%138001%' OR body LIKE '%李梅%' OR body LIKE '%li@%'"), 3);
	assert_int_equal(count("SELECT count(*) FROM content"
	    " WHERE person IS NULL"), 0);
	assert_int_equal(count("SELECT count(*) FROM subject WHERE kind ="
	    " 'customer' AND ref LIKE '%138%'"), 0);
}

static void promised_visit(void **state)
{
	struct customer_said s = {.source = "", .phone = "13800138000",
	    .tier = "vip"};
	const char *what;
	int64_t id;

	(void)state;
	id = customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_true(id > 0);
	assert_int_equal(count("SELECT count(*) FROM promise"
	    " WHERE rule = 'visit' AND state = 'open'"), 1);
	s.phone = "13900139000";
	s.tier = "regular";
	customer_said(store_log, policy, policy_id, &s, NOW, &what);
	assert_int_equal(count("SELECT count(*) FROM promise"), 1);
}

/* Staff */

static int64_t staff(struct staff_said s, const char *what, const char *fault)
{
	const char *was, *why;
	int64_t id;

	s.source = "";
	id = staff_said(store_log, policy, policy_id, &s, NOW, &was, &why);
	if (fault) {
		assert_int_equal(id, 0);
		assert_non_null(why);
		if (!strstr(why, fault))
			fail_msg("%s", why);
	} else {
		assert_null(why);
		assert_string_equal(was, what);
	}
	return id;
}

static void staff_refused(void **state)
{
	static const struct {
		struct staff_said said;
		const char *fault;
	} v[] = {
		{{.login = "wang fang", .role = "owner"}, "login"},
		{{.login = "-wang", .role = "owner"}, "login"},
		{{.login = "", .role = "owner"}, "login"},
		{{.login = "wang"}, "role"},
		{{.login = "wang", .role = "owner", .from_at = 9, .to_at = 8},
		    "before"},
		{{.login = "wang", .role = "owner", .absent_from = 9}, "last day"},
		{{.login = "wang", .role = "owner", .absent_from = 9,
		    .absent_to = 9}, "ends"},
		{{.login = "wang", .role = "owner", .supervisor = "lui"},
		    "nearest: liu"},
		{{.login = "wang", .role = "owner", .supervisor = "somebody"},
		    "somebody"},
		{{.login = "liu", .substitute = "liu"}, "himself"},
		{{.login = "liu", .supervisor = "liu"}, "circle"},
		{{.login = "liu", .supervisor = "chen"}, "circle"},
	};

	(void)state;
	staff((struct staff_said){.login = "liu", .role = "manager"}, "new", NULL);
	staff((struct staff_said){.login = "chen", .role = "supervisor",
	    .supervisor = "liu"}, "new", NULL);
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		staff(v[i].said, NULL, v[i].fault);
	assert_int_equal(count("SELECT count(*) FROM staff"), 2);
}

static void staff_updated(void **state)
{
	struct staff_said s = {.login = "wang", .role = "owner",
	    .name = "王芳", .from_at = NOW - 10 * DAY};
	struct arena *a = arena_new();
	struct staff w;
	int64_t id;

	(void)state;
	assert_false(staff_any(db));
	id = staff(s, "new", NULL);
	assert_true(staff_any(db));
	staff(s, "same", NULL);
	s.phone = "13800138000";
	staff(s, "changed", NULL);
	s.absent_from = NOW;
	s.absent_to = NOW + DAY;
	staff(s, "changed", NULL);
	staff(s, "same", NULL);
	s.absent_to = NOW + 2 * DAY;
	staff(s, "changed", NULL);
	/* What is not said stays. */
	staff((struct staff_said){.login = "wang", .to_at = NOW + 30 * DAY},
	    "changed", NULL);
	assert_true(staff_load(db, id, a, &w));
	assert_string_equal(w.name, "王芳");
	assert_string_equal(w.phone, "13800138000");
	assert_int_equal(w.to_at, NOW + 30 * DAY);
	assert_int_equal(staff_by_login(db, "wang"), id);
	assert_int_equal(staff_by_login(db, "Wang"), 0);
	assert_string_equal(staff_nearest(db, "wnag", a), "wang");
	assert_null(staff_nearest(db, "xy", a));
	arena_free(a);
}

static void standing_in(void **state)
{
	int64_t liu, chen, wang, zhao, sun, ids[4];

	(void)state;
	liu = staff((struct staff_said){.login = "liu", .role = "manager",
	    .from_at = NOW - DAY}, "new", NULL);
	chen = staff((struct staff_said){.login = "chen", .role = "supervisor",
	    .supervisor = "liu", .from_at = NOW - DAY}, "new", NULL);
	zhao = staff((struct staff_said){.login = "zhao", .role = "owner",
	    .team = "north", .supervisor = "chen", .from_at = NOW - DAY}, "new",
	    NULL);
	wang = staff((struct staff_said){.login = "wang", .role = "owner",
	    .team = "south", .supervisor = "chen", .from_at = NOW - DAY,
	    .absent_from = NOW, .absent_to = NOW + DAY, .substitute = "zhao"},
	    "new", NULL);
	sun = staff((struct staff_said){.login = "sun", .role = "owner",
	    .supervisor = "chen", .from_at = NOW - DAY, .to_at = NOW}, "new",
	    NULL);
	assert_true(staff_here(db, wang, NOW - 1));
	assert_false(staff_here(db, wang, NOW));
	assert_true(staff_here(db, wang, NOW + DAY));
	assert_false(staff_here(db, sun, NOW));
	assert_false(staff_here(db, liu, NOW - 2 * DAY));
	assert_int_equal(staff_acting(db, wang, NOW - 1), wang);
	assert_int_equal(staff_acting(db, wang, NOW), zhao);
	assert_int_equal(staff_acting(db, sun, NOW), chen);
	/* Two who stand in for each other are both away: the supervisor. */
	staff((struct staff_said){.login = "zhao", .absent_from = NOW,
	    .absent_to = NOW + DAY, .substitute = "wang"}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), chen);
	staff((struct staff_said){.login = "chen", .to_at = NOW}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), liu);
	staff((struct staff_said){.login = "liu", .to_at = NOW}, "changed", NULL);
	assert_int_equal(staff_acting(db, wang, NOW), 0);

	assert_int_equal(staff_of_role(db, "owner", "south", NOW, ids, 4), 2);
	assert_int_equal(ids[0], wang);
	assert_int_equal(ids[1], zhao);
	assert_int_equal(staff_of_role(db, "owner", NULL, NOW, ids, 4), 2);
	assert_int_equal(ids[0], zhao);
	assert_int_equal(staff_of_role(db, "owner", NULL, NOW, ids, 1), 1);
	assert_int_equal(staff_of_role(db, "nobody", NULL, NOW, ids, 4), 0);
	assert_int_equal(staff_load_of(db, wang), 0);
	(void)chen;
}

/* Bookings */

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
#define WITH_STORE(f) cmocka_unit_test_setup_teardown(f, make_store, drop_store)
	const struct CMUnitTest tests[] = {
		WITH_STORE(known_by_phone_and_mail),
		WITH_STORE(references_of_sources),
		WITH_STORE(aside_fills_in_only),
		WITH_STORE(personal_values_are_content),
		WITH_STORE(promised_visit),
		WITH_STORE(staff_refused),
		WITH_STORE(staff_updated),
		WITH_STORE(standing_in),
		WITH_STORE(booking_moves_its_call),
		WITH_STORE(booking_cancelled_and_back),
		WITH_STORE(booking_of_the_past),
		WITH_STORE(booking_never_stood),
	};

	return cmocka_run_group_tests_name("intake_people", tests, load_policy,
	    drop_policy);
}
