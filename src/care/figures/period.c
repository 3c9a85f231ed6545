/* Months and days in a zone, and what they are called. */
#include "care/figures/period.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "time/span.h"

/* Months counted from the year 0, so that they can be added. */
static int64_t month_start(int64_t month, const struct zone *zone)
{
	int64_t day = day_number((int)(month / 12), (int)(month % 12) + 1, 1);

	return zone_day_instant(zone, day, 0);
}

static int64_t month_number(int64_t at, const struct zone *zone)
{
	struct civil c = zone_civil(zone, at, NULL);

	return (int64_t)c.year * 12 + c.month - 1;
}

static void set_month(int64_t month, const struct zone *zone, struct period *p)
{
	p->from = month_start(month, zone);
	p->until = month_start(month + 1, zone);
	snprintf(p->label, sizeof p->label, "%04d-%02d", (int)(month / 12),
	    (int)(month % 12) + 1);
}

bool period_month(const char *s, const struct zone *zone, struct period *p)
{
	static const char form[] = "0000-00";
	int year = 0, month;

	if (strlen(s) != sizeof form - 1)
		return false;
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == '-' ? s[i] != '-' : (s[i] < '0' || s[i] > '9'))
			return false;
	for (size_t i = 0; i < 4; i++)
		year = year * 10 + (s[i] - '0');
	month = (s[5] - '0') * 10 + (s[6] - '0');
	if (month < 1 || month > 12 || year < 1900)
		return false;
	set_month((int64_t)year * 12 + month - 1, zone, p);
	return true;
}

void period_month_of(int64_t at, const struct zone *zone, struct period *p)
{
	set_month(month_number(at, zone), zone, p);
}

static void label_days(const struct zone *zone, struct period *p)
{
	int y1, m1, d1, y2, m2, d2;

	day_civil(zone_day(zone, p->from), &y1, &m1, &d1);
	day_civil(zone_day(zone, p->until - 1), &y2, &m2, &d2);
	snprintf(p->label, sizeof p->label, "%04d-%02d-%02d..%04d-%02d-%02d",
	    y1, m1, d1, y2, m2, d2);
}

void period_range(int64_t from, int64_t until, const struct zone *zone,
    struct period *p)
{
	period_month_of(from, zone, p);
	if (p->from == from && p->until == until)
		return;
	p->from = from;
	p->until = until;
	label_days(zone, p);
}

bool period_last(const char *s, const struct zone *zone, int64_t now,
    struct period *p, const char **why)
{
	struct span span;
	int64_t from, until;

	if (!span_parse(s, false, &span, why))
		return false;
	if ((span.clock != SPAN_MONTHS && span.clock != SPAN_DAYS) ||
	    span.n < 1 || span.n > (span.clock == SPAN_MONTHS ? 1200 : 36500)) {
		*why = _("a period is counted in months or days, as 3mo or 30d");
		return false;
	}
	if (span.clock == SPAN_MONTHS) {
		int64_t month = month_number(now, zone);

		from = month_start(month - span.n, zone);
		until = month_start(month, zone);
	} else {
		int64_t today = zone_day(zone, now);

		from = zone_day_instant(zone, today - span.n, 0);
		until = zone_day_instant(zone, today, 0);
	}
	period_range(from, until, zone, p);
	return true;
}

bool period_part(const struct period *whole, const struct zone *zone, size_t i,
    struct period *part)
{
	set_month(month_number(whole->from, zone) + (int64_t)i, zone, part);
	if (part->from >= whole->until)
		return false;
	if (part->from < whole->from)
		part->from = whole->from;
	if (part->until > whole->until)
		part->until = whole->until;
	return true;
}
