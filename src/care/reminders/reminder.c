/* When a reminder is due: its window, its hour, its reach. */
#include "care/reminders/reminder.h"

#include <stdio.h>
#include <string.h>

#include "care/promises/promise.h"

enum { DAY = 86400, MORNING = 9 * 3600, EVENING = 21 * 3600 };

/* The end of a moment: its second, or the end of its day. */
static bool moment_end(const struct moment *m, const char *anchor,
    const struct facts *facts, const struct zone *zone, int64_t *out)
{
	if (!moment_instant(m, anchor, facts, zone, out))
		return false;
	if (m->second < 0)
		*out = zone_day_instant(zone, zone_day(zone, *out), DAY);
	return true;
}

/* A window of one moment has no second end: its own day's. */
static bool has_end(const struct window *w)
{
	return w->to.field || w->to.second >= 0 || w->to.offset.n != 0;
}

bool reminder_times(const struct message_rule *r, const struct facts *facts,
    const struct zone *zone, struct reminder_times *t)
{
	const struct window *w = &r->window;
	const char *field = window_anchor(w);
	const struct moment day = {.field = field, .second = -1};
	struct moment end = w->to;
	int year, month, date;

	/* "departs - 3d, 10:00 .. 20:00": the second time is of the same day. */
	if (!end.field)
		end.offset = w->from.offset;
	if (!has_end(w))
		end.second = -1;
	if (!field || !moment_instant(&day, field, facts, zone, &t->anchor) ||
	    !moment_instant(&w->from, field, facts, zone, &t->opens) ||
	    !moment_end(&end, field, facts, zone, &t->late))
		return false;
	t->expires = t->late > t->anchor ? t->late : t->anchor;
	day_civil(zone_day(zone, t->anchor), &year, &month, &date);
	/* A rule that replaces what was sent has a key beside the weaker one's. */
	snprintf(t->occurrence, sizeof t->occurrence, "%04d-%02d-%02d%s",
	    year % 10000, month, date, r->replaces_sent ? "+" : "");
	return true;
}

int64_t reminder_hour(const struct message_rule *r, const struct zone *zone,
    int64_t at)
{
	const struct window *w = &r->window;
	int from = w->from.second >= 0 ? w->from.second : MORNING;
	int until = w->to.second > from ? w->to.second : EVENING;
	int64_t day = zone_day(zone, at);

	if (until <= from)
		until = DAY;
	if (at < zone_day_instant(zone, day, from))
		return zone_day_instant(zone, day, from);
	if (at < zone_day_instant(zone, day, until))
		return at;
	return zone_day_instant(zone, day + 1, from);
}

/* Seconds that an offset has at most. */
static int64_t at_most(struct span s)
{
	int64_t n = s.n < 0 ? -s.n : s.n;

	switch (s.clock) {
	case SPAN_WALL:
		return n;
	case SPAN_MONTHS:
		return n * 31 * DAY;
	default:
		return n * DAY;
	}
}

void reminder_reach(const struct message_rule *r, int64_t now, int64_t *from,
    int64_t *until)
{
	const struct window *w = &r->window;
	struct span end = w->to.field ? w->to.offset : w->from.offset;
	/* Two days for times of day, day ends and zones. */
	enum { SLACK = 2 * DAY };

	*from = now - SLACK;
	*until = now + SLACK;
	if (w->from.offset.n < 0)
		*until += at_most(w->from.offset);
	if (end.n > 0)
		*from -= at_most(end);
	/* An end that hangs on another date: however long the journey is. */
	if (w->from.field && w->to.field &&
	    strcmp(w->from.field, w->to.field) != 0)
		*from -= 400 * (int64_t)DAY;
}

bool reminder_by_people(const char *channel)
{
	return strcmp(channel, "phone") == 0 || strcmp(channel, "visit") == 0 ||
	    strcmp(channel, "letter") == 0;
}

bool reminder_is_call(const struct message_rule *r)
{
	for (size_t i = 0; i < r->by.n; i++)
		if (!reminder_by_people(r->by.v[i]))
			return false;
	return r->by.n > 0;
}

bool reminder_is_for_customer(const struct message_rule *r)
{
	return r->to.n == 0 || strcmp(r->to.v[0], "customer") == 0;
}
