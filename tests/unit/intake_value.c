/* Numbers, money, dates and states as sheets write them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <string.h>

#include "care/intake/value.h"
#include "time/human.h"

enum { BAD = -1 };

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static void numbers(void **state)
{
	static const struct {
		const char *s;
		int64_t n;
	} v[] = {
		{"2", 2}, {" 2 ", 2}, {"2人", 2}, {"２位", 2}, {"2.0", 2}, {"0", 0},
		{"1000000000", 1000000000}, {"", BAD}, {"人", BAD}, {"-1", BAD},
		{"2.5", BAD}, {"2 3", BAD}, {"1e3", BAD}, {"二", BAD},
		{"1000000001", BAD}, {"99999999999999999999", BAD},
		{"\xff", BAD}, {".0", BAD},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t n = BAD;

		if (value_number(v[i].s, &n) != (v[i].n != BAD) || n != v[i].n)
			fail_msg("%s: %lld", v[i].s, (long long)n);
	}
}

static void lengths(void **state)
{
	static const struct {
		const char *s;
		int64_t n;
	} v[] = {
		{"0", 0}, {"95", 95}, {" 95 s ", 95}, {"95秒", 95}, {"1:35", 95},
		{"01:35", 95}, {"0:01:35", 95}, {"1：35", 95}, {"90:00", 5400},
		{"24:00:00", 86400}, {"1分35秒", 95}, {"2分钟", 120},
		{"1小时2分3秒", 3723}, {"1h 2m 3s", 3723}, {"86400", 86400},
		{"86401", BAD}, {"24:00:01", BAD}, {"1:60", BAD}, {"1:5", BAD},
		{"1:", BAD}, {":05", BAD}, {"1:02:03:04", BAD}, {"", BAD},
		{"-5", BAD}, {"1.5", BAD}, {"9 5", BAD}, {"s", BAD},
		{"5秒1分", BAD}, {"1分2分", BAD}, {"5x", BAD},
		{"9999999", BAD}, {"999999:00:00", BAD}, {"\xff", BAD},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t n = BAD;

		if (value_seconds(v[i].s, &n) != (v[i].n != BAD) || n != v[i].n)
			fail_msg("%s: %lld", v[i].s, (long long)n);
	}
}

static void callers(void **state)
{
	static const char *const hidden[] = {"Anonymous", "withheld", " 匿名 ",
	    "未知", "Unknown"};
	static const char *const shown[] = {"", "13800138000", "name", "匿名者"};

	(void)state;
	for (size_t i = 0; i < COUNT(hidden); i++)
		assert_true(value_withheld(hidden[i]));
	for (size_t i = 0; i < COUNT(shown); i++)
		assert_false(value_withheld(shown[i]));
}

static void money(void **state)
{
	static const struct {
		const char *s;
		int64_t n;
	} v[] = {
		{"1280", 128000}, {"1280.5", 128050}, {"1280.50", 128050},
		{"1,280.50", 128050}, {"￥7,280.00", 728000}, {"¥12", 1200},
		{"12元", 1200}, {"RMB 12", 1200}, {"12 CNY", 1200}, {"0", 0},
		{"12.", 1200}, {".5", 50}, {"", BAD}, {"元", BAD}, {"-12", BAD},
		{"12.345", BAD}, {"1.2.3", BAD}, {",12", BAD}, {"1e5", BAD},
		{"=1+1", BAD}, {"999999999999999", 99999999999999900},
		{"9999999999999999", BAD}, {"12元多", BAD}, {"$12", BAD}, {"12 80", BAD},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t n = BAD;
		bool ok = value_money(v[i].s, &n);

		if (ok != (v[i].n != BAD) || (ok && n != v[i].n))
			fail_msg("%s: %lld", v[i].s, (long long)n);
	}
}

static void instants(void **state)
{
	static const struct {
		const char *s, *local;	/* NULL: refused */
		bool end;
	} v[] = {
		{"2026-03-12", "2026-03-12 00:00:00", false},
		{"2026-03-12", "2026-03-13 00:00:00", true},
		{"2026-03-12 10:05", "2026-03-12 10:05:00", false},
		{"2026-03-12 10:05", "2026-03-12 10:05:00", true},
		{"2026/3/12", "2026-03-12 00:00:00", false},
		{"2026年3月12日", "2026-03-12 00:00:00", false},
		{"20260312", "2026-03-12 00:00:00", false},
		{"2026-03-12T02:05:00Z", "2026-03-12 10:05:00", false},
		{"2026-03-12T10:05:00+09:00", "2026-03-12 09:05:00", false},
		{"45413", "2024-05-01 00:00:00", false},
		{"45413", "2024-05-02 00:00:00", true},
		{"45413.5", "2024-05-01 12:00:00", false},
		{"5/1/2024", NULL, false}, {"01-05-2024", NULL, false},
		{"2024-02-30", NULL, false}, {"19999", NULL, false},
		{"tomorrow", NULL, false}, {"+2h", NULL, false},
		{"", NULL, false}, {"45413.5.5", NULL, false},
		{"45413x", NULL, false},
	};
	const struct zone *zone = zone_open("Asia/Shanghai");
	char text[HUMAN_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		const char *why = NULL;
		int64_t at;

		if (value_instant(v[i].s, DATE_UNSAID, zone, v[i].end, &at, &why)) {
			if (!v[i].local)
				fail_msg("%s: taken", v[i].s);
			assert_string_equal(human_local(at, zone, text),
			    v[i].local);
		} else {
			if (v[i].local)
				fail_msg("%s: %s", v[i].s, why);
			assert_non_null(why);
		}
	}
}

