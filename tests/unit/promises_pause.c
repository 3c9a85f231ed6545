/* Pauses: how long they last, what they stop, what due times make of them. */
#include "policy_files.h"

#include <stdio.h>

#include "care/promises/pause_store.h"
#include "store/check.h"
#include "store/log.h"
#include "store/subject.h"
#include "store_made.h"
#include "time/human.h"

/* Thursday is 2026-03-12. */
static const char text[] = HEAD
    "calendars:\n"
    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
    "defaults: {working: office}\n"
    "promises:\n"
    "  - {name: result, within: 48h, ladder: steps}\n"
    "  - {name: margin, within: 48h, margin: 4h}\n"
    "  - {name: first, within: 24h}\n"
    "  - {name: limit, within: 72h, hard: true}\n"
    "pauses:\n"
    "  customer: {stops: [result, margin], cap: 3d}\n"
    "  supplier: {cap: 8bh, cap_in: total}\n"
    "  weather: {}\n"
    "ladders:\n"
    "  steps:\n"
    "    - {name: half, at: 50%, notify: owner}\n"
    "    - {name: soon, at: due - 2h, notify: owner}\n"
    "words: {roles: {owner: Owner}}\n";

static struct policy *policy;
static struct made store;
static struct log *store_log;
static struct facts facts;

static int64_t at(const char *short_form)
{
	char full[32];
	const char *why = "";
	int64_t instant;

	if (!short_form)
		return 0;
	snprintf(full, sizeof full, "2026-03-%s", short_form);
	if (!human_instant(full, policy_head(policy)->zone, 0, HUMAN_START,
	    &instant, &why))
		fail_msg("%s: %s", full, why);
	return instant;
}

static int load(void **state)
{
	struct buf said = {0};

	(void)state;
	policy = load_text(text, &said);
	if (!policy)
		print_error("%s", buf_text(&said));
	buf_free(&said);
	made_open(&store);
	store_log = log_open(store.db, "test");
	return policy ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	log_close(store_log, NULL, 0);
	made_close(&store);
	policy_free(policy);
	return 0;
}

