/* The stretches of a sum; neighbours of a kind are shown as one. */
#include "time/trace.h"

#include <string.h>

struct pen {
	worktime_trace *trace;
	void	*arg;
	const struct pause *pauses;
	size_t	n;
	struct worktime_step held;	/* not shown yet; what is NULL: none */
};

static void flush(struct pen *pen)
{
	if (pen->held.what)
		pen->trace(pen->arg, &pen->held);
	pen->held.what = NULL;
}

static void put(struct pen *pen, int64_t from, int64_t until, int64_t counted,
	const char *what)
{
	if (from >= until && counted == 0)
		return;
	if (pen->held.what && strcmp(pen->held.what, what) == 0) {
		pen->held.until = until;
		pen->held.counted += counted;
		return;
	}
	flush(pen);
	pen->held = (struct worktime_step){from, until, counted, what};
}

/* A stretch of seconds, less the pauses in it. */
static void put_seconds(struct pen *pen, int64_t from, int64_t until, const char *what,
	bool counts)
{
	for (size_t i = 0; i < pen->n && from < until; i++) {
		int64_t begin = pen->pauses[i].from, end = pen->pauses[i].until;

		if (end <= from || begin >= until)
			continue;
		if (begin > from)
			put(pen, from, begin, counts ? begin - from : 0, what);
		else
			begin = from;
		if (end > until)
			end = until;
		put(pen, begin, end, 0, "pause");
		from = end;
	}
	put(pen, from, until, counts && from < until ? until - from : 0, what);
}

static bool paused(const struct pen *pen, int64_t tick)
{
	for (size_t i = 0; i < pen->n; i++)
		if (pen->pauses[i].from < tick && tick <= pen->pauses[i].until)
			return true;
	return false;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void open_seconds(struct pen *pen, const struct calendar *c, int64_t start,
	int64_t end)
{
	int64_t day = zone_day_of(calendar_zone(c), start), now = start;

	for (; now < end; day++) {
		int64_t midnight = zone_day_instant(calendar_zone(c), day + 1, 0);
		int64_t stop = earlier(midnight, end), from, until;

		if (!calendar_works(c, day)) {
			put_seconds(pen, now, stop, "day off", false);
			now = later(now, stop);
			continue;
		}
		for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++) {
			if (until <= now || from >= stop)
				continue;
			put_seconds(pen, now, from, "closed", false);
			put_seconds(pen, later(now, from), earlier(until, stop), "open", true);
			now = earlier(until, stop);
		}
		put_seconds(pen, now, stop, "closed", false);
		now = later(now, stop);
	}
}

/* Days from midnight to midnight; the day of "start" is not counted. */
static void whole_days(struct pen *pen, const struct ticks *t, int64_t start,
	int64_t due, int64_t nominal)
{
	int64_t now = earlier(start, due), end = later(start, due);
	int64_t first = zone_day_of(t->zone, start), day = zone_day_of(t->zone, now);

	for (; now < end; day++) {
		int64_t stop = earlier(zone_day_instant(t->zone, day + 1, 0), end);
		bool works = t->kind == TICK_DAY || calendar_works(t->calendar, day);
		int64_t tick = t->kind == TICK_DAY || !works ? stop :
		    calendar_close(t->calendar, day);

		if (now >= nominal && start <= due)
			put(pen, now, stop, 0, "rolled");
		else if (day == first)
			put(pen, now, stop, 0, "first day");
		else if (!works)
			put(pen, now, stop, 0, "day off");
		else if (paused(pen, tick))
			put(pen, now, stop, 0, "pause");
		else
			put(pen, now, stop, 1, t->kind == TICK_DAY ? "day" : "working day");
		now = later(now, stop);
	}
}

/* Days from a time of day to the same time of day. */
static void equal_days(struct pen *pen, const struct ticks *t, int64_t start, int64_t due)
{
	int64_t now = earlier(start, due), end = later(start, due), next;

	for (; now < end; now = next) {
		if (!ticks_forward(t, now, 1, &next) || next > end)
			next = end;
		if (paused(pen, start <= due ? next : now))
			put(pen, now, next, 0, "pause");
		else
			put(pen, now, next, 1, "day");
	}
}

void trace_span(const struct ticks *t, int64_t start, int64_t due, int64_t nominal,
	const struct pause *p, size_t pauses, worktime_trace *trace, void *arg)
{
	struct pen pen = {trace, arg, p, pauses, {0, 0, 0, NULL}};
	int64_t from = earlier(start, due), until = later(start, due);

	if (t->kind == TICK_SECOND)
		put_seconds(&pen, from, until, "wall", true);
	else if (t->kind == TICK_OPEN_SECOND)
		open_seconds(&pen, t->calendar, from, until);
	else if (t->kind == TICK_CLOSE || t->second == DAY_SECONDS)
		whole_days(&pen, t, start, due, nominal);
	else
		equal_days(&pen, t, start, due);
	flush(&pen);
}
