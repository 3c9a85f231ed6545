/* Shifts as instants, absences as stretches, periods as people write them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "care/intake/value.h"
#include "care/people/absence.h"
#include "care/people/roster.h"
#include "policy/policy.h"
#include "time/human.h"

static const char *local(int64_t at, const char *zone)
{
	static char text[4][HUMAN_TEXT];
	static int next;

	next = (next + 1) % 4;
	return human_local(at, zone_open(zone), text[next]);
}

static void shifts(void **state)
{
	static const struct {
		const char *zone;
		int from, to;		/* hours */
		int64_t day;		/* of March 2026 */
		const char *begin, *end;
		int64_t hours;
	} v[] = {
		{"Asia/Shanghai", 7, 15, 12, "2026-03-12 07:00:00", "2026-03-12 15:00:00", 8},
		{"Asia/Shanghai", 23, 7, 31, "2026-03-31 23:00:00", "2026-04-01 07:00:00", 8},
		{"Asia/Shanghai", 9, 9, 12, "2026-03-12 09:00:00", "2026-03-13 09:00:00", 24},
		{"Asia/Shanghai", 18, 24, 12, "2026-03-12 18:00:00", "2026-03-13 00:00:00", 6},
		/* The night in which the clock goes forward is an hour shorter. */
		{"Europe/Berlin", 23, 7, 28, "2026-03-28 23:00:00", "2026-03-29 07:00:00", 7},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		const struct shift_rule s = {.from = v[i].from * 3600,
		    .to = v[i].to * 3600};
		int64_t from, until;

		shift_hours(&s, zone_open(v[i].zone),
		    day_number(2026, 3, (int)v[i].day), &from, &until);
		assert_string_equal(local(from, v[i].zone), v[i].begin);
		assert_string_equal(local(until, v[i].zone), v[i].end);
		assert_int_equal(until - from, v[i].hours * 3600);
	}
	assert_true(shift_is_off("OFF"));
	assert_true(shift_is_off("休"));
	assert_false(shift_is_off("early"));
}

static void cover(void **state)
{
	static const struct absence v[] = {
		{1, 10, 20, 0}, {1, 20, 30, 0}, {1, 25, 27, 0}, {1, 40, 50, 0},
	};
	static const struct { int64_t from, until; bool covered; } asked[] = {
		{10, 20, true}, {10, 30, true}, {12, 29, true}, {10, 31, false},
		{9, 20, false}, {30, 40, false}, {41, 42, true}, {26, 45, false},
		{50, 51, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
		assert_int_equal(absences_cover(v, 4, asked[i].from,
		    asked[i].until), asked[i].covered);
	assert_false(absences_cover(NULL, 0, 1, 2));
}

static void periods(void **state)
{
	static const struct { const char *text, *from, *until; } v[] = {
		{"2026-03", "2026-03-01 00:00:00", "2026-04-01 00:00:00"},
		{"2026/3", "2026-03-01 00:00:00", "2026-04-01 00:00:00"},
		{"2026年3月", "2026-03-01 00:00:00", "2026-04-01 00:00:00"},
		{"2026.12", "2026-12-01 00:00:00", "2027-01-01 00:00:00"},
		{"2026", "2026-01-01 00:00:00", "2027-01-01 00:00:00"},
		{"2026年", "2026-01-01 00:00:00", "2027-01-01 00:00:00"},
		{"2026Q4", "2026-10-01 00:00:00", "2027-01-01 00:00:00"},
		{"2026-Q1", "2026-01-01 00:00:00", "2026-04-01 00:00:00"},
		{"2026年第2季度", "2026-04-01 00:00:00", "2026-07-01 00:00:00"},
		{"2026-03-12", "2026-03-12 00:00:00", "2026-03-13 00:00:00"},
		{"20260312", "2026-03-12 00:00:00", "2026-03-13 00:00:00"},
		{"2026-13", NULL, NULL}, {"2026-0", NULL, NULL},
		{"2026Q5", NULL, NULL}, {"2026Q", NULL, NULL}, {"", NULL, NULL},
		{"26-03", NULL, NULL}, {"2026-3x", NULL, NULL},
		{"2026Q12", NULL, NULL}, {"月", NULL, NULL},
		{"2026-03-12 10:00", NULL, NULL}, {"2026Q1季度x", NULL, NULL},
	};
	const char *zone = "Asia/Shanghai";

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		int64_t from = 0, until = 0;
		bool is = value_period(v[i].text, zone_open(zone), &from, &until);

		if (is != (v[i].from != NULL))
			fail_msg("%s", v[i].text);
		if (!is)
			continue;
		assert_string_equal(local(from, zone), v[i].from);
		assert_string_equal(local(until, zone), v[i].until);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shifts),
		cmocka_unit_test(cover),
		cmocka_unit_test(periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
