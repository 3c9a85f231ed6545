/* Zones: found once by name, then pure arithmetic. */
#include "time/zone.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "time/tzif.h"

enum {
	FILE_MOST = 256 * 1024,	/* the largest file of the data has 4 KB */
	NAME_MOST = 100,
	DAY_MOST = 2932895,	/* 9999-12-30 */
	DAY_LEAST = -719161	/* 0001-01-02 */
};

struct zone {
	struct zone *next;
	char	*name;
	struct tzif *data;
};

static struct zone *zones;	/* all that were asked for and found */

/* Letters, digits, "_+-" and single slashes between them. A dot occurs in no
 * name, so nothing leads upwards. */
static bool plain_name(const char *s)
{
	if (strlen(s) > NAME_MOST || *s == '\0')
		return false;
	for (const char *p = s; *p; p++) {
		bool slash = *p == '/' && p > s && p[-1] != '/' && p[1] != '\0';

		if (!isalnum((unsigned char)*p) && !strchr("_+-", *p) && !slash)
			return false;
	}
	return true;
}

static struct tzif *load(const char *name)
{
	const char *dir = getenv("TZDIR");
	unsigned char *bytes;
	struct tzif *data = NULL;
	char path[PATH_MAX];
	FILE *f;
	size_t n;

	if (!dir || !*dir)
		dir = "/usr/share/zoneinfo";
	if (snprintf(path, sizeof path, "%s/%s", dir, name) >= (int)sizeof path)
		return NULL;
	f = fopen(path, "rbe");
	if (!f)
		return NULL;
	bytes = mem_alloc(FILE_MOST, 1);
	n = fread(bytes, 1, FILE_MOST, f);
	if (!ferror(f))
		data = tzif_parse(bytes, n);
	free(bytes);
	fclose(f);
	return data;
}

const struct zone *zone_open(const char *name)
{
	struct tzif *data;
	struct zone *z;

	for (z = zones; z; z = z->next)
		if (strcmp(z->name, name) == 0)
			return z;
	if (!plain_name(name))
		return NULL;
	data = load(name);
	if (!data)
		return NULL;
	z = mem_alloc(1, sizeof *z);
	z->name = mem_dup(name);
	z->data = data;
	z->next = zones;
	zones = z;
	return z;
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

static int64_t within(int64_t v, int64_t lo, int64_t hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

static int64_t within_years(int64_t at)
{
	return within(at, (int64_t)DAY_LEAST * DAY_SECONDS,
	    (int64_t)DAY_MOST * DAY_SECONDS + DAY_SECONDS - 1);
}

static int64_t floor_day(int64_t seconds)
{
	return seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
}

int zone_stretch(const struct zone *z, int64_t at, int64_t *from, int64_t *until)
{
	return tzif_stretch(z->data, within_years(at), from, until);
}

static int offset_at(const struct zone *z, int64_t at)
{
	int64_t from, until;

	return zone_stretch(z, at, &from, &until);
}

struct civil zone_civil(const struct zone *z, int64_t at, int *offset)
{
	int64_t t = within_years(at), local, day;
	int seconds = offset_at(z, t), of_day;
	struct civil c;

	local = t + seconds;
	day = floor_day(local);
	of_day = (int)(local - day * DAY_SECONDS);
	day_civil(day, &c.year, &c.month, &c.day);
	c.hour = of_day / 3600;
	c.minute = of_day / 60 % 60;
	c.second = of_day % 60;
	if (offset)
		*offset = seconds;
	return c;
}

/*
 * The instant at which the wall shows "local" (seconds since 1970-01-01 00:00
 * of the wall). It lies at most an offset away; the stretches from there on
 * are walked in order until one contains it or begins after it.
 */
static int64_t wall_instant(const struct zone *z, int64_t local,
	enum zone_kind *kind)
{
	int64_t from, until, at;
	int offset = tzif_stretch(z->data, local - TZIF_OFFSET_MOST, &from, &until);

	*kind = ZONE_PLAIN;
	while (local - offset >= until)
		offset = tzif_stretch(z->data, until, &from, &until);
	at = local - offset;
	if (at < from) {
		*kind = ZONE_GAP;
		return from;
	}
	if (at >= until - 2 * TZIF_OFFSET_MOST) {	/* will the clock go back to it? */
		offset = tzif_stretch(z->data, until, &from, &until);
		if (local - offset >= from && local - offset < until)
			*kind = ZONE_OVERLAP;
	}
	return at;
}

int64_t zone_instant(const struct zone *z, struct civil c, enum zone_kind *kind)
{
	enum zone_kind ignored;
	int64_t local = within(day_number(c.year, c.month, c.day), DAY_LEAST, DAY_MOST) *
	    DAY_SECONDS + c.hour * 3600 + c.minute * 60 + c.second;

	return wall_instant(z, local, kind ? kind : &ignored);
}

int64_t zone_day(const struct zone *z, int64_t at)
{
	int64_t t = within_years(at);

	return floor_day(t + offset_at(z, t));
}

int64_t zone_day_instant(const struct zone *z, int64_t day, int second)
{
	enum zone_kind ignored;

	return wall_instant(z, within(day, DAY_LEAST, DAY_MOST) * DAY_SECONDS + second,
	    &ignored);
}

int64_t zone_day_of(const struct zone *z, int64_t at)
{
	int64_t t = within_years(at), day = zone_day(z, t);

	/* the wall may show again a day that is over */
	while (day < DAY_MOST && zone_day_instant(z, day + 1, 0) <= t)
		day++;
	return day;
}
