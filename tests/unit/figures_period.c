/* Periods: months, ranges, the last so many, in zones with summer time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "care/figures/period.h"
#include "time/human.h"

static int64_t at(const char *s, const struct zone *z)
{
	const char *why;
	int64_t out;

	assert_true(human_instant(s, z, 0, HUMAN_START, &out, &why));
	return out;
}

static void months_are_read_and_named(void **state)
{
	static const char *const bad[] = {"", "2026", "2026-2", "2026-00",
	    "2026-13", "2026-02-01", "2026/02", " 2026-02", "0000-01", "abcd-ef"};
	const struct zone *z = zone_open("Asia/Shanghai");
	struct period p;

	(void)state;
	assert_true(period_month("2026-02", z, &p));
	assert_int_equal(p.from, at("2026-02-01", z));
	assert_int_equal(p.until, at("2026-03-01", z));
	assert_string_equal(p.label, "2026-02");
	assert_true(period_month("2026-12", z, &p));
	assert_int_equal(p.until, at("2027-01-01", z));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(period_month(bad[i], z, &p));
}

static void an_instant_has_its_month(void **state)
{
	const struct zone *z = zone_open("Asia/Shanghai");
	struct period p;

	(void)state;
	period_month_of(at("2026-02-28 23:59:59", z), z, &p);
	assert_string_equal(p.label, "2026-02");
	period_month_of(at("2026-03-01 00:00", z), z, &p);
	assert_string_equal(p.label, "2026-03");
	/* In Berlin it is February still. */
	period_month_of(at("2026-03-01 00:00", z), zone_open("Europe/Berlin"), &p);
	assert_string_equal(p.label, "2026-02");
}

static void ranges_name_their_days(void **state)
{
	static const struct {
		const char *from, *until, *label;
	} v[] = {
		{"2026-02-01", "2026-03-01", "2026-02"},
		{"2026-02-01", "2026-02-28", "2026-02-01..2026-02-27"},
		{"2026-02-03", "2026-02-04", "2026-02-03..2026-02-03"},
		{"2026-01-01", "2026-04-01", "2026-01-01..2026-03-31"},
	};
	const struct zone *z = zone_open("Asia/Shanghai");

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct period p;

		period_range(at(v[i].from, z), at(v[i].until, z), z, &p);
		assert_int_equal(p.from, at(v[i].from, z));
		assert_int_equal(p.until, at(v[i].until, z));
		assert_string_equal(p.label, v[i].label);
	}
}

static void the_last_ones_are_whole(void **state)
{
	static const struct {
		const char *span, *from, *until;
	} v[] = {
		{"1mo", "2026-02-01", "2026-03-01"},
		{"3mo", "2025-12-01", "2026-03-01"},
		{"1y", "2025-03-01", "2026-03-01"},
		{"7d", "2026-03-05", "2026-03-12"},
		{"1w", "2026-03-05", "2026-03-12"},
	};
	static const char *const bad[] = {"3h", "2wd", "0mo", "-1mo", "mo", "x",
	    "999999d", "9999y"};
	const struct zone *z = zone_open("Asia/Shanghai");
	const char *why;
	struct period p;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		assert_true(period_last(v[i].span, z, at("2026-03-12 10:05", z), &p,
		    &why));
		assert_int_equal(p.from, at(v[i].from, z));
		assert_int_equal(p.until, at(v[i].until, z));
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		why = NULL;
		assert_false(period_last(bad[i], z, at("2026-03-12", z), &p, &why));
		assert_non_null(why);
	}
}

/* The parts of any period lie in it, touch, and make it up. */
static void parts_make_up_the_whole(void **state)
{
	const struct zone *z = zone_open("Europe/Berlin");
	static const struct {
		const char *from, *until;
		size_t parts;
	} v[] = {
		{"2026-02-01", "2026-03-01", 1},
		{"2026-03-01", "2026-04-01", 1},	/* summer time begins */
		{"2026-01-15", "2026-04-02", 4},
		{"2025-11-01", "2026-11-01", 12},
		{"2026-10-25", "2026-10-26", 1},	/* and ends */
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct period whole, part;
		int64_t reached;
		size_t n = 0;

		period_range(at(v[i].from, z), at(v[i].until, z), z, &whole);
		reached = whole.from;
		for (; period_part(&whole, z, n, &part); n++) {
			assert_int_equal(part.from, reached);
			assert_true(part.until > part.from);
			reached = part.until;
		}
		assert_int_equal(reached, whole.until);
		assert_int_equal(n, v[i].parts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_read_and_named),
		cmocka_unit_test(an_instant_has_its_month),
		cmocka_unit_test(ranges_name_their_days),
		cmocka_unit_test(the_last_ones_are_whole),
		cmocka_unit_test(parts_make_up_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
