/* Deadlines: spans, pauses and the conventions of law on top of ticks. */
#include "time/worktime.h"

#include <stdlib.h>

#include "base/mem.h"
#include "time/ticks.h"
#include "time/trace.h"

/* Instants beyond the years 2 .. 9998 count as these: far from any overflow,
 * and so that a pause without an end can be written as INT64_MAX. */
static const int64_t EARLIEST = -62104060800, LATEST = 253339228800;

enum { MONTHS_MOST = 12 * 10000 };

static int64_t within(int64_t at)
{
	return at < EARLIEST ? EARLIEST : at > LATEST ? LATEST : at;
}

/* Walk over the pauses, which are sorted, from "cur" on to the n-th tick. */
static bool forward(const struct ticks *t, int64_t cur, int64_t n,
	const struct pause *p, size_t pauses, int64_t *at)
{
	for (size_t i = 0; i < pauses; i++) {
		int64_t from = within(p[i].from), until = within(p[i].until), run;

		if (until <= cur || until <= from)
			continue;
		run = ticks_count(t, cur, from);
		if (run >= n)
			break;
		n -= run;
		cur = until;
	}
	return cur < LATEST && ticks_forward(t, cur, n, at) && *at <= LATEST;
}

/* The same pauses, sorted, none empty, none overlapping another; NULL: none. */
static struct pause *merged(const struct pause *p, size_t pauses, size_t *n)
{
	struct pause *list = pauses ? mem_alloc(pauses, sizeof *list) : NULL;

	*n = 0;
	for (size_t i = 0; i < pauses; i++) {
		struct pause one = {within(p[i].from), within(p[i].until)};

		if (one.until <= one.from)
			continue;
		if (*n == 0 || one.from > list[*n - 1].until)
			list[(*n)++] = one;
		else if (one.until > list[*n - 1].until)
			list[*n - 1].until = one.until;
	}
	return list;
}

/* The same walk towards the past. */
static bool back(const struct ticks *t, int64_t cur, int64_t n,
	const struct pause *p, size_t pauses, int64_t *at)
{
	size_t left;
	struct pause *list = merged(p, pauses, &left);

	while (left-- > 0) {
		int64_t run;

		if (list[left].from >= cur)
			continue;
		run = ticks_count(t, list[left].until, cur);
		if (run >= n)
			break;
		n -= run;
		cur = list[left].from;
	}
	free(list);
	return cur > EARLIEST && ticks_back(t, cur, n, at) && *at >= EARLIEST;
}

/* How many ticks lie in (from, until] and in no pause. */
static int64_t count(const struct ticks *t, int64_t from, int64_t until,
	const struct pause *p, size_t pauses)
{
	int64_t sum = 0;

	for (size_t i = 0; i < pauses && from < until; i++) {
		int64_t begin = within(p[i].from), end = within(p[i].until);

		if (end <= from || end <= begin)
			continue;
		sum += ticks_count(t, from, begin < until ? begin : until);
		from = end;
	}
	return sum + ticks_count(t, from, until);
}

/* Seconds: a span of zero ends where the next second could begin. */
static bool due_seconds(const struct ticks *t, int64_t start, int64_t n,
	const struct pause *p, size_t pauses, int64_t *due)
{
	if (n < 0)
		return back(t, start, -n, p, pauses, due);
	if (n > 0)
		return forward(t, start, n, p, pauses, due);
	if (!forward(t, start, 1, p, pauses, due))
		return false;
	(*due)--;
	return true;
}

/* Working days: the first one is not counted; 0wd is the next close. */
static bool due_workdays(const struct ticks *t, int64_t start, int64_t n,
	const struct pause *p, size_t pauses, int64_t *due)
{
	const struct zone *zone = calendar_zone(t->calendar);
	int64_t day = zone_day_of(zone, start);

	if (n < 0)
		return back(t, zone_day_instant(zone, day, 0), -n, p, pauses, due);
	if (n == 0)
		return forward(t, start, 1, p, pauses, due);
	return forward(t, zone_day_instant(zone, day + 1, 0), n, p, pauses, due);
}

/* Days to the same time of day. */
static bool due_days(struct ticks *t, int64_t start, int64_t n,
	const struct pause *p, size_t pauses, int64_t *due)
{
	struct civil c = zone_civil(t->zone, start, NULL);

	t->second = c.hour * 3600 + c.minute * 60 + c.second;
	*due = start;
	if (n == 0)
		return true;
	return n > 0 ? forward(t, start, n, p, pauses, due) :
	    back(t, start - 1, -n, p, pauses, due);
}

/* Days that end at 24:00, the last one no day off, which without a calendar no
 * day is; *nominal is the end before
 * it was moved. */
static bool due_rolled(struct ticks *t, int64_t start, int64_t n,
	const struct pause *p, size_t pauses, int64_t *due, int64_t *nominal)
{
	struct ticks close = {TICK_CLOSE, t->calendar, t->zone, 0};
	int64_t from = start, day;

	t->second = DAY_SECONDS;
	if (n > 0)
		from = zone_day_instant(t->zone, zone_day_of(t->zone, start) + 1, 0);
	if (!forward(t, from, n > 0 ? n : 1, p, pauses, due))
		return false;
	*nominal = *due;
	day = zone_day_of(t->zone, *due - 1);
	if (!t->calendar || calendar_works(t->calendar, day))
		return true;
	if (!ticks_forward(&close, *due, 1, due))
		return false;
	day = zone_day_of(t->zone, *due - 1);
	*due = zone_day_instant(t->zone, day, DAY_SECONDS);
	return true;
}

