/* Durations as a policy writes them. */
#include "time_help.h"

static void read_and_written(void **state)
{
	static const struct { const char *text; enum span_clock clock; int64_t n;
		const char *out; } cases[] = {
		{"40s", SPAN_WALL, 40, "40s"}, {"90m", SPAN_WALL, 5400, "1h30m"},
		{"48h", SPAN_WALL, 172800, "48h"}, {"1h30m", SPAN_WALL, 5400, "1h30m"},
		{" 1h 30m ", SPAN_WALL, 5400, "1h30m"}, {"1h1s", SPAN_WALL, 3601, "1h1s"},
		{"0h", SPAN_WALL, 0, "0s"}, {"8bh", SPAN_WORKING, 28800, "8bh"},
		{"9bh48bm17bs", SPAN_WORKING, 35297, "9bh48bm17bs"},
		{"30bm", SPAN_WORKING, 1800, "30bm"}, {"0bs", SPAN_WORKING, 0, "0bs"},
		{"2wd", SPAN_WORKDAYS, 2, "2wd"}, {"0wd", SPAN_WORKDAYS, 0, "0wd"},
		{"7d", SPAN_DAYS, 7, "7d"}, {"2w", SPAN_DAYS, 14, "14d"},
		{"1w2d", SPAN_DAYS, 9, "9d"}, {"6mo", SPAN_MONTHS, 6, "6mo"},
		{"1y", SPAN_MONTHS, 12, "1y"}, {"1y6mo", SPAN_MONTHS, 18, "18mo"},
		{"0mo", SPAN_MONTHS, 0, "0mo"}, {"100y", SPAN_MONTHS, 1200, "100y"},
		{"-15h30m", SPAN_WALL, -55800, "-15h30m"}, {"-2wd", SPAN_WORKDAYS, -2, "-2wd"},
		{"-1y", SPAN_MONTHS, -12, "-1y"}, {"-90bm", SPAN_WORKING, -5400, "-1bh30bm"},
		{"PT36H", SPAN_WALL, 129600, "36h"}, {"PT1H30M", SPAN_WALL, 5400, "1h30m"},
		{"PT5S", SPAN_WALL, 5, "5s"}, {"P7D", SPAN_DAYS, 7, "7d"},
		{"P2W", SPAN_DAYS, 14, "14d"}, {"P1M", SPAN_MONTHS, 1, "1mo"},
		{"P1Y6M", SPAN_MONTHS, 18, "18mo"}, {"-P1D", SPAN_DAYS, -1, "-1d"},
		{"30秒", SPAN_WALL, 30, "30s"}, {"30分钟", SPAN_WALL, 1800, "30m"},
		{"24小时", SPAN_WALL, 86400, "24h"}, {"1小时30分", SPAN_WALL, 5400, "1h30m"},
		{"3天", SPAN_DAYS, 3, "3d"}, {"2个工作日", SPAN_WORKDAYS, 2, "2wd"},
		{"2 个工作日", SPAN_WORKDAYS, 2, "2wd"}, {"1周", SPAN_DAYS, 7, "7d"},
		{"3个月", SPAN_MONTHS, 3, "3mo"}, {"2工作小时", SPAN_WORKING, 7200, "2bh"},
	};
	char buf[SPAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct span s = span(cases[i].text), again;

		if (s.clock != cases[i].clock || s.n != cases[i].n)
			fail_msg("%s: clock %d n %lld", cases[i].text, (int)s.clock,
			    (long long)s.n);
		assert_string_equal(span_format(s, buf), cases[i].out);
		again = span(buf);
		assert_int_equal(again.clock, s.clock);
		assert_int_equal(again.n, s.n);
	}
}

static void refused(void **state)
{
	static const struct { const char *text, *reason; } cases[] = {
		{"", "write a number"}, {"h", "write a number"}, {"soon", "write a number"},
		{"P", "write a number"}, {"PT", "write a number"}, {"--1h", "write a number"},
		{"+1h", "write a number"}, {"1h-30m", "write a number"},
		{"24", "unit is missing"}, {"1h30", "unit is missing"},
		{"1M", "mo for months"}, {"1H", "no such unit"}, {"1D", "no such unit"},
		{"1hour", "no such unit"}, {"3x", "no such unit"}, {"3m\n", "no such unit"},
		{"1.5h", "1h30m for 1.5h"}, {"1,5h", "1h30m for 1.5h"},
		{"1d2h", "two clocks"}, {"2h30bm", "two clocks"}, {"1wd1d", "two clocks"},
		{"P1DT2H", "two clocks"}, {"P1M2D", "two clocks"},
		{"PT1M1H", "ISO 8601"}, {"P1D1W", "ISO 8601"}, {"P1H", "ISO 8601"},
		{"PT1", "ISO 8601"}, {"P1d", "ISO 8601"}, {"PT1HT2M", "write a number"},
		{"101y", "100 years"}, {"100y1mo", "100 years"}, {"999999999999s", "100 years"},
		{"9999999999999s", "100 years"}, {"36526d", "100 years"},
		{"876600h1s", "100 years"},
		{"\xff", "write a number"}, {"1\xe5\xb0", "no such unit"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct span s = {SPAN_MONTHS, 77};
		const char *why = NULL;

		if (span_parse(cases[i].text, true, &s, &why))
			fail_msg("'%s' was taken", cases[i].text);
		if (!strstr(why, cases[i].reason))
			fail_msg("'%s': %s", cases[i].text, why);
		assert_int_equal(s.n, 77);
	}
}

static void sign_only_where_allowed(void **state)
{
	const char *why = NULL;
	struct span s;

	(void)state;
	assert_false(span_parse("-2h", false, &s, &why));
	assert_non_null(strstr(why, "negative"));
	assert_true(span_parse("-2h", true, &s, &why));
	assert_int_equal(s.n, -7200);
}

static void any_number_is_written(void **state)
{
	static const int64_t n[] = {INT64_MIN, INT64_MAX, INT64_MIN + 1};
	char buf[SPAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(n); i++)
		for (unsigned c = SPAN_WALL; c <= SPAN_MONTHS; c++)
			assert_in_range(strlen(span_format((struct span){c, n[i]}, buf)), 15,
			    SPAN_TEXT - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_and_written),
		cmocka_unit_test(refused),
		cmocka_unit_test(sign_only_where_allowed),
		cmocka_unit_test(any_number_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
