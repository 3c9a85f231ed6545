/* Working calendars: which seconds of which days are open. */
#include "time_help.h"

#include <stdio.h>

static const struct zone *shanghai;

/* "09:00-12:00 13:30-18:00", or "" for a day off. */
static const char *hours_of(const struct calendar *c, const char *day, char *buf)
{
	const struct hours *h;
	size_t n = calendar_day(c, date(day), &h), used = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < n; i++)
		used += (size_t)sprintf(buf + used, "%s%02d:%02d-%02d:%02d", i ? " " : "",
		    h[i].from / 3600, h[i].from / 60 % 60, h[i].to / 3600, h[i].to / 60 % 60);
	return buf;
}

static void expect(const struct calendar *c, const char *day, const char *hours)
{
	char buf[200];

	if (strcmp(hours_of(c, day, buf), hours) != 0)
		fail_msg("%s: '%s', not '%s'", day, buf, hours);
	assert_int_equal(calendar_works(c, date(day)), hours[0] != '\0');
}

/* 09:00-12:00 13:30-18:00 from Monday to Friday, 10:00-14:00 on Saturday. */
static struct calendar *office(void)
{
	struct calendar *c = calendar_new("office", shanghai);

	weekdays(c, 5, CLOCK(13, 30), CLOCK(18, 0));
	weekdays(c, 5, CLOCK(9, 0), CLOCK(12, 0));
	calendar_hours(c, 5, CLOCK(10, 0), CLOCK(14, 0));
	return c;
}

static void weeks_and_lists(void **state)
{
	struct calendar *c = office();

	(void)state;
	days_of_2026(c);
	calendar_yearly_off(c, 12, 25);
	calendar_yearly_off(c, 2, 29);
	calendar_work_day(c, date("2026-12-25"), -1);		/* overrules the yearly date */
	calendar_work_day(c, date("2026-03-15"), 5);		/* a Sunday like a Saturday */
	calendar_work_day(c, date("2026-03-18"), -1);		/* a Wednesday as it is */
	calendar_day_off(c, date("2026-03-19"));
	calendar_work_day(c, date("2026-03-19"), 0);		/* overrules the day off */
	calendar_special(c, date("2026-02-16"), CLOCK(20, 0), CLOCK(22, 0));
	calendar_special(c, date("2026-02-16"), CLOCK(9, 0), CLOCK(11, 0));
	calendar_break(c, date("2026-03-20"), CLOCK(11, 0), CLOCK(14, 0));
	calendar_break(c, date("2026-03-23"), 0, 86400);
	calendar_break(c, date("2026-03-21"), CLOCK(12, 0), CLOCK(13, 0));
	calendar_break(c, date("2028-12-25"), CLOCK(12, 0), CLOCK(13, 0));
	calendar_break(c, date("2026-03-22"), CLOCK(12, 0), CLOCK(13, 0));
	assert_true(calendar_ready(c));
	expect(c, "2026-03-12", "09:00-12:00 13:30-18:00");
	expect(c, "2026-03-14", "10:00-14:00");
	expect(c, "2026-03-22", "");
	expect(c, "2026-02-17", "");
	expect(c, "2026-02-14", "09:00-12:00 13:30-18:00");	/* a Saturday takes Friday's */
	expect(c, "2026-09-20", "09:00-12:00 13:30-18:00");	/* so does a Sunday */
	expect(c, "2026-12-25", "09:00-12:00 13:30-18:00");
	expect(c, "2027-12-25", "");				/* a Saturday */
	expect(c, "2028-12-25", "");
	expect(c, "2028-02-29", "");
	expect(c, "2028-02-28", "09:00-12:00 13:30-18:00");
	expect(c, "2026-03-15", "10:00-14:00");
	expect(c, "2026-03-18", "09:00-12:00 13:30-18:00");
	expect(c, "2026-03-19", "09:00-12:00 13:30-18:00");
	expect(c, "2026-02-16", "09:00-11:00 20:00-22:00");
	expect(c, "2026-03-20", "09:00-11:00 14:00-18:00");
	expect(c, "2026-03-21", "10:00-12:00 13:00-14:00");
	expect(c, "2026-03-23", "");
	expect(c, "1950-06-14", "09:00-12:00 13:30-18:00");
	assert_string_equal(calendar_name(c), "office");
	assert_ptr_equal(calendar_zone(c), shanghai);
	calendar_free(c);
}

