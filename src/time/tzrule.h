/*
 * The rule by which a zone's clock goes on for ever: a POSIX TZ string, as it
 * stands in the last line of a TZif file ("CET-1CEST,M3.5.0,M10.5.0/3").
 */
#ifndef TIME_TZRULE_H
#define TIME_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

/* The day of the year on which a clock changes, and the second of that day. */
struct tzrule_change {
	char	form;		/* 'J': 1..365, never 02-29; '0': 0..365; 'M' */
	int	day;		/* for J and 0; for M the weekday, 0 = Sunday */
	int	month, week;	/* for M; week 5 is the last */
	int	second;		/* of local time; may lie outside of the day */
};

struct tzrule {
	int	standard, summer;	/* seconds east of UTC */
	bool	changes;		/* is there a summer time? */
	struct tzrule_change begin, end;	/* of summer time */
};

/* Read the string (RFC 8536 3.3, with hours up to 167). False: not one. */
bool	tzrule_parse(const char *s, struct tzrule *);

/* The offset in force at the instant, and the stretch [*from, *until) in
 * which it stays (INT64_MIN, INT64_MAX: no end). */
int	tzrule_stretch(const struct tzrule *, int64_t at, int64_t *from,
	int64_t *until);

#endif