static void cap(void **state)
{
	static const struct {
		const char *reason, *from, *used_from, *used_until, *wanted;
	} cases[] = {
		{"customer", "12 10:00", NULL, NULL, "15 10:00"},
		/* Of each pause: what the one before used up is nothing to it. */
		{"customer", "12 10:00", "10 10:00", "12 09:00", "15 10:00"},
		{"supplier", "12 10:00", NULL, NULL, "13 10:30"},
		{"supplier", "12 10:00", "11 09:00", "11 11:00", "12 17:30"},
		{"supplier", "12 10:00", "11 09:00", "12 09:00", "12 10:30"},
		{"supplier", "12 10:00", "10 09:00", "12 09:00", "12 10:00"},
		{"weather", "12 10:00", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct pause before = {at(cases[i].used_from),
		    at(cases[i].used_until)};
		int64_t got = pause_cap(policy, policy_pause(policy,
		    cases[i].reason), at(cases[i].from), &before,
		    cases[i].used_from != NULL);

		if (got != at(cases[i].wanted))
			fail_msg("%zu: %s: %lld", i, cases[i].reason,
			    (long long)got);
	}
}

static void stops(void **state)
{
	(void)state;
	assert_true(pause_stops(policy, "customer", "result"));
	assert_false(pause_stops(policy, "customer", "first"));
	assert_true(pause_stops(policy, "supplier", "first"));
	assert_true(pause_stops(policy, "dropped by now", "first"));
}

static struct promiser of(int64_t subject)
{
	return (struct promiser){store_log, policy, 0, "case", subject, &facts, 0};
}

/* A case received on the 12th at 10:00, with its promises. */
static int64_t received(void)
{
	struct subject s = {.kind = "case", .source = "test"};
	struct promiser m;
	char ref[32];

	assert_true(log_begin(store_log, at("12 10:00"), NULL));
	s.id = log_next_subject(store_log);
	snprintf(ref, sizeof ref, "%lld", (long long)s.id);
	s.ref = ref;
	log_event(store_log, s.id, "received", at("12 10:00"));
	subject_insert(store_log, &s);
	log_end(store_log);
	m = of(s.id);
	assert_int_equal(promises_begin(&m, "received", at("12 10:00")), 4);
	log_commit(store_log);
	return s.id;
}

/* The n-th pause begins (+) or ends (~) at that time; how many moved. */
static size_t paused(int64_t id, char op, int n, const char *reason,
    const char *when, const char *capped)
{
	struct promiser m = of(id);
	size_t moved;

	assert_true(log_begin(store_log, at(when), NULL));
	log_event(store_log, id, op == '+' ? "paused" : "resumed", at(when));
	log_row(store_log, op, "pause");
	log_int(store_log, "subject", id);
	log_int(store_log, "n", n);
	if (op == '+') {
		log_int(store_log, "from_at", at(when));
		log_time(store_log, "cap_at", at(capped));
		log_text(store_log, "reason", reason);
	} else {
		log_int(store_log, "until_at", at(when));
	}
	log_end(store_log);
	moved = promises_paused(&m, at(when));
	log_commit(store_log);
	return moved;
}

static void is_due(int64_t id, const char *rule, const char *due,
    const char *next)
{
	struct arena *a = arena_new();
	struct promise p;

	assert_true(promise_load(store.db, id, rule, 0, a, &p));
	if (p.due_at != at(due) || p.next_at != at(next))
		fail_msg("%s: due %lld, not %s; next %lld, not %s", rule,
		    (long long)p.due_at, due, (long long)p.next_at, next);
	arena_free(a);
}

/* Due as if the pause went on to its cap; earlier when it ends before. */
static void capped(void **state)
{
	int64_t id = received();

	(void)state;
	is_due(id, "result", "14 10:00", "13 10:00");
	assert_int_equal(paused(id, '+', 1, "customer", "12 20:00", "15 20:00"), 2);
	is_due(id, "result", "17 10:00", "16 10:00");
	is_due(id, "margin", "17 06:00", NULL);
	is_due(id, "first", "13 10:00", NULL);
	is_due(id, "limit", "15 10:00", NULL);
	assert_int_equal(paused(id, '~', 1, NULL, "13 20:00", NULL), 2);
	is_due(id, "result", "15 10:00", "14 10:00");
	is_due(id, "margin", "15 06:00", NULL);
	/* The sum from the start, not of differences: the same again. */
	assert_int_equal(paused(id, '~', 1, NULL, "13 20:00", NULL), 0);
}

/* Without a cap there is no due time while it lasts, and no level. */
static void endless(void **state)
{
	int64_t id = received();

	(void)state;
	assert_int_equal(paused(id, '+', 1, "weather", "12 20:00", NULL), 3);
	is_due(id, "result", NULL, NULL);
	is_due(id, "first", NULL, NULL);
	is_due(id, "limit", "15 10:00", NULL);
	assert_int_equal(paused(id, '~', 1, NULL, "20 20:00", NULL), 3);
	is_due(id, "result", "22 10:00", "21 10:00");
	is_due(id, "first", "21 10:00", NULL);
	/* A second one beside it, capped: both count, the overlap once. */
	assert_int_equal(paused(id, '+', 2, "customer", "21 00:00", "22 00:00"), 2);
	is_due(id, "result", "23 10:00", "22 10:00");
}

/* A level that passed before the pause is not told a second time. */
static void carried(void **state)
{
	int64_t id = received();
	struct arena *a = arena_new();
	struct fired *fired;
	struct promise p;

	(void)state;
	assert_int_equal(paused(id, '+', 1, "customer", "13 11:00", "13 12:00"), 2);
	is_due(id, "result", "14 11:00", "14 09:00");
	assert_true(promise_load(store.db, id, "result", 0, a, &p));
	assert_int_equal(promise_fired(store.db, &p, a, &fired), 1);
	assert_string_equal(fired[0].level, "half");
	assert_string_equal(fired[0].how, "carried");
	arena_free(a);
}

static void shout(void *arg, const char *message)
{
	(void)arg;
	print_error("%s\n", message);
}

static void rows_add_up(void **state)
{
	struct check_counts counts;

	(void)state;
	assert_int_equal(check_store(store.db, shout, NULL, &counts), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cap), cmocka_unit_test(stops),
		cmocka_unit_test(capped), cmocka_unit_test(endless),
		cmocka_unit_test(carried), cmocka_unit_test(rows_add_up),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