static void intervals_are_joined(void **state)
{
	struct calendar *c = calendar_new("x", shanghai);

	(void)state;
	calendar_hours(c, 0, CLOCK(12, 0), CLOCK(14, 0));
	calendar_hours(c, 0, CLOCK(9, 0), CLOCK(12, 0));	/* touches */
	calendar_hours(c, 0, CLOCK(13, 0), CLOCK(15, 0));	/* overlaps */
	calendar_hours(c, 0, CLOCK(10, 0), CLOCK(11, 0));	/* inside */
	calendar_hours(c, 0, CLOCK(23, 0), CLOCK(25, 0));	/* beyond the day */
	calendar_hours(c, 0, -50, -10);
	calendar_hours(c, 1, CLOCK(9, 0), CLOCK(9, 0));		/* empty */
	assert_true(calendar_ready(c));
	expect(c, "2026-03-16", "09:00-15:00 23:00-24:00");
	expect(c, "2026-03-17", "");
	calendar_free(c);
}

static void never_open_is_refused(void **state)
{
	struct calendar *c = calendar_new("shut", shanghai);
	int64_t at = 0, open;

	(void)state;
	calendar_day_off(c, 3);
	calendar_work_day(c, 5, -1);	/* like a day without hours */
	calendar_special(c, 7, 50, 50);
	assert_false(calendar_ready(c));
	assert_false(worktime_opening(c, at, &open));
	calendar_free(c);
	c = calendar_new("once", shanghai);
	calendar_special(c, date("2026-03-12"), 0, 1);
	assert_true(calendar_ready(c));
	calendar_free(c);
	calendar_free(NULL);
}

static void years_covered(void **state)
{
	struct calendar *c = office();

	(void)state;
	assert_true(calendar_covered(c, 2031));		/* lists no days at all */
	calendar_yearly_off(c, 1, 1);
	assert_true(calendar_covered(c, 2031));
	calendar_covers(c, 2030);			/* a file that lists nothing */
	assert_true(calendar_covered(c, 2030));
	assert_false(calendar_covered(c, 2031));
	days_of_2026(c);
	assert_true(calendar_covered(c, 2026));
	assert_false(calendar_covered(c, 2027));
	calendar_free(c);
}

/* Stretches where the clock changes. */
static void stretches(void **state)
{
	const struct zone *berlin = zone_open("Europe/Berlin");
	struct calendar *night = calendar_new("night", berlin), *apia;
	int64_t from, until;

	(void)state;
	for (int i = 0; i < 7; i++) {
		calendar_hours(night, i, CLOCK(1, 0), CLOCK(4, 0));
		calendar_hours(night, i, CLOCK(22, 0), CLOCK(24, 0));
	}
	calendar_special(night, date("2026-03-29"), CLOCK(2, 0), CLOCK(3, 0));
	assert_true(calendar_ready(night));
	assert_true(calendar_stretch(night, date("2026-10-25"), 0, &from, &until));
	assert_int_equal(until - from, 4 * 3600);
	assert_true(calendar_stretch(night, date("2025-03-30"), 0, &from, &until));
	assert_int_equal(until - from, 2 * 3600);
	assert_true(calendar_stretch(night, date("2026-03-29"), 0, &from, &until));
	assert_int_equal(until, from);			/* all of it in the gap */
	assert_false(calendar_works(night, date("2026-03-29")));
	assert_true(calendar_stretch(night, date("2026-07-01"), 1, &from, &until));
	assert_int_equal(until, instant(berlin, "2026-07-02 00:00"));
	assert_int_equal(calendar_close(night, date("2026-07-01")), until);
	assert_false(calendar_stretch(night, date("2026-07-01"), 2, &from, &until));
	calendar_free(night);

	apia = calendar_new("apia", zone_open("Pacific/Apia"));
	weekdays(apia, 5, CLOCK(9, 0), CLOCK(17, 0));
	assert_true(calendar_ready(apia));
	assert_true(calendar_works(apia, date("2011-12-29")));
	assert_false(calendar_works(apia, date("2011-12-30")));	/* a Friday that never was */
	calendar_free(apia);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weeks_and_lists),
		cmocka_unit_test(intervals_are_joined),
		cmocka_unit_test(never_open_is_refused),
		cmocka_unit_test(years_covered),
		cmocka_unit_test(stretches),
	};

	shanghai = zone_open("Asia/Shanghai");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
