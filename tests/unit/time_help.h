/* What the tests of time share: instants and spans from text, the calendar of
 * an office with the State Council's days of 2026. */
#ifndef TIME_HELP_H
#define TIME_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <string.h>

#include "time/calendar.h"
#include "time/human.h"
#include "time/span.h"
#include "time/worktime.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define CLOCK(h, m) ((h) * 3600 + (m) * 60)

/* "2026-02-13 10:00" in the zone, or with an offset of its own. */
static inline int64_t instant(const struct zone *zone, const char *text)
{
	const char *why = "";
	int64_t at;

	if (!human_instant(text, zone, 0, HUMAN_START, &at, &why))
		fail_msg("%s: %s", text, why);
	return at;
}

static inline int64_t date(const char *text)
{
	const char *why = "";
	int64_t day;
	int second, offset;

	if (!human_date(text, &day, &second, &offset, &why))
		fail_msg("%s: %s", text, why);
	return day;
}

static inline struct span span(const char *text)
{
	const char *why = "";
	struct span s;

	if (!span_parse(text, true, &s, &why))
		fail_msg("%s: %s", text, why);
	return s;
}

/* The same hours on so many weekdays from Monday on. */
static inline void weekdays(struct calendar *c, int days, int from, int to)
{
	for (int i = 0; i < days; i++)
		calendar_hours(c, i, from, to);
}

/* Days off and make-up days of 2026 (State Council, content_7047091). */
static inline void days_of_2026(struct calendar *c)
{
	static const char *const off[][2] = {
		{"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"},
		{"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"},
		{"2026-06-19", "2026-06-21"}, {"2026-09-25", "2026-09-27"},
		{"2026-10-01", "2026-10-07"}};
	static const char *const work[] = {"2026-01-04", "2026-02-14", "2026-02-28",
		"2026-05-09", "2026-09-20", "2026-10-10"};

	for (size_t i = 0; i < COUNT(off); i++)
		for (int64_t d = date(off[i][0]); d <= date(off[i][1]); d++)
			calendar_day_off(c, d);
	for (size_t i = 0; i < COUNT(work); i++)
		calendar_work_day(c, date(work[i]), -1);
	calendar_covers(c, 2026);
}

#endif
