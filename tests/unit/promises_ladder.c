/* When the levels of promises stand, and which of them fire. */
#include "promise_policy.h"

#include "care/promises/firing_name.h"

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

/* The name of a firing reads back; what is none is told. */
static void names(void **state)
{
	static const char *const none[] = {"", "result", "result.1", "result.1/due.0",
	    "result.1/due.0/", "result.1/due.0/x", "result/due.0/5",
	    "result.1/due/5", ".1/due.0/5", "result.1/.0/5", "result.x/due.0/5",
	    "result.1/due.-1/5", "result.1/due.0/5 ", "result.99999999999/due.0/5"};
	struct promise p = {.rule = "result", .turn = 2, .due_at = 1773281520};
	struct arena *a = arena_new();
	char name[FIRING_NAME];
	struct firing_name f;

	(void)state;
	firing_name_write(&p, "over", 3, name);
	assert_string_equal(name, "result.2/over.3/1773281520");
	assert_true(firing_name_read(name, a, &f));
	assert_true(firing_name_of(&f, &p));
	assert_string_equal(f.level, "over");
	assert_int_equal(f.time, 3);
	assert_int_equal(f.due_at, p.due_at);
	p.turn = 3;
	assert_false(firing_name_of(&f, &p));
	p = (struct promise){.rule = "result_limit", .turn = 2};
	assert_false(firing_name_of(&f, &p));
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		if (firing_name_read(none[i], a, &f))
			fail_msg("%s", none[i]);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels),
		cmocka_unit_test(no_levels),
		cmocka_unit_test(paused_levels),
		cmocka_unit_test(too_many),
		cmocka_unit_test(fire),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests_name("promises_ladder", tests, load,
	    unload);
}