/* Which number is the month, nobody can tell: the cure says how to write. */
static void ambiguous(void **state)
{
	static const char *const v[] = {"5/1/2024", "5/1/24", "12.11.2024",
	    "1-2-2024"};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t day;
		int second, offset;
		const char *why;

		assert_false(value_date(v[i], DATE_UNSAID, &day, &second, &offset, &why));
		if (!strstr(why, "2024-05-01"))
			fail_msg("%s: %s", v[i], why);
	}
}

/* The forms that only sheets have, by the order that the user said. */
static void orders(void **state)
{
	static const struct {
		const char *s;
		enum date_order order;
		const char *local;	/* NULL: refused */
	} v[] = {
		{"5/1/2024", DATE_MDY, "2024-05-01 00:00:00"},
		{"5/1/2024", DATE_DMY, "2024-01-05 00:00:00"},
		{"05.01.2024", DATE_DMY, "2024-01-05 00:00:00"},
		{"13/1/2024", DATE_MDY, NULL},
		{"13/1/2024", DATE_DMY, "2024-01-13 00:00:00"},
		{"2/30/2024", DATE_MDY, NULL}, {"5/1/24", DATE_MDY, NULL},
		{"2024/5/1", DATE_DMY, "2024-05-01 00:00:00"},
		{"05/01/2022 12:00:03 AM", DATE_MDY, "2022-05-01 00:00:03"},
		{"05/01/2022 12:00:03 PM", DATE_MDY, "2022-05-01 12:00:03"},
		{"05/01/2022 11:59:59 pm", DATE_MDY, "2022-05-01 23:59:59"},
		{"05/01/2022 1:05PM", DATE_MDY, "2022-05-01 13:05:00"},
		{"05/01/2022 13:05 AM", DATE_MDY, NULL},
		{"05/01/2022 PM", DATE_MDY, NULL},
		{"2022-05-01 3:05 PM", DATE_UNSAID, "2022-05-01 15:05:00"},
		{"2026年3月12日 下午3点", DATE_UNSAID, "2026-03-12 15:00:00"},
		{"2026/3/12 上午 9:30", DATE_UNSAID, "2026-03-12 09:30:00"},
		{"2026/3/12 下午15:05", DATE_UNSAID, "2026-03-12 15:05:00"},
		{"2024.5.1", DATE_UNSAID, "2024-05-01 00:00:00"},
		{"1 May 2024", DATE_UNSAID, "2024-05-01 00:00:00"},
		{"May 1, 2024", DATE_UNSAID, "2024-05-01 00:00:00"},
		{"2015-July-1", DATE_UNSAID, "2015-07-01 00:00:00"},
		{"1 Sept 2024 9:05", DATE_UNSAID, "2024-09-01 09:05:00"},
		{"1 Mai 2024", DATE_UNSAID, NULL},
		{"May May 2024", DATE_UNSAID, NULL},
		{"2024 2024 2024", DATE_MDY, NULL}, {"1/2/3/4", DATE_MDY, NULL},
		{"99999/1/2024", DATE_MDY, NULL}, {"PM", DATE_MDY, NULL},
		{"下午", DATE_MDY, NULL}, {":下午", DATE_MDY, NULL},
	};
	const struct zone *zone = zone_open("Asia/Shanghai");
	char text[HUMAN_TEXT];
	enum date_order order;

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		const char *why = NULL;
		int64_t at;

		if (value_instant(v[i].s, v[i].order, zone, false, &at, &why) !=
		    (v[i].local != NULL))
			fail_msg("%s: %s", v[i].s, why ? why : "taken");
		if (v[i].local)
			assert_string_equal(human_local(at, zone, text),
			    v[i].local);
		else
			assert_non_null(why);
	}
	assert_true(value_order("dmy", &order) && order == DATE_DMY);
	assert_true(value_order("mdy", &order) && order == DATE_MDY);
	assert_false(value_order("ymd", &order));
}

static void lost_digits(void **state)
{
	static const struct {
		const char *s;
		bool lost;
	} v[] = {
		{"1.38E+10", true}, {"2E+11", true}, {"1.10101E+17", true},
		{"T1.38E+10", false}, {"12E", false}, {"12E+", false},
		{"E+10", false}, {"1.38", false}, {"", false},
		{"1.38E+10x", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++)
		if (value_lost_digits(v[i].s) != v[i].lost)
			fail_msg("%s", v[i].s);
}

static void states(void **state)
{
	static const struct {
		const char *s, *state;
	} v[] = {
		{"booked", "booked"}, {"Cancelled", "cancelled"},
		{"Canceled", "cancelled"}, {"已取消", "cancelled"},
		{"已预订", "booked"}, {"No-Show", "no_show"},
		{"Check-Out", "returned"}, {"已返回", "returned"},
		{"departed", "departed"}, {"", NULL}, {"消", NULL},
		{"book", NULL}, {"booked confirmed", NULL}, {"\xff", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		const char *s = value_state(v[i].s);

		if (!s || !v[i].state) {
			if (s != v[i].state)
				fail_msg("%s: %s", v[i].s, s ? s : "none");
		} else {
			assert_string_equal(s, v[i].state);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(lengths),
		cmocka_unit_test(callers),
		cmocka_unit_test(money),
		cmocka_unit_test(instants),
		cmocka_unit_test(ambiguous),
		cmocka_unit_test(orders),
		cmocka_unit_test(lost_digits),
		cmocka_unit_test(states),
	};

	return cmocka_run_group_tests_name("intake_value", tests, NULL, NULL);
}
