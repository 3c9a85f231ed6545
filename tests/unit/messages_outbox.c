/* The outbox: its rules, and what its events make of the rows. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "care/messages/outbox.h"
#include "store/check.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"

static char dir[] = "/tmp/care-outbox.XXXXXX";
static struct db *db;
static struct log *store_log;

static int make_store(void **state)
{
	struct store_options o = {.trial = true, .first = 1001, .now = 1000,
	    .owner = "liu"};
	char path[64];

	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/care.db", dir);
	db = store_create(path, &o);
	store_log = log_open(db, "test");
	return 0;
}

static int drop_store(void **state)
{
	char path[64];
	static const char *const left[] = {"care.db", "care.db-lock",
	    "care.db-wal", "care.db-shm"};

	(void)state;
	log_close(store_log, NULL, 0);
	db_close(db);
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, left[i]);
		unlink(path);
	}
	return rmdir(dir);
}

static int64_t plan(const char *rule, const char *occurrence, int64_t not_before)
{
	struct message m = {.rule = rule, .subject = STORE_HOUSE,
	    .occurrence = occurrence, .addressee = 7, .purpose = "service",
	    .not_before = not_before, .expires = not_before + 86400};

	return outbox_plan(store_log, &m, not_before);
}

static struct message row(int64_t id, struct arena *a)
{
	struct message m;

	assert_true(outbox_load(db, id, a, &m));
	return m;
}

static void one_key_one_message(void **state)
{
	struct arena *a = arena_new();
	int64_t id, other;
	struct message m;

	(void)state;
	assert_true(log_begin(store_log, 2000, NULL));
	id = plan("pretrip", "2026-03-12", 5000);
	assert_true(id > 0);
	assert_int_equal(plan("pretrip", "2026-03-12", 6000), 0);
	other = plan("pretrip", "2026-03-13", 5000);
	assert_true(other > id);
	log_commit(store_log);

	assert_true(log_begin(store_log, 2001, NULL));
	assert_int_equal(plan("pretrip", "2026-03-12", 5000), 0);
	log_commit(store_log);

	m = row(id, a);
	assert_string_equal(m.state, "planned");
	assert_int_equal(m.not_before, 5000);
	assert_int_equal(m.next_at, 5000);
	assert_int_equal(m.tries, 0);
	assert_int_equal(m.expires, 5000 + 86400);
	assert_null(m.lease);
	assert_false(outbox_load(db, 99999, a, &m));
	arena_free(a);
}

/* Ids of what is to be done at "now", as "1,2,". */
static const char *due(int64_t now, struct arena *a)
{
	struct message m = {0};
	char *list = arena_dup(a, "");

	while (outbox_next(db, now, m.next_at, m.id, a, &m))
		list = arena_printf(a, "%s%lld,", list, (long long)m.id);
	return list;
}

static void a_message_goes_its_way(void **state)
{
	struct handed h = {.person = 7, .text = "出发前提醒\n第二行", .receipt = "gw-1",
	    .reason = "exit 75", .error = "call 13800138000"};
	struct arena *a = arena_new();
	int64_t id;

	(void)state;
	log_begin(store_log, 10000, NULL);
	id = plan("way", "1", 200000);
	log_commit(store_log);
	assert_null(strstr(due(199999, a), arena_printf(a, "%lld,", (long long)id)));
	assert_non_null(strstr(due(200000, a), arena_printf(a, "%lld,", (long long)id)));

	log_begin(store_log, 200000, NULL);
	{
		struct message m = row(id, a);

		outbox_lease(store_log, &m, "host:1:1", "sms", 200065, 200000);
	}
	log_commit(store_log);
	assert_string_equal(row(id, a).state, "leased");
	assert_string_equal(row(id, a).lease, "host:1:1");
	assert_int_equal(row(id, a).tries, 1);
	/* nobody else takes it while the lease lasts */
	assert_null(strstr(due(200064, a), arena_printf(a, "%lld,", (long long)id)));
	assert_non_null(strstr(due(200065, a), arena_printf(a, "%lld,", (long long)id)));

	log_begin(store_log, 200001, NULL);
	{
		struct message m = row(id, a);

		outbox_try_failed(store_log, &m, &h, NULL, 200060, true, 200001);
	}
	log_commit(store_log);
	assert_string_equal(row(id, a).state, "planned");
	assert_string_equal(row(id, a).reason, "exit 75: call 138****8000");
	assert_string_equal(row(id, a).channel, "sms");
	assert_int_equal(row(id, a).tries, 1);
	assert_null(row(id, a).lease);

	log_begin(store_log, 200100, NULL);
	{
		struct message m = row(id, a);

		outbox_lease(store_log, &m, "host:1:2", "sms", 200165, 200100);
		m = row(id, a);
		outbox_sent(store_log, &m, &h, 200101);
	}
	log_commit(store_log);
	assert_string_equal(row(id, a).state, "sent");
	assert_int_equal(row(id, a).sent_at, 200101);
	assert_true(row(id, a).content > 0);
	assert_null(row(id, a).reason);
	assert_int_equal(row(id, a).next_at, 0);
	assert_null(strstr(due(INT64_MAX, a), arena_printf(a, "%lld,", (long long)id)));
	arena_free(a);
}

