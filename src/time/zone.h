/* Civil time in a zone of the system's data, and back. */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zone;

/* A date and time of day as the wall shows it. */
struct civil {
	int year, month, day;		/* month 1..12, day 1..31 */
	int hour, minute, second;	/* hour 0..24: 24:00:00 is the next day's 0 */
};

/*
 * The zone of that name ("Asia/Shanghai"), read from the system's data.
 * NULL when there is no such zone (glibc would silently take UTC). Zones
 * live until the process ends; asking twice gives the same pointer.
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

/* Day numbers: days since 1970-01-01 of a civil date, and back. */
int64_t	day_number(int year, int month, int day);
void	day_civil(int64_t day, int *year, int *month, int *date);
int	day_weekday(int64_t day);		/* 0 = Monday .. 6 = Sunday */
int	day_month_length(int year, int month);	/* 28..31 */

/* The local day number of an instant, and the instant of a local day's
 * second (0..86400) in the zone. */
int64_t	zone_day(const struct zone *, int64_t at);
int64_t	zone_day_instant(const struct zone *, int64_t day, int second);

#endif
