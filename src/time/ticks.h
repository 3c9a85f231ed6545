/*
 * The clocks a span can run on, as sequences of ticks: how many ticks lie
 * between two instants, and where is the n-th. Pauses and conventions stand
 * above, in worktime.c.
 *
 * A second ticks when it ends; a working day when it closes; a day at a time
 * of day. So "runs out exactly at the closing instant" needs no exception: the
 * last open second ticks there.
 */
#ifndef TIME_TICKS_H
#define TIME_TICKS_H

#include <stdbool.h>
#include <stdint.h>

#include "time/calendar.h"

enum tick {
	TICK_SECOND,		/* every second of the wall clock */
	TICK_OPEN_SECOND,	/* every open second of the calendar */
	TICK_CLOSE,		/* the last closing of every working day */
	TICK_DAY		/* "second" of every day of the zone */
};

struct ticks {
	enum tick kind;
	const struct calendar *calendar;	/* OPEN_SECOND, CLOSE */
	const struct zone *zone;		/* DAY */
	int	second;				/* DAY: 0..86400 */
};

/* The number of ticks in (from, until]; 0 when until <= from. */
int64_t	ticks_count(const struct ticks *, int64_t from, int64_t until);

/* The n-th tick (n >= 1) after the instant. False: none within the bound of
 * the search (time/sums.h). */
bool	ticks_forward(const struct ticks *, int64_t from, int64_t n, int64_t *at);

/*
 * Back from the instant over n ticks (n >= 1), one at the instant included:
 * for seconds the instant at which the n-th began, for days at which it
 * ticked.
 */
bool	ticks_back(const struct ticks *, int64_t from, int64_t n, int64_t *at);

#endif
