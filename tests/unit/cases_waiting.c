/* The law of due times under any waits: what was promised is due as a sum over
 * all pauses says, from scratch. */
#include "policy_files.h"

#include <stdio.h>

#include "care/cases/wait.h"
#include "care/promises/pause.h"
#include "store/check.h"
#include "store/log.h"
#include "store_made.h"
#include "time/worktime.h"

enum { HOUR = 3600, DAY = 86400, MOST = 64, ROUNDS = 60, STEPS = 14 };

static const char text[] = HEAD
    "calendars:\n"
    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
    "  legal: {hours: {mon-fri: \"00:00-24:00\"}}\n"
    "defaults: {working: office, days: legal}\n"
    "words: {kinds: [complaint], channels: [phone]}\n"
    "promises:\n"
    "  - {name: result, within: 48h}\n"
    "  - {name: office, within: 8bh}\n"
    "  - {name: days, within: 3wd}\n"
    "  - {name: week, within: 7d}\n"
    "  - {name: limit, within: 72h, hard: true}\n"
    "pauses:\n"
    "  waiting_customer: {stops: [result, office, days], cap: 72h, cap_in: total}\n"
    "  inspection: {stops: [office, days, week], cap: 30h}\n"
    "  weather: {}\n";

static const char *const reasons[] = {"waiting_customer", "inspection",
    "weather"};

static struct policy *policy;
static struct made store;
static struct log *store_log;
static uint64_t seed = 20260312;

/* xorshift64: the same numbers everywhere. */
static int64_t rnd(int64_t lo, int64_t hi)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return lo + (int64_t)(seed % (uint64_t)(hi - lo + 1));
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

/* The pauses as this test remembers them. */
struct remembered {
	int reason;
	int64_t from, until, cap;	/* until 0: it lasts */
};

static int64_t end_of(const struct remembered *r)
{
	int64_t end = r->until ? r->until : INT64_MAX;

	return r->cap && r->cap < end ? r->cap : end;
}

/* Does the reason stop the rule? By the text above, not by the code. */
static bool stops(int reason, const char *rule)
{
	static const char *const by[] = {"result office days", "office days week",
	    "result office days week"};

	return strstr(by[reason], rule) != NULL;
}

/* An instant is paused when any pause that stops the rule holds it. One list
 * of stretches that do not touch, made second by second of its ends. */
static size_t merged(const struct remembered *v, size_t n, const char *rule,
    struct pause *out)
{
	size_t found = 0;
	int64_t from = 0;

	for (;;) {
		int64_t begin = INT64_MAX, end;
		bool grows = true;

		for (size_t i = 0; i < n; i++)
			if (stops(v[i].reason, rule) && v[i].from >= from &&
			    end_of(&v[i]) > v[i].from && v[i].from < begin)
				begin = v[i].from;
		if (begin == INT64_MAX)
			return found;
		end = begin;
		while (grows) {
			grows = false;
			for (size_t i = 0; i < n; i++)
				if (stops(v[i].reason, rule) && v[i].from <= end &&
				    end_of(&v[i]) > end && v[i].from >= begin) {
					end = end_of(&v[i]);
					grows = true;
				}
		}
		out[found++] = (struct pause){begin, end};
		if (end == INT64_MAX)
			return found;
		from = end;
	}
}

struct rule {
	const char *name;
	struct span span;
	const char *calendar;
};
static const struct rule rules[] = {
	{"result", {SPAN_WALL, 48 * HOUR}, NULL},
	{"office", {SPAN_WORKING, 8 * HOUR}, "office"},
	{"days", {SPAN_WORKDAYS, 3}, "office"},
	{"week", {SPAN_DAYS, 7}, "legal"},
	{"limit", {SPAN_WALL, 72 * HOUR}, NULL},
};
enum { RULES = sizeof rules / sizeof rules[0] };

/* From the start and all pauses; 0: nobody knows. */
static int64_t due_of(const struct rule *r, int64_t start,
    const struct remembered *v, size_t n)
{
	struct pause pauses[MOST];
	size_t found = merged(v, n, r->name, pauses);
	int64_t due;

	if (strcmp(r->name, "limit") == 0)
		found = 0;
	/* One that lasts without a cap, whenever it begins. */
	if (found && pauses[found - 1].until == INT64_MAX &&
	    worktime_due(start, r->span, r->calendar ? policy_calendar(policy,
	    r->calendar) : NULL, policy_head(policy)->zone, true, pauses, found,
	    &due, NULL, NULL) != WORKTIME_OK)
		return 0;
	assert_int_equal(worktime_due(start, r->span, r->calendar ?
	    policy_calendar(policy, r->calendar) : NULL,
	    policy_head(policy)->zone, true, pauses, found, &due, NULL, NULL),
	    WORKTIME_OK);
	return due;
}

static void dues(int64_t id, int64_t *due)
{
	struct arena *a = arena_new();
	struct promise p;

	for (size_t i = 0; i < RULES; i++) {
		assert_true(promise_load(store.db, id, rules[i].name, 0, a, &p));
		due[i] = p.due_at;
	}
	arena_free(a);
}

static void compare(int round, int step, int64_t start, const int64_t *due,
    const struct remembered *v, size_t n)
{
	for (size_t i = 0; i < RULES; i++) {
		int64_t wanted = due_of(&rules[i], start, v, n);

		if (due[i] != wanted)
			fail_msg("round %d, step %d: %s is due %lld after its"
			    " start, not %lld", round, step, rules[i].name,
			    (long long)(due[i] - start),
			    (long long)(wanted - start));
	}
}

