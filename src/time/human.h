/* Times as people type and read them. */
#ifndef TIME_HUMAN_H
#define TIME_HUMAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "time/zone.h"

enum { HUMAN_TEXT = 64 };	/* bytes a buffer of ours holds */

/*
 * Read an instant: now · 18:00 · today · tomorrow 9:00 · 明天 9:00 · 明天9点半 ·
 * mon · 周一 · +2h · -7d · 2026-03-12 · 2026-03-12 10:05[:00] · 2026/3/12 ·
 * 2026年3月12日 · 20260312 · RFC 3339 with offset or Z (fractions of a second
 * are dropped). Without an offset it is read in the zone: a time that occurs
 * twice is the first, one that the clock skipped is the end of the gap. A bare
 * date is its 00:00, or, with "end", the end of that day (the next day's
 * 00:00). A weekday is the next one, or the last one with "past"; never today,
 * for that is "today". Working time (+2bh) is refused, for it needs a
 * calendar. Years 1900 to 9999. False with *why (static, translated).
 */
enum human_how { HUMAN_START, HUMAN_END, HUMAN_PAST };
bool	human_instant(const char *s, const struct zone *, int64_t now,
	enum human_how, int64_t *out, const char **why);

/*
 * Read a date of a file: the forms above that name a date, no relative ones.
 * *day is a day number; *second the time of day or -1 when none is given;
 * *offset seconds east of UTC, or INT_MIN when none is given.
 */
bool	human_date(const char *s, int64_t *day, int *second, int *offset,
	const char **why);

/*
 * These write into the buffer, of HUMAN_TEXT bytes, and return it. Names of
 * weekdays are translated.
 *
 * For tables: 10:05 today, Fri 10:05 on one of the six days to come (a past
 * Friday would look the same), 03-28 10:05 this year, else 2025-03-28.
 */
const char *human_short(int64_t at, const struct zone *, int64_t now, char *);

/* 2026-03-12 10:05:00 in the zone; in an hour that occurs twice with its
 * offset. */
const char *human_local(int64_t at, const struct zone *, char *);

/* RFC 3339 with the zone's offset (in UTC where that has odd seconds, before
 * standard time); RFC 3339 in UTC with Z. */
const char *human_rfc3339(int64_t at, const struct zone *, char *);
const char *human_utc(int64_t at, char *);

/* Thu 2026-03-12 10:05, for sums and explanations. */
const char *human_long(int64_t at, const struct zone *, char *);

/* A duration in at most two neighbouring units, cut off and not rounded (a
 * day has 24 hours): "2d 3h", "-15h 30m", "40s", "1h". */
const char *human_duration(int64_t seconds, char *);

#endif