static void ends_and_new_beginnings(void **state)
{
	struct handed h = {.person = 7, .reason = "exit 65"};
	struct arena *a = arena_new();
	struct message m;
	int64_t id;

	(void)state;
	log_begin(store_log, 300000, NULL);
	id = plan("ends", "1", 300000);
	m = row(id, a);
	outbox_lease(store_log, &m, "x", "sms", 300065, 300000);
	m = row(id, a);
	assert_false(outbox_retry(store_log, &m, 300000));
	/* the channel's fault burns no try */
	outbox_try_failed(store_log, &m, &h, "mail", 300900, false, 300001);
	m = row(id, a);
	assert_int_equal(m.tries, 0);
	assert_string_equal(m.channel, "mail");
	outbox_failed(store_log, &m, &h, 300002);
	m = row(id, a);
	assert_string_equal(m.state, "failed");
	assert_string_equal(m.reason, "exit 65");
	assert_true(outbox_retry(store_log, &m, 300003));
	m = row(id, a);
	assert_string_equal(m.state, "planned");
	assert_int_equal(m.next_at, 300003);
	assert_null(m.channel);
	outbox_doubt(store_log, &m, NULL, 300004);
	m = row(id, a);
	assert_string_equal(m.state, "doubt");
	assert_int_equal(m.next_at, 0);
	assert_true(outbox_retry(store_log, &m, 300005));
	m = row(id, a);
	outbox_hold(store_log, &m, "no address", 301000, 300006);
	m = row(id, a);
	assert_string_equal(m.reason, "no address");
	assert_int_equal(m.next_at, 301000);
	outbox_drop(store_log, &m, "cancelled", 300007);
	m = row(id, a);
	assert_string_equal(m.state, "dropped");
	assert_string_equal(m.reason, "cancelled");
	assert_false(outbox_retry(store_log, &m, 300008));
	log_commit(store_log);
	arena_free(a);
}

static void fault_found(void *arg, const char *message)
{
	(void)arg;
	fail_msg("%s", message);
}

/* Rows are what the events add up to. */
static void the_log_proves_it(void **state)
{
	struct check_counts counts;

	(void)state;
	assert_int_equal(check_store(db, fault_found, NULL, &counts), 0);
	assert_true(counts.rows > 0);
}

static void statuses(void **state)
{
	static const struct { int status; enum outbox_verdict wanted; } cases[] = {
		{0, OUTBOX_SENT}, {75, OUTBOX_SOFT}, {69, OUTBOX_SOFT},
		{1, OUTBOX_SOFT}, {68, OUTBOX_SOFT}, {74, OUTBOX_SOFT},
		{111, OUTBOX_SOFT}, {255, OUTBOX_SOFT}, {-1, OUTBOX_SOFT},
		{65, OUTBOX_HARD}, {67, OUTBOX_HARD}, {70, OUTBOX_HARD},
		{76, OUTBOX_HARD}, {100, OUTBOX_HARD}, {112, OUTBOX_HARD},
		{64, OUTBOX_BROKEN}, {77, OUTBOX_BROKEN}, {78, OUTBOX_BROKEN},
		{126, OUTBOX_BROKEN}, {127, OUTBOX_BROKEN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(outbox_verdict(cases[i].status), cases[i].wanted);
}

static void waits(void **state)
{
	static const int64_t wanted[] = {60, 300, 900, 3600, 14400, 14400, 14400,
	    14400, 14400, 0, 0};

	(void)state;
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		assert_int_equal(outbox_backoff((int64_t)i + 1), wanted[i]);
	assert_int_equal(outbox_patience(1000, 1000), 900);
	assert_int_equal(outbox_patience(0, 86400), 10800);
	assert_int_equal(outbox_patience(0, 30 * 86400), 21600);
}

static bool not_that(void *arg, const char *channel)
{
	return !strstr(arg, channel);
}

static void ways(void **state)
{
	struct rendering r = {.way = {{"sms", "1"}, {"mail", "2"}, {"wecom", "3"}},
	    .ways = 3};
	static const struct { const char *last; char bad[16]; int wanted; } cases[] = {
		{NULL, "-", 0}, {"mail", "-", 1}, {"mail", "mail", 0},
		{NULL, "sms", 1}, {"phone", "-", 0}, {"wecom", "sms", 2},
		{NULL, "sms mail wecom", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct message m = {.channel = cases[i].last};
		char bad[16];

		memcpy(bad, cases[i].bad, sizeof bad);
		assert_int_equal(outbox_way(&m, &r, not_that, bad), cases[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_one_message),
		cmocka_unit_test(a_message_goes_its_way),
		cmocka_unit_test(ends_and_new_beginnings),
		cmocka_unit_test(the_log_proves_it),
		cmocka_unit_test(statuses),
		cmocka_unit_test(waits),
		cmocka_unit_test(ways),
	};

	return cmocka_run_group_tests(tests, make_store, drop_store);
}
