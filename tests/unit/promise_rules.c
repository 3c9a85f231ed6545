/* When promises are due, and their next turns. */
#include "promise_policy.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due),
		cmocka_unit_test(due_unknown),
		cmocka_unit_test(next_turns),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
