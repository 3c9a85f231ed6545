/* Times as people type and read them. */
#include "time_help.h"

#include <stdlib.h>

static const struct zone *shanghai, *berlin;

/* Thursday 2026-03-12 14:30:15 in Shanghai. */
static int64_t now(void)
{
	return instant(shanghai, "2026-03-12T14:30:15+08:00");
}

static void typed(void **state)
{
	static const struct { const char *text; enum human_how how; const char *expect; } cases[] = {
		{"now", HUMAN_START, "2026-03-12 14:30:15"}, {"现在", HUMAN_END, "2026-03-12 14:30:15"},
		{"18:00", HUMAN_START, "2026-03-12 18:00:00"}, {"9:05", HUMAN_END, "2026-03-12 09:05:00"},
		{"09:05:30", HUMAN_PAST, "2026-03-12 09:05:30"}, {"18：00", HUMAN_START, "2026-03-12 18:00:00"},
		{"24:00", HUMAN_START, "2026-03-13 00:00:00"}, {"9点", HUMAN_START, "2026-03-12 09:00:00"},
		{"9点半", HUMAN_START, "2026-03-12 09:30:00"}, {"9点05分", HUMAN_START, "2026-03-12 09:05:00"},
		{"21时5分30秒", HUMAN_START, "2026-03-12 21:05:30"}, {"9点整", HUMAN_START, "2026-03-12 09:00:00"},
		{"today", HUMAN_START, "2026-03-12 00:00:00"}, {"today", HUMAN_END, "2026-03-13 00:00:00"},
		{"Today 9:00", HUMAN_END, "2026-03-12 09:00:00"}, {"今天", HUMAN_END, "2026-03-13 00:00:00"},
		{"tomorrow", HUMAN_START, "2026-03-13 00:00:00"}, {"tomorrow 9:00", HUMAN_START, "2026-03-13 09:00:00"},
		{"明天 9:00", HUMAN_START, "2026-03-13 09:00:00"}, {"明天9点半", HUMAN_START, "2026-03-13 09:30:00"},
		{"后天", HUMAN_START, "2026-03-14 00:00:00"}, {"yesterday", HUMAN_START, "2026-03-11 00:00:00"},
		{"昨天", HUMAN_END, "2026-03-12 00:00:00"}, {"前天 8:00", HUMAN_START, "2026-03-10 08:00:00"},
		{"mon", HUMAN_START, "2026-03-16 00:00:00"}, {"mon", HUMAN_END, "2026-03-17 00:00:00"},
		{"mon", HUMAN_PAST, "2026-03-09 00:00:00"}, {"Monday 9:00", HUMAN_START, "2026-03-16 09:00:00"},
		{"thu", HUMAN_START, "2026-03-19 00:00:00"}, {"thu", HUMAN_PAST, "2026-03-05 00:00:00"},
		{"fri", HUMAN_START, "2026-03-13 00:00:00"}, {"fri", HUMAN_PAST, "2026-03-06 00:00:00"},
		{"SUN 8:00", HUMAN_PAST, "2026-03-08 08:00:00"}, {"周一", HUMAN_START, "2026-03-16 00:00:00"},
		{"星期天 10:00", HUMAN_START, "2026-03-15 10:00:00"}, {"周日", HUMAN_PAST, "2026-03-08 00:00:00"},
		{"+2h", HUMAN_START, "2026-03-12 16:30:15"}, {"+1h30m", HUMAN_END, "2026-03-12 16:00:15"},
		{"-7d", HUMAN_START, "2026-03-05 14:30:15"}, {"-7d", HUMAN_END, "2026-03-05 14:30:15"},
		{"+1mo", HUMAN_START, "2026-04-12 14:30:15"}, {"-1y", HUMAN_START, "2025-03-12 14:30:15"},
		{"+30分钟", HUMAN_START, "2026-03-12 15:00:15"}, {"+0h", HUMAN_START, "2026-03-12 14:30:15"},
		{"2026-03-12", HUMAN_START, "2026-03-12 00:00:00"}, {"2026-03-12", HUMAN_END, "2026-03-13 00:00:00"},
		{"2026-03-12", HUMAN_PAST, "2026-03-12 00:00:00"}, {"2026-12-31", HUMAN_END, "2027-01-01 00:00:00"},
		{"2026-03-12 10:05", HUMAN_END, "2026-03-12 10:05:00"}, {" 2026-03-12  10:05:59 ", HUMAN_START, "2026-03-12 10:05:59"},
		{"2026/3/12", HUMAN_START, "2026-03-12 00:00:00"}, {"2026/3/12 9:05", HUMAN_START, "2026-03-12 09:05:00"},
		{"2026年3月12日", HUMAN_END, "2026-03-13 00:00:00"}, {"2026年3月12日10:05", HUMAN_START, "2026-03-12 10:05:00"},
		{"2026年3月12号 9点", HUMAN_START, "2026-03-12 09:00:00"}, {"20260312", HUMAN_START, "2026-03-12 00:00:00"},
		{"20260312 10:05", HUMAN_START, "2026-03-12 10:05:00"}, {"2026-03-12T10:05:00Z", HUMAN_START, "2026-03-12 18:05:00"},
		{"2026-03-12t10:05:00.250z", HUMAN_START, "2026-03-12 18:05:00"}, {"2026-03-12T10:05:00+08:00", HUMAN_START, "2026-03-12 10:05:00"},
		{"2026-03-12 10:05:00+0100", HUMAN_START, "2026-03-12 17:05:00"}, {"2026-03-12 10:05 -05", HUMAN_START, "2026-03-12 23:05:00"},
		{"2024-02-29", HUMAN_START, "2024-02-29 00:00:00"}, {"1900-01-01 00:00Z", HUMAN_START, "1900-01-01 08:05:43"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *why = "";
		char buf[HUMAN_TEXT];
		int64_t at;

		if (!human_instant(cases[i].text, shanghai, now(), cases[i].how, &at, &why))
			fail_msg("%s: %s", cases[i].text, why);
		if (strcmp(human_local(at, shanghai, buf), cases[i].expect) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, buf, cases[i].expect);
	}
}

static void refused(void **state)
{
	static const struct { const char *text, *reason; } cases[] = {
		{"", "not a time"}, {" ", "not a time"}, {"soon", "not a time"}, {"mo", "not a time"},
		{"month", "not a time"}, {"周八", "not a time"}, {"todayish", "not a time"},
		{"12", "not a time"}, {"123", "not a time"}, {"202603", "not a time"},
		{"2026", "not a time"}, {"2026-03", "not a time"}, {"2026-3/12", "not a time"},
		{"26-03-12", "not a time"}, {"12.3.2026", "not a time"}, {"03/12/2026", "not a time"},
		{"2026-03-12x", "not a time"}, {"2026-03-1210:05", "not a time"},
		{"2026-03-12T", "not a time"}, {"2026-03-12 10", "not a time"},
		{"2026-03-12 10:5", "not a time"}, {"2026-03-12 10:05:1", "not a time"},
		{"2026-03-12 10:05 pm", "not a time"}, {"18:00 today", "not a time"},
		{"2026-03-12 10:05:00.", "not a time"}, {"2026-03-12\n", "not a time"},
		{"2026-02-29", "no such day"}, {"2026-13-01", "no such day"}, {"2026-00-10", "no such day"},
		{"2026-04-31", "no such day"}, {"20260230", "no such day"}, {"2026年2月30日", "no such day"},
		{"1899-12-30", "1900"}, {"0000-01-01", "1900"},
		{"24:01", "time of day"}, {"25:00", "time of day"}, {"10:60", "time of day"},
		{"10:05:60", "time of day"}, {"24点半", "time of day"},
		{"2026-03-12T10:05:00+8", "offset"}, {"2026-03-12T10:05:00+24:00", "offset"},
		{"2026-03-12T10:05:00+08:0", "offset"}, {"2026-03-12T10:05:00+08:60", "offset"},
		{"2026-03-12T10:05:00+08:00:6", "offset"}, {"2026-03-12T10:05:00+0800:00", "not a time"},
		{"2026-03-12T10:05:00Zulu", "not a time"},
		{"+2bh", "calendar"}, {"-1wd", "calendar"}, {"+1M", "mo for months"}, {"+", "write a number"},
		{"+-2h", "not a time"}, {"+101y", "100 years"},
		{"\xe5\x91", "not a time"}, {"99999999999999999999", "not a time"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *why = NULL;
		int64_t at = 77;

		if (human_instant(cases[i].text, shanghai, now(), HUMAN_START, &at, &why))
			fail_msg("'%s' was taken", cases[i].text);
		if (!strstr(why, cases[i].reason))
			fail_msg("'%s': %s", cases[i].text, why);
		assert_int_equal(at, 77);
	}
}

static void dates_of_files(void **state)
{
	static const struct { const char *text, *day; int second, offset; } cases[] = {
		{"2026-03-12", "2026-03-12", -1, INT_MIN}, {"2026/3/2", "2026-03-02", -1, INT_MIN},
		{"2026年3月12日", "2026-03-12", -1, INT_MIN}, {"20260312", "2026-03-12", -1, INT_MIN},
		{"2026-03-12 10:05", "2026-03-12", CLOCK(10, 5), INT_MIN},
		{"2026-03-12 24:00", "2026-03-12", 86400, INT_MIN},
		{"2026-03-12T10:05:00Z", "2026-03-12", CLOCK(10, 5), 0},
		{"2026-03-12T10:05:00-03:30", "2026-03-12", CLOCK(10, 5), -12600},
		{"9999-12-31", "9999-12-31", -1, INT_MIN},
	};
	static const char *const bad[] = {"today", "mon", "+2h", "18:00", "明天", "2026-02-30", ""};
	const char *why;
	int second, offset;
	int64_t day;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (!human_date(cases[i].text, &day, &second, &offset, &why))
			fail_msg("%s: %s", cases[i].text, why);
		assert_int_equal(day, date(cases[i].day));
		assert_int_equal(second, cases[i].second);
		assert_int_equal(offset, cases[i].offset);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(human_date(bad[i], &day, &second, &offset, &why));
}

static void where_the_clock_changes(void **state)
{
	static const struct { const char *text, *utc; } cases[] = {
		{"2026-03-29 02:30", "2026-03-29T01:00:00Z"},		/* skipped */
		{"2026-10-25 02:30", "2026-10-25T00:30:00Z"},		/* the first */
		{"2026-10-25 02:30:00+01:00", "2026-10-25T01:30:00Z"},
	};
	int64_t at = instant(berlin, "2026-10-24 12:00"), next;
	char buf[HUMAN_TEXT];
	const char *why;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(human_utc(instant(berlin, cases[i].text), buf), cases[i].utc);
	assert_true(human_instant("+1d", berlin, at, HUMAN_START, &next, &why));
	assert_int_equal(next - at, 25 * 3600);
	assert_true(human_instant("+24h", berlin, at, HUMAN_START, &next, &why));
	assert_int_equal(next - at, 24 * 3600);
}

static void read(void **state)
{
	static const struct { const char *at, *brief, *full, *rfc; } cases[] = {
		{"2026-03-12 10:05:59", "10:05", "Thu 2026-03-12 10:05", "2026-03-12T10:05:59+08:00"},
		{"2026-03-12 23:59:00", "23:59", "Thu 2026-03-12 23:59", "2026-03-12T23:59:00+08:00"},
		{"2026-03-13 00:00:00", "Fri 00:00", "Fri 2026-03-13 00:00", "2026-03-13T00:00:00+08:00"},
		{"2026-03-18 09:00:00", "Wed 09:00", "Wed 2026-03-18 09:00", "2026-03-18T09:00:00+08:00"},
		{"2026-03-19 09:00:00", "03-19 09:00", "Thu 2026-03-19 09:00", "2026-03-19T09:00:00+08:00"},
		{"2026-03-11 09:00:00", "03-11 09:00", "Wed 2026-03-11 09:00", "2026-03-11T09:00:00+08:00"},
		{"2025-03-28 09:00:00", "2025-03-28", "Fri 2025-03-28 09:00", "2025-03-28T09:00:00+08:00"},
		{"2027-01-01 09:00:00", "2027-01-01", "Fri 2027-01-01 09:00", "2027-01-01T09:00:00+08:00"},
	};
	char buf[HUMAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t at = instant(shanghai, cases[i].at);

		assert_string_equal(human_short(at, shanghai, now(), buf), cases[i].brief);
		assert_string_equal(human_long(at, shanghai, buf), cases[i].full);
		assert_string_equal(human_local(at, shanghai, buf), cases[i].at);
		assert_string_equal(human_rfc3339(at, shanghai, buf), cases[i].rfc);
		assert_int_equal(instant(shanghai, buf), at);
		assert_int_equal(instant(shanghai, human_utc(at, buf)), at);
	}
	/* the year turns */
	assert_string_equal(human_short(instant(shanghai, "2027-01-01 08:00"), shanghai,
	    instant(shanghai, "2026-12-31 20:00"), buf), "Fri 08:00");
	assert_string_equal(human_rfc3339(0, zone_open("UTC"), buf), "1970-01-01T00:00:00+00:00");
	/* an offset with odd seconds, which RFC 3339 cannot write */
	assert_string_equal(human_rfc3339(instant(shanghai, "1900-01-01T00:00:00Z"), shanghai,
	    buf), "1900-01-01T00:00:00Z");
	assert_string_equal(human_local(instant(shanghai, "1900-12-31T15:54:17Z"), shanghai,
	    buf), "1900-12-31 23:54:17+08:00");
	assert_string_equal(human_local(instant(shanghai, "1900-12-31T15:54:16Z"), shanghai,
	    buf), "1900-12-31 23:59:59+08:05:43");
	assert_int_equal(instant(shanghai, buf), instant(shanghai, "1900-12-31T15:54:16Z"));
}

static void durations(void **state)
{
	static const struct { int64_t n; const char *expect; } cases[] = {
		{0, "0s"}, {40, "40s"}, {-40, "-40s"}, {60, "1m"}, {61, "1m 1s"}, {3600, "1h"},
		{3661, "1h 1m"}, {3659, "1h"}, {-55800, "-15h 30m"}, {86399, "23h 59m"},
		{86400, "1d"}, {90000, "1d 1h"}, {183600, "2d 3h"}, {86460, "1d"},
		{3650 * 86400, "3650d"}, {INT64_MAX, "106751991167300d 15h"},
		{INT64_MIN, "-106751991167300d 15h"},
	};
	char buf[HUMAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(human_duration(cases[i].n, buf), cases[i].expect);
}

/* Any bytes give an answer, and what is taken can be written and read again. */
static void any_bytes(void **state)
{
	static const char *const pieces[] = {"2026", "-", "03", "12", " ", "T", ":", "Z", "+", "08",
		"年", "月", "日", "点", "半", "mon", "today", "明", "天", "\xff", "99", "0", "/", "h", "周"};
	long taken = 0;

	(void)state;
	srandom(11);
	for (int i = 0; i < 60000; i++) {
		char text[80] = "", buf[HUMAN_TEXT];
		const char *why = NULL;
		int64_t at;

		for (int n = (int)(random() % 8); n >= 0; n--)
			strcat(text, pieces[(size_t)random() % COUNT(pieces)]);
		if (!human_instant(text, berlin, now(), HUMAN_START, &at, &why)) {
			assert_non_null(why);
			continue;
		}
		taken++;
		assert_int_equal(instant(berlin, human_rfc3339(at, berlin, buf)), at);
		assert_int_equal(instant(berlin, human_local(at, berlin, buf)), at);
	}
	assert_true(taken > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed),
		cmocka_unit_test(refused),
		cmocka_unit_test(dates_of_files),
		cmocka_unit_test(where_the_clock_changes),
		cmocka_unit_test(read),
		cmocka_unit_test(durations),
		cmocka_unit_test(any_bytes),
	};

	shanghai = zone_open("Asia/Shanghai");
	berlin = zone_open("Europe/Berlin");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
