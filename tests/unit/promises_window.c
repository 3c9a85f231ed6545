/* Windows of promises: on which instants they open and end. */
#include "policy_files.h"

#include "care/promises/promise.h"

static void windows(void **state)
{
	enum { HOUR = 3600, DAY = 86400 };
	static const struct {
		const char *window;
		int64_t start, due;	/* from 00:00 of the day of return */
	} cases[] = {
		/* An end without a date is one of the day on which it opens. */
		{"returns + 1d, 10:00 .. 20:00", DAY + 10 * HOUR, DAY + 20 * HOUR},
		{"returns - 2d, 9:00 .. 24:00", -2 * DAY + 9 * HOUR, -DAY},
		{"returns, 10:00 .. 20:00", 10 * HOUR, 20 * HOUR},
		{"returns + 1d, 10:00", DAY + 10 * HOUR, 2 * DAY},
		{"returns + 1d", DAY, 2 * DAY},
		{"returns", 0, DAY},
		{"returns + 1d, 10:00 .. returns + 3d, 12:00", DAY + 10 * HOUR,
			3 * DAY + 12 * HOUR},
		{"returns + 1d .. returns + 3d, 10:00", DAY + 10 * HOUR, 4 * DAY},
		{"departs .. returns", -4 * DAY, DAY},
	};
	const int64_t returns = 1773244800;	/* 2026-03-12 00:00 Shanghai */

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts facts = {.n = 0};
		struct promise p = {.turn = 1};
		struct policy *policy;
		struct buf b = {0};
		size_t n;

		buf_addf(&b, HEAD "promises:\n  - {name: call, for: booking, window:"
		    " \"%s\"}\n", cases[i].window);
		policy = load_text(buf_text(&b), NULL);
		assert_non_null(policy);
		facts_number(&facts, "departs", returns - 4 * DAY);
		facts_number(&facts, "returns", returns);
		if (!promise_due(policy, policy_promise_rules(policy, &n), &facts,
		    returns - 9 * DAY, NULL, 0, &p))
			fail_msg("%s: no window", cases[i].window);
		if (p.start_at - returns != cases[i].start ||
		    p.due_at - returns != cases[i].due)
			fail_msg("%s: opens %+lld, ends %+lld", cases[i].window,
			    (long long)(p.start_at - returns),
			    (long long)(p.due_at - returns));
		policy_free(policy);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
