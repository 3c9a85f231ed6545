/* When promises are due, when their levels stand, and which of them fire. */
#include "policy_files.h"

#include <stdio.h>

#include "care/promises/promise.h"
#include "time/human.h"

/* Thursday is 2026-03-12; the hotline is open on all days. */
static const char text[] = HEAD
    "calendars:\n"
    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
    "  hotline: {hours: {mon-sun: \"08:00-20:00\"}}\n"
    "  legal: {hours: {mon-fri: \"00:00-24:00\"}}\n"
    "defaults: {working: office, days: legal}\n"
    "promises:\n"
    "  - {name: wall, within: 48h}\n"
    "  - {name: hours, within: 8bh}\n"
    "  - {name: line, within: 8bh, calendar: hotline}\n"
    "  - {name: workdays, within: 2wd}\n"
    "  - {name: today, within: 0wd}\n"
    "  - {name: days, within: 7d}\n"
    "  - {name: rolled, within: 2d}\n"
    "  - {name: hard, within: 48h, hard: true}\n"
    "  - {name: margin, within: 5wd, margin: 1wd}\n"
    "  - {name: narrow, within: 48h, margin: 4h}\n"
    "  - {name: told, from: told, due: told_time, turns: each}\n"
    "  - {name: cycle, to: customer_told, every: 24h, until: closed}\n"
    "  - {name: weekly, to: met, every: 168h, within: 48h, until: closed}\n"
    "  - {name: visit, to: visited, every: 48h, from: last_kept}\n"
    "ladders:\n"
    "  steps:\n"
    "    - {name: half, at: 50%, notify: owner}\n"
    "    - {name: soon, at: due - 2h, notify: owner}\n"
    "    - {name: due, at: due, notify: owner}\n"
    "    - {name: over, at: due + 4h, notify: owner, every: 1d, times: 3}\n"
    "  office:\n"
    "    - {name: soon, at: due - 2bh, notify: owner}\n"
    "    - {name: late, at: due + 1wd, notify: owner}\n"
    "words: {roles: {owner: Owner}}\n";

static struct policy *policy;
static const struct zone *zone;

