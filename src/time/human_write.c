/* Times and durations as people read them. */
#include "time/human.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"

static const char *weekday_name(int64_t day)
{
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	    N_("Fri"), N_("Sat"), N_("Sun")};

	return _(names[day_weekday(day)]);
}

const char *human_short(int64_t at, const struct zone *zone, int64_t now, char *buf)
{
	struct civil c = zone_civil(zone, at, NULL), n = zone_civil(zone, now, NULL);
	int64_t day = day_number(c.year, c.month, c.day);
	int64_t ahead = day - day_number(n.year, n.month, n.day);

	if (ahead == 0)
		snprintf(buf, HUMAN_TEXT, "%02d:%02d", c.hour, c.minute);
	else if (ahead > 0 && ahead <= 6)
		snprintf(buf, HUMAN_TEXT, "%s %02d:%02d", weekday_name(day), c.hour,
		    c.minute);
	else if (c.year == n.year)
		snprintf(buf, HUMAN_TEXT, "%02d-%02d %02d:%02d", c.month, c.day, c.hour,
		    c.minute);
	else
		snprintf(buf, HUMAN_TEXT, "%04d-%02d-%02d", c.year, c.month, c.day);
	return buf;
}

/* Date, time and, unless empty, what stands behind them. */
static const char *stamp(struct civil c, char between, const char *behind, char *buf)
{
	snprintf(buf, HUMAN_TEXT, "%04d-%02d-%02d%c%02d:%02d:%02d%s", c.year, c.month,
	    c.day, between, c.hour, c.minute, c.second, behind);
	return buf;
}

enum { OFFSET_TEXT = 16 };

/* "+08:00"; an offset with odd seconds (before standard time) shows them. */
static const char *offset_text(int offset, char *buf)
{
	int n = abs(offset), used;

	used = snprintf(buf, OFFSET_TEXT, "%c%02d:%02d", offset < 0 ? '-' : '+',
	    n / 3600 % 100, n / 60 % 60);
	if (n % 60 != 0)
		snprintf(buf + used, (size_t)(OFFSET_TEXT - used), ":%02d", n % 60);
	return buf;
}

const char *human_local(int64_t at, const struct zone *zone, char *buf)
{
	char behind[OFFSET_TEXT] = "";
	enum zone_kind kind;
	int offset;
	struct civil c = zone_civil(zone, at, &offset);

	zone_instant(zone, c, &kind);
	if (kind == ZONE_OVERLAP)
		offset_text(offset, behind);
	return stamp(c, ' ', behind, buf);
}

const char *human_utc(int64_t at, char *buf)
{
	static const int64_t first = -62135596800, last = 253402300799;
	int64_t t = at < first ? first : at > last ? last : at;
	int64_t day = t / DAY_SECONDS - (t % DAY_SECONDS < 0);
	int second = (int)(t - day * DAY_SECONDS);
	struct civil c = {0, 0, 0, second / 3600, second / 60 % 60, second % 60};

	day_civil(day, &c.year, &c.month, &c.day);
	return stamp(c, 'T', "Z", buf);
}

const char *human_rfc3339(int64_t at, const struct zone *zone, char *buf)
{
	char behind[OFFSET_TEXT];
	int offset;
	struct civil c = zone_civil(zone, at, &offset);

	if (offset % 60 != 0)	/* RFC 3339 has no seconds there */
		return human_utc(at, buf);
	return stamp(c, 'T', offset_text(offset, behind), buf);
}

const char *human_long(int64_t at, const struct zone *zone, char *buf)
{
	struct civil c = zone_civil(zone, at, NULL);

	snprintf(buf, HUMAN_TEXT, "%s %04d-%02d-%02d %02d:%02d",
	    weekday_name(day_number(c.year, c.month, c.day)), c.year, c.month, c.day,
	    c.hour, c.minute);
	return buf;
}

const char *human_duration(int64_t seconds, char *buf)
{
	static const struct { unsigned worth; char name; } units[] = {
	    {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
	uint64_t n = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
	const char *minus = seconds < 0 ? "-" : "";
	unsigned long long big, small;
	size_t i = 0;

	while (i < 3 && n < units[i].worth)
		i++;
	big = n / units[i].worth;
	small = i < 3 ? n % units[i].worth / units[i + 1].worth : 0;
	if (small == 0)
		snprintf(buf, HUMAN_TEXT, "%s%llu%c", minus, big, units[i].name);
	else
		snprintf(buf, HUMAN_TEXT, "%s%llu%c %llu%c", minus, big, units[i].name,
		    small, units[i + 1].name);
	return buf;
}