/* The ticks of a clock; false when it needs a calendar and has none. */
static bool ticks_of(enum span_clock clock, const struct calendar *calendar,
	const struct zone *zone, struct ticks *t)
{
	static const enum tick kind[] = {
		[SPAN_WALL] = TICK_SECOND, [SPAN_WORKING] = TICK_OPEN_SECOND,
		[SPAN_WORKDAYS] = TICK_CLOSE, [SPAN_DAYS] = TICK_DAY,
		[SPAN_MONTHS] = TICK_DAY
	};

	*t = (struct ticks){kind[clock], calendar, zone, 0};
	if (calendar)
		t->zone = calendar_zone(calendar);
	if (t->kind == TICK_OPEN_SECOND || t->kind == TICK_CLOSE)
		return calendar != NULL;
	return t->kind == TICK_SECOND || t->zone;
}

/* Months, as the number of days from the start's day to their last day. */
static int64_t month_days(const struct zone *zone, int64_t start, int64_t months)
{
	int64_t day = zone_day(zone, start);

	return day_add_months(day, months) - day;
}

enum worktime_fault worktime_due(int64_t start, struct span span,
	const struct calendar *calendar, const struct zone *zone, bool rolls,
	const struct pause *p, size_t pauses, int64_t *due,
	worktime_trace *trace, void *arg)
{
	struct ticks t;
	int64_t n = span.n, at, nominal = INT64_MAX, most;
	bool by_days = span.clock == SPAN_DAYS || span.clock == SPAN_MONTHS, found;

	rolls = rolls && by_days && n >= 0;
	if (!ticks_of(span.clock, calendar, zone, &t))
		return WORKTIME_NO_CALENDAR;
	start = within(start);
	most = span.clock == SPAN_MONTHS ? MONTHS_MOST : LATEST;
	if (n < -most || n > most)
		return WORKTIME_NEVER;
	if (span.clock == SPAN_MONTHS)
		n = month_days(t.zone, start, n);
	if (span.clock == SPAN_WORKDAYS)
		found = due_workdays(&t, start, n, p, pauses, &at);
	else if (!by_days)
		found = due_seconds(&t, start, n, p, pauses, &at);
	else if (rolls)
		found = due_rolled(&t, start, n, p, pauses, &at, &nominal);
	else
		found = due_days(&t, start, n, p, pauses, &at);
	if (!found)
		return WORKTIME_NEVER;
	if (trace) {
		size_t left;
		struct pause *list = merged(p, pauses, &left);

		trace_span(&t, start, at, nominal, list, left, trace, arg);
		free(list);
	}
	*due = at;
	return WORKTIME_OK;
}

/* Whole months: the greatest number that is due at or before the end. */
static int64_t months_between(const struct ticks *t, int64_t start, int64_t end,
	const struct pause *p, size_t pauses)
{
	struct civil a = zone_civil(t->zone, start, NULL);
	struct civil b = zone_civil(t->zone, end, NULL);
	int64_t lo = 0, hi = ((int64_t)b.year - a.year) * 12 + b.month - a.month;

	while (lo < hi) {
		int64_t mid = lo + (hi - lo + 1) / 2, due;
		struct ticks copy = *t;

		if (due_days(&copy, start, month_days(t->zone, start, mid), p, pauses,
		    &due) && due <= end)
			lo = mid;
		else
			hi = mid - 1;
	}
	return lo;
}

enum worktime_fault worktime_elapsed(int64_t start, int64_t end,
	enum span_clock clock, const struct calendar *calendar,
	const struct zone *zone, const struct pause *p, size_t pauses,
	int64_t *amount)
{
	int64_t from = within(start), until = within(end);
	bool backwards = from > until;
	struct ticks t;
	struct civil c;

	if (!ticks_of(clock, calendar, zone, &t))
		return WORKTIME_NO_CALENDAR;
	if (backwards) {
		from = within(end);
		until = within(start);
	}
	if (clock == SPAN_MONTHS) {
		*amount = months_between(&t, from, until, p, pauses);
	} else {
		if (clock == SPAN_DAYS) {
			c = zone_civil(t.zone, from, NULL);
			t.second = c.hour * 3600 + c.minute * 60 + c.second;
		} else if (clock == SPAN_WORKDAYS) {
			from = zone_day_instant(t.zone, zone_day_of(t.zone, from) + 1, 0);
		}
		*amount = count(&t, from, until, p, pauses);
	}
	if (backwards)
		*amount = -*amount;
	return WORKTIME_OK;
}

bool worktime_opening(const struct calendar *calendar, int64_t at, int64_t *open)
{
	struct ticks t = {TICK_OPEN_SECOND, calendar, NULL, 0};
	int64_t found;

	if (!forward(&t, within(at), 1, NULL, 0, &found))
		return false;
	*open = found - 1;
	return true;
}

bool worktime_open(const struct calendar *calendar, int64_t at)
{
	struct ticks t = {TICK_OPEN_SECOND, calendar, NULL, 0};

	return ticks_count(&t, within(at), within(at) + 1) == 1;
}

int64_t worktime_share(int64_t start, int64_t due, enum span_clock clock,
	const struct calendar *calendar, const struct pause *p, size_t pauses,
	int permille)
{
	bool working = calendar && (clock == SPAN_WORKING || clock == SPAN_WORKDAYS);
	struct ticks t = {working ? TICK_OPEN_SECOND : TICK_SECOND, calendar, NULL, 0};
	int64_t from = within(start), until = within(due), total, at;

	if (permille == 1000 || until <= from)
		return due;
	total = count(&t, from, until, p, pauses) * permille / 1000;
	if (total <= 0)
		return start;
	if (!forward(&t, from, total, p, pauses, &at))
		return due;
	return permille < 1000 && at > due ? due : at;
}
