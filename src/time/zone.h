/*
 * Civil time in a zone of the system's data, and back.
 *
 * The data are the compiled files of /usr/share/zoneinfo, or of $TZDIR; the
 * process's own TZ plays no part. Instants outside of the years 1 to 9999
 * count as the nearest inside.
 */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "time/day.h"	/* day numbers */

struct zone;

/* A date and time of day as the wall shows it. */
struct civil {
	int year, month, day;		/* month 1..12, day 1..31 */
	int hour, minute, second;	/* hour 0..24: 24:00:00 is the next day's 0 */
};

/*
 * The zone of that name ("Asia/Shanghai"), read from the system's data.
 * NULL when there is no such zone (glibc would silently take UTC), also for
 * names that would lead out of the data ("../etc/passwd", "/etc/localtime").
 * Zones live until the process ends; asking twice gives the same pointer.
 */
const struct zone *zone_open(const char *name);
const char *zone_name(const struct zone *);

/* The instant (UTC seconds) as the zone's wall shows it; *offset, if not
 * NULL, receives seconds east of UTC. */
struct civil zone_civil(const struct zone *, int64_t at, int *offset);

/*
 * The instant at which the wall shows that civil time. In an overlap (clock
 * set back) the earlier of the two; in a gap the instant at which the gap
 * ends. *kind, if not NULL, says which.
 */
enum zone_kind { ZONE_PLAIN, ZONE_GAP, ZONE_OVERLAP };
int64_t	zone_instant(const struct zone *, struct civil, enum zone_kind *kind);

/* The local day number of an instant, and the instant of a local day's
 * second (0..86400) in the zone. */
int64_t	zone_day(const struct zone *, int64_t at);
int64_t	zone_day_instant(const struct zone *, int64_t day, int second);

/*
 * The day to which an instant belongs: the one whose first second is the last
 * not after it. Other than zone_day() never goes back, also where the clock is
 * set back over midnight, and never names a day that the zone skipped.
 */
int64_t	zone_day_of(const struct zone *, int64_t at);

/* Seconds east of UTC at the instant, and the stretch [*from, *until) in which
 * they stay the same (INT64_MIN, INT64_MAX: no end). */
int	zone_stretch(const struct zone *, int64_t at, int64_t *from,
	int64_t *until);

#endif