static int load(void **state)
{
	struct buf said = {0};

	(void)state;
	policy = load_text(text, &said);
	if (!policy)
		print_error("%s", buf_text(&said));
	zone = zone_open("Asia/Shanghai");
	buf_free(&said);
	return policy ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

/* "12 10:00" of March 2026. */
static int64_t at(const char *short_form)
{
	char full[32];
	const char *why = "";
	int64_t instant;

	snprintf(full, sizeof full, "2026-03-%s", short_form);
	if (!human_instant(full, zone, 0, HUMAN_START, &instant, &why))
		fail_msg("%s: %s", full, why);
	return instant;
}

static const struct promise_rule *rule(const char *name)
{
	size_t n;
	const struct promise_rule *all = policy_promise_rules(policy, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	fail_msg("no rule %s", name);
	return NULL;
}

static void due(void **state)
{
	static const struct {
		const char *rule, *start, *from, *until, *due, *calendar;
	} cases[] = {
		{"wall", "12 10:00", NULL, NULL, "14 10:00", ""},
		{"wall", "12 10:00", "12 11:00", "12 13:00", "14 12:00", ""},
		{"wall", "12 10:00", "11 11:00", "11 13:00", "14 10:00", ""},
		{"hard", "12 10:00", "12 11:00", "12 13:00", "14 10:00", ""},
		{"hours", "12 10:00", NULL, NULL, "13 10:30", "office"},
		{"hours", "12 10:00", "12 11:00", "12 14:30", "13 14:00", "office"},
		{"hours", "14 10:00", NULL, NULL, "17 09:30", "office"},
		{"line", "12 10:00", NULL, NULL, "12 18:00", "hotline"},
		{"line", "14 18:00", NULL, NULL, "15 14:00", "hotline"},
		{"workdays", "12 10:00", NULL, NULL, "16 18:00", "office"},
		{"workdays", "12 10:00", "13 00:00", "14 00:00", "17 18:00", "office"},
		{"today", "12 10:00", NULL, NULL, "12 18:00", "office"},
		{"today", "12 18:01", NULL, NULL, "13 18:00", "office"},
		{"days", "12 10:00", NULL, NULL, "20 00:00", "legal"},
		{"rolled", "12 10:00", NULL, NULL, "17 00:00", "legal"},
		{"margin", "12 10:00", NULL, NULL, "18 18:00", "office"},
		{"narrow", "12 10:00", NULL, NULL, "14 06:00", ""},
		{"told", "12 10:00", NULL, NULL, "12 16:00", ""},
		{"told", "12 10:00", "12 11:00", "12 13:00", "12 16:00", ""},
		{"cycle", "12 10:00", NULL, NULL, "13 10:00", ""},
	};
	struct facts facts = {.n = 0};

	(void)state;
	facts_number(&facts, "told_time", at("12 16:00"));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct promise_rule *r = rule(cases[i].rule);
		struct promise p = {.turn = 1};
		struct pause pause = {0};
		char shown[HUMAN_TEXT];

		if (cases[i].from)
			pause = (struct pause){at(cases[i].from), at(cases[i].until)};
		assert_true(promise_due(policy, r, &facts, at(cases[i].start), &pause,
		    cases[i].from != NULL, &p));
		if (p.due_at != at(cases[i].due))
			fail_msg("%s from %s: %s, not %s", cases[i].rule,
			    cases[i].start, human_local(p.due_at, zone, shown),
			    cases[i].due);
		assert_int_equal(p.start_at, at(cases[i].start));
		assert_string_equal(p.calendar, cases[i].calendar);
		assert_string_equal(p.rule, cases[i].rule);
		assert_string_equal(p.owes, "owner");
		assert_int_equal(p.hard, strcmp(cases[i].rule, "hard") == 0);
	}
}

static void due_unknown(void **state)
{
	struct facts facts = {.n = 0};
	struct promise p = {.turn = 1};
	struct pause endless = {at("12 11:00"), INT64_MAX};

	(void)state;
	assert_false(promise_due(policy, rule("told"), &facts, at("12 10:00"),
	    NULL, 0, &p));
	assert_true(promise_due(policy, rule("wall"), &facts, at("12 10:00"),
	    &endless, 1, &p));
	assert_int_equal(p.due_at, 0);
	assert_true(promise_due(policy, rule("narrow"), &facts, at("12 10:00"),
	    &endless, 1, &p));
	assert_int_equal(p.due_at, 0);
	/* What ran out before it began is due as ever. */
	assert_true(promise_due(policy, rule("wall"), &facts, at("10 10:00"),
	    &endless, 1, &p));
	assert_int_equal(p.due_at, at("12 10:00"));
	assert_true(promise_due(policy, rule("hard"), &facts, at("12 10:00"),
	    &endless, 1, &p));
}

static void levels(void **state)
{
	static const struct {
		const char *ladder, *amount, *calendar, *start, *due, *until;
		const char *wanted;
	} cases[] = {
		{"steps", "48h", "", "12 10:00", "14 10:00", "12 10:00",
		    "half.0@13 10:00 soon.0@14 08:00 due.0@14 10:00 over.0@14 14:00"},
		/* Repeats stand up to the first after "until"; three of them. */
		{"steps", "48h", "", "12 10:00", "14 10:00", "15 14:00",
		    "half.0@13 10:00 soon.0@14 08:00 due.0@14 10:00 over.0@14 14:00"
		    " over.1@15 14:00 over.2@16 14:00"},
		{"steps", "48h", "", "12 10:00", "14 10:00", "30 10:00",
		    "half.0@13 10:00 soon.0@14 08:00 due.0@14 10:00 over.0@14 14:00"
		    " over.1@15 14:00 over.2@16 14:00 over.3@17 14:00"},
		/* A level before the start does not exist; at the start it does. */
		{"steps", "1h", "", "12 10:00", "12 11:00", "12 10:00",
		    "half.0@12 10:30 due.0@12 11:00 over.0@12 15:00"},
		{"steps", "2h", "", "12 10:00", "12 12:00", "12 10:00",
		    "soon.0@12 10:00 half.0@12 11:00 due.0@12 12:00 over.0@12 16:00"},
		/* Shares run on the promise's own clock and calendar. */
		{"steps", "8bh", "office", "12 10:00", "13 10:30", "12 10:00",
		    "half.0@12 15:30 soon.0@13 08:30 due.0@13 10:30 over.0@13 14:30"},
		{"steps", "8bh", "hotline", "12 10:00", "12 18:00", "12 10:00",
		    "half.0@12 14:00 soon.0@12 16:00 due.0@12 18:00 over.0@12 22:00"},
		{"steps", "2wd", "office", "12 10:00", "16 18:00", "12 10:00",
		    "half.0@13 14:45 soon.0@16 16:00 due.0@16 18:00 over.0@16 22:00"},
		{"steps", "7d", "legal", "12 00:00", "20 00:00", "12 10:00",
		    "half.0@16 00:00 soon.0@19 22:00 due.0@20 00:00 over.0@20 04:00"},
		{"steps", "returns + 1d, 10:00 .. 20:00", "", "12 10:00", "12 20:00",
		    "12 10:00",
		    "half.0@12 15:00 soon.0@12 18:00 due.0@12 20:00 over.0@13 00:00"},
		{"office", "48h", "", "12 10:00", "13 10:00", "12 10:00",
		    "soon.0@12 17:00 late.0@16 18:00"},
		{"office", "8bh", "hotline", "12 10:00", "12 18:00", "12 10:00",
		    "soon.0@12 16:00 late.0@13 20:00"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct promise p = {.amount = cases[i].amount,
		    .calendar = cases[i].calendar, .start_at = at(cases[i].start),
		    .due_at = at(cases[i].due)};
		struct level_time out[32];
		struct buf got = {0};
		size_t n = promise_levels(policy, &p,
		    policy_ladder(policy, cases[i].ladder), NULL, 0,
		    at(cases[i].until), out, 32);

		for (size_t k = 0; k < n; k++) {
			char shown[HUMAN_TEXT];

			human_local(out[k].at, zone, shown);
			buf_addf(&got, "%s%s.%d@%.8s", k ? " " : "",
			    out[k].level->name, out[k].time, shown + 8);
		}
		if (strcmp(buf_text(&got), cases[i].wanted) != 0)
			fail_msg("%s of %s:\n got %s\nwant %s", cases[i].ladder,
			    cases[i].amount, buf_text(&got), cases[i].wanted);
		buf_free(&got);
	}
}

static void no_levels(void **state)
{
	struct promise p = {.amount = "48h", .calendar = "",
	    .start_at = at("12 10:00")};
	struct level_time out[8];

	(void)state;
	/* Paused without a cap, it has no due time and so no levels. */
	assert_int_equal(promise_levels(policy, &p, policy_ladder(policy, "steps"),
	    NULL, 0, at("30 10:00"), out, 8), 0);
	p.due_at = at("14 10:00");
	assert_int_equal(promise_levels(policy, &p, NULL, NULL, 0,
	    at("30 10:00"), out, 8), 0);
}

/* A share stands still with its promise, unless that one is hard. */
static void paused_levels(void **state)
{
	struct promise p = {.amount = "48h", .calendar = "",
	    .start_at = at("12 10:00"), .due_at = at("14 12:00")};
	struct pause pause = {at("12 11:00"), at("12 13:00")};
	struct level_time out[8];

	(void)state;
	assert_true(promise_levels(policy, &p, policy_ladder(policy, "steps"),
	    &pause, 1, p.start_at, out, 8) > 0);
	assert_int_equal(out[0].at, at("13 12:00"));
	p.hard = true;
	p.due_at = at("14 10:00");
	assert_true(promise_levels(policy, &p, policy_ladder(policy, "steps"),
	    &pause, 1, p.start_at, out, 8) > 0);
	assert_int_equal(out[0].at, at("13 10:00"));
}

/* Repeats fill the room of the levels, so a policy cannot name more of them
 * than there is room for: some would never fire. */
static void too_many(void **state)
{
	static const struct {
		int times;
		bool good;
	} cases[] = {{1, true}, {126, true}, {127, false}, {1000, false}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = {0}, said = {0};
		struct policy *p;

		buf_addf(&b, HEAD "words: {roles: {owner: Owner}}\nladders:\n  often:\n"
		    "    - {name: nag, at: due, notify: owner, every: 1m, times: %d}\n"
		    "    - {name: last, at: due + 1h, notify: owner}\n",
		    cases[i].times);
		p = load_text(buf_text(&b), &said);
		assert_int_equal(p != NULL, cases[i].good);
		if (!p)
			assert_non_null(strstr(buf_text(&said), "p.yaml:8:"));
		policy_free(p);
		buf_free(&b);
		buf_free(&said);
	}
}

/* The turn after one that began on the 12th at 10:00, kept then. */
static void next_turns(void **state)
{
	static const struct {
		const char *rule, *due, *kept, *wanted;
	} cases[] = {
		{"cycle", "13 10:00", "12 15:00", "13 10:00"},
		{"cycle", "13 10:00", "13 10:00", "13 10:00"},
		{"cycle", "13 10:00", "14 09:59", "13 10:00"},
		/* Due then already: left out. */
		{"cycle", "13 10:00", "14 10:00", "14 10:00"},
		{"cycle", "13 10:00", "20 12:00", "20 10:00"},
		/* A pause moved it: the grid goes on from there. */
		{"cycle", "13 12:00", "13 09:00", "13 12:00"},
		{"cycle", NULL, "13 09:00", "13 09:00"},
		/* Weekly, within two days of its beginning. */
		{"weekly", "14 10:00", "13 10:00", "19 10:00"},
		{"weekly", "14 10:00", "20 10:00", "19 10:00"},
		{"weekly", "14 10:00", "21 10:00", "26 10:00"},
		{"visit", "14 10:00", "13 11:00", "13 11:00"},
		{"visit", "14 10:00", "25 11:00", "25 11:00"},
	};
	struct facts facts = {.n = 0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct promise p = {.start_at = at("12 10:00"),
		    .due_at = cases[i].due ? at(cases[i].due) : 0};
		int64_t next = promise_next_start(policy, rule(cases[i].rule),
		    &facts, &p, at(cases[i].kept));
		char shown[HUMAN_TEXT];

		if (next != at(cases[i].wanted))
			fail_msg("%s kept %s: %s, not %s", cases[i].rule,
			    cases[i].kept, human_local(next, zone, shown),
			    cases[i].wanted);
	}
}

/* Ledger "a.0:100@12 b.0:100": level, time and due of what is recorded, and
 * when (else at the beginning of times). */
static size_t ledger(const char *words, struct fired *out, char *keep)
{
	size_t n = 0;
	char *save = NULL;

	strcpy(keep, words);
	for (char *w = strtok_r(keep, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
		char *dot = strchr(w, '.'), *colon = strchr(w, ':');
		char *when = strchr(w, '@');

		*dot = *colon = '\0';
		out[n++] = (struct fired){.level = w, .time = atoi(dot + 1),
		    .due_at = atoi(colon + 1), .at = when ? atoi(when + 1) : 0};
	}
	return n;
}

static void fire(void **state)
{
	static const struct level a = {.name = "a"}, b = {.name = "b"},
	    c = {.name = "c", .unless_acked = "b"};
	static const struct level_time times[] = {
		{&a, 0, 10}, {&b, 0, 20}, {&c, 0, 30}, {&c, 1, 40}, {&c, 2, 50},
	};
	static const struct {
		const char *recorded;
		int64_t now, live_from;
		const char *wanted;
		bool each;
		const char *acked;
	} cases[] = {
		{"", 9, 0, "next 10", false, NULL},
		{"", 10, 0, "a.0 fired next 20", false, NULL},
		{"", 20, 0, "a.0 superseded b.0 fired next 30", false, NULL},
		{"a.0:100", 20, 0, "b.0 fired next 30", false, NULL},
		{"a.0:100 b.0:100", 29, 0, "next 30", false, NULL},
		/* Of another due time: a moved promise's levels are new ones. */
		{"a.0:99 b.0:101", 20, 0, "a.0 superseded b.0 fired next 30", false, NULL},
		/* Ticks missed for a while: the highest fires, the rest does not. */
		{"", 45, 0, "a.0 superseded b.0 superseded c.0 superseded c.1 fired next 50", false, NULL},
		{"a.0:100 b.0:100 c.0:100", 99, 0, "c.1 superseded c.2 fired next 0", false, NULL},
		{"c.2:100", 99, 0, "a.0 superseded b.0 superseded c.0 superseded c.1 fired next 0", false, NULL},
		{"a.0:100 b.0:100 c.0:100 c.1:100 c.2:100", 99, 0, "next 0", false, NULL},
		/* What lies before live_from never fires. */
		{"", 20, 15, "a.0 before_live b.0 fired next 30", false, NULL},
		{"", 20, 10, "a.0 superseded b.0 fired next 30", false, NULL},
		{"", 20, 21, "a.0 before_live b.0 before_live next 30", false, NULL},
		{"", 99, 100, "a.0 before_live b.0 before_live c.0 before_live"
		    " c.1 before_live c.2 before_live next 0", false, NULL},
		/* catch_up: all. What passed unseen fires in its order. */
		{"", 45, 0, "a.0 fired b.0 fired c.0 fired c.1 fired next 50", true, NULL},
		{"a.0:100", 20, 0, "b.0 fired next 30", true, NULL},
		{"", 20, 15, "a.0 before_live b.0 fired next 30", true, NULL},
		/* Of another due time: the ledger does not speak of them. */
		{"b.0:99@20", 29, 0, "a.0 fired b.0 fired next 30", true, NULL},
		/* Acknowledged: its repeats are silent, the level is not, nor
		 * are others. */
		{"a.0:100@10 b.0:100@20 c.0:100@30", 40, 0, "c.1 suppressed next 50",
		    false, "c"},
		{"a.0:100@10 b.0:100@20 c.0:100@30", 99, 0,
		    "c.1 suppressed c.2 suppressed next 0", true, "c"},
		{"", 45, 0, "a.0 superseded b.0 superseded c.0 fired c.1 suppressed"
		    " next 50", false, "c"},
		{"a.0:100@10", 45, 0, "b.0 superseded c.0 superseded c.1 fired"
		    " next 50", false, "a"},
		/* c comes only unless b was acknowledged, and so do its repeats. */
		{"a.0:100@10 b.0:100@20", 30, 0, "c.0 suppressed next 40", false, "b"},
		{"a.0:100@10 b.0:100@20 c.0:100@30", 99, 0,
		    "c.1 suppressed c.2 suppressed next 0", true, "b"},
		{"", 45, 0, "a.0 superseded b.0 fired c.0 suppressed c.1 suppressed"
		    " next 50", false, "b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		enum { N = sizeof times / sizeof times[0] };
		struct level_time passed[N];
		const char *how[N];
		struct fired recorded[N];
		struct firing f;
		struct buf got = {0};
		char keep[128];
		size_t n = ledger(cases[i].recorded, recorded, keep);

		promise_fire(&(struct fire_ask){.levels = times, .n = N,
		    .fired = recorded, .recorded = n, .acked = &cases[i].acked,
		    .acked_n = cases[i].acked != NULL, .due_at = 100,
		    .now = cases[i].now, .live_from = cases[i].live_from,
		    .each = cases[i].each}, &f, how, passed);
		for (size_t k = 0; k < f.n; k++)
			buf_addf(&got, "%s.%d %s ", f.v[k].level->name, f.v[k].time,
			    f.how[k]);
		buf_addf(&got, "next %d", (int)f.next_at);
		if (strcmp(buf_text(&got), cases[i].wanted) != 0)
			fail_msg("%s at %d:\n got %s\nwant %s", cases[i].recorded,
			    (int)cases[i].now, buf_text(&got), cases[i].wanted);
		/* A tick that has fired leaves nothing ripe behind. */
		assert_true(f.next_at == 0 || f.next_at > cases[i].now);
		buf_free(&got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due),
		cmocka_unit_test(due_unknown),
		cmocka_unit_test(levels),
		cmocka_unit_test(no_levels),
		cmocka_unit_test(paused_levels),
		cmocka_unit_test(too_many),
		cmocka_unit_test(next_turns),
		cmocka_unit_test(fire),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