static int64_t new_case(int64_t at)
{
	struct case_said said = {.kind = "complaint", .channel = "phone",
	    .received_at = at};

	return case_receive(store_log, policy, 0, &said);
}

/* The cap by the text above. */
static int64_t cap_of(const struct remembered *v, size_t n, int reason,
    int64_t from)
{
	int64_t left = 72 * HOUR;

	if (reason == 1)
		return from + 30 * HOUR;
	for (size_t i = 0; i < n; i++)
		if (v[i].reason == reason && end_of(&v[i]) > v[i].from)
			left -= end_of(&v[i]) - v[i].from;
	return reason == 2 ? 0 : left > 0 ? from + left : from;
}

/* One wait, begun or refused just as the memory says. */
static void wait_once(struct act *act, int64_t id, struct remembered *v,
    size_t *n)
{
	int reason = (int)rnd(0, 2);
	struct arena *a = arena_new();
	struct care_case c;
	struct wait_said said = {.rule = policy_pause(policy, reasons[reason]),
	    .evidence = "phone"};
	int64_t cap, mine = cap_of(v, *n, reason, act->at);
	enum wait_refusal wanted = WAIT_ALLOWED, got;
	size_t moved;

	if (rnd(0, 3) == 0) {
		said.until = act->at + rnd(1, 40) * HOUR;
		if (!mine || said.until < mine)
			mine = said.until;
	}
	for (size_t i = 0; i < *n; i++)
		if (v[i].reason == reason && !v[i].until)
			wanted = WAIT_ALREADY;
	if (wanted == WAIT_ALLOWED && mine && mine <= act->at)
		wanted = WAIT_USED_UP;
	assert_true(case_load(store.db, id, a, &c));
	got = case_wait(act, &c, &said, &cap, &moved);
	assert_int_equal(got, wanted);
	if (got == WAIT_ALLOWED) {
		assert_int_equal(cap, mine);
		v[(*n)++] = (struct remembered){reason, act->at, 0, mine};
	}
	arena_free(a);
}

static void resume_once(struct act *act, int64_t id, struct remembered *v,
    size_t n)
{
	int reason = (int)rnd(-1, 2);
	bool answer = rnd(0, 2) == 0;
	struct arena *a = arena_new();
	struct care_case c;
	size_t moved, ended = 0, got;

	if (answer)
		reason = 0;
	for (size_t i = 0; i < n; i++)
		if (!v[i].until && (reason < 0 || v[i].reason == reason)) {
			v[i].until = act->at;
			ended++;
		}
	assert_true(case_load(store.db, id, a, &c));
	got = answer ? case_resume_by_answer(act, id) : case_resume(act, &c,
	    reason < 0 ? NULL : reasons[reason], NULL, &moved);
	assert_int_equal(got, ended);
	arena_free(a);
}

/* Whatever waits and goes on: due is the sum from scratch, a word that lets a
 * case go on makes nothing later, and what has a cap in total is never later
 * than that. */
static void law(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct remembered v[MOST];
		size_t n = 0;
		int64_t start = 1773280800 + rnd(0, 30) * HOUR + rnd(0, 3599);
		struct act act = {store_log, policy, 0, start, NULL};
		int64_t id, before[RULES], due[RULES];

		assert_true(log_begin(store_log, start, NULL));
		id = new_case(start);
		dues(id, due);
		for (int step = 0; step < STEPS; step++) {
			bool goes_on = rnd(0, 1);

			act.at += rnd(0, 20) * HOUR + rnd(1, 3600);
			memcpy(before, due, sizeof before);
			if (goes_on)
				resume_once(&act, id, v, n);
			else
				wait_once(&act, id, v, &n);
			dues(id, due);
			compare(round, step, start, due, v, n);
			for (size_t i = 0; goes_on && i < RULES; i++)
				assert_true(!before[i] || (due[i] &&
				    due[i] <= before[i]));
		}
		log_commit(store_log);
	}
}

/* Only one reason, with a cap in total: the promise is never later than it. */
static void capped(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		int64_t start = 1773280800 + rnd(0, 30 * HOUR), id, due[RULES], cap;
		struct act act = {store_log, policy, 0, start, NULL};
		struct wait_said said = {.rule = policy_pause(policy, reasons[0]),
		    .evidence = "phone"};
		struct arena *a = arena_new();
		struct care_case c;
		size_t moved;

		assert_true(log_begin(store_log, start, NULL));
		id = new_case(start);
		assert_true(case_load(store.db, id, a, &c));
		for (int step = 0; step < STEPS; step++) {
			act.at += rnd(1, 30 * HOUR);
			if (step % 2)
				case_resume(&act, &c, NULL, NULL, &moved);
			else
				case_wait(&act, &c, &said, &cap, &moved);
			dues(id, due);
			assert_true(due[0] >= start + 48 * HOUR);
			assert_true(due[0] <= start + 120 * HOUR);
			assert_int_equal(due[4], start + 72 * HOUR);
		}
		log_commit(store_log);
		arena_free(a);
	}
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
		cmocka_unit_test(law), cmocka_unit_test(capped),
		cmocka_unit_test(rows_add_up),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
