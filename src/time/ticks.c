/* Counting and finding ticks, at a cost that does not grow with the distance. */
#include "time/ticks.h"

#include "time/sums.h"

/* Open seconds of the day before the instant. */
static int64_t open_before(const struct calendar *c, int64_t day, int64_t at)
{
	int64_t sum = 0, from, until;

	for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++)
		if (from < at)
			sum += (until < at ? until : at) - from;
	return sum;
}

/* The end of the day's n-th open second (1 .. all of them). */
static int64_t second_end(const struct calendar *c, int64_t day, int64_t n)
{
	int64_t from = 0, until = 0;

	for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++) {
		if (n <= until - from)
			break;
		n -= until - from;
	}
	return from + n;
}

/* The days that closed at or before the instant, out of those of the day. */
static int64_t closed_before(const struct calendar *c, int64_t day, int64_t at)
{
	return calendar_works(c, day) && calendar_close(c, day) <= at;
}

static enum sum sum_of(const struct ticks *t)
{
	return t->kind == TICK_CLOSE ? SUM_WORKING_DAYS : SUM_OPEN;
}

/* Ticks of the calendar in the day up to the instant. */
static int64_t part(const struct ticks *t, int64_t day, int64_t at)
{
	return t->kind == TICK_CLOSE ? closed_before(t->calendar, day, at) :
	    open_before(t->calendar, day, at);
}

/* The number of the last day that ticked at or before the instant. */
static int64_t last_day(const struct ticks *t, int64_t at)
{
	int64_t day = zone_day(t->zone, at) + 1;

	while (zone_day_instant(t->zone, day, t->second) > at)
		day--;
	return day;
}

int64_t ticks_count(const struct ticks *t, int64_t from, int64_t until)
{
	const struct zone *zone;
	int64_t first, last;

	if (until <= from)
		return 0;
	if (t->kind == TICK_SECOND)
		return until - from;
	if (t->kind == TICK_DAY)
		return last_day(t, until) - last_day(t, from);
	zone = calendar_zone(t->calendar);
	first = zone_day_of(zone, from);
	last = zone_day_of(zone, until);
	return sums_days(t->calendar, sum_of(t), first, last) +
	    part(t, last, until) - part(t, first, from);
}

bool ticks_forward(const struct ticks *t, int64_t from, int64_t n, int64_t *at)
{
	int64_t day, found, before;

	if (t->kind == TICK_SECOND) {
		*at = from + n;
		return true;
	}
	if (t->kind == TICK_DAY) {
		*at = zone_day_instant(t->zone, last_day(t, from) + n, t->second);
		return true;
	}
	day = zone_day_of(calendar_zone(t->calendar), from);
	n += part(t, day, from);
	if (!sums_forward(t->calendar, sum_of(t), day, n, &found, &before))
		return false;
	*at = t->kind == TICK_CLOSE ? calendar_close(t->calendar, found) :
	    second_end(t->calendar, found, n - before);
	return true;
}

bool ticks_back(const struct ticks *t, int64_t from, int64_t n, int64_t *at)
{
	int64_t day, found, sum, here;

	if (t->kind == TICK_SECOND) {
		*at = from - n;
		return true;
	}
	if (t->kind == TICK_DAY) {
		*at = zone_day_instant(t->zone, last_day(t, from) - n + 1, t->second);
		return true;
	}
	found = day = zone_day_of(calendar_zone(t->calendar), from);
	sum = here = part(t, day, from);
	if (n > here && !sums_back(t->calendar, sum_of(t), day, n - here, &found, &sum))
		return false;
	if (n > here)
		n -= here;
	*at = t->kind == TICK_CLOSE ? calendar_close(t->calendar, found) :
	    second_end(t->calendar, found, sum - n + 1) - 1;
	return true;
}
