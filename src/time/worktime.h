/*
 * The two functions that carry every deadline, each the other's inverse.
 *
 * Conventions (Civil Code of China, art. 200-203):
 *  - the closing instant is closed, but time that runs out exactly then is
 *    due then, not at the next opening; backwards, at the opening instant;
 *  - a span of zero is due at its start when that is open time and in no
 *    pause, else at the next opening; it has no direction;
 *  - elapsed from later to earlier is the negative;
 *  - by days the first day is not counted: the n-th working day after the
 *    start ends at its close of business; 0wd is this day's close, or the
 *    next working day's when this one is closed already (at the very instant
 *    of its close, too);
 *  - d and mo count to the same time of day unless "rolls": then the last
 *    day ends at its 24:00 and a last day off moves it to the next day on.
 */
#ifndef TIME_WORKTIME_H
#define TIME_WORKTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "time/calendar.h"
#include "time/span.h"

/*
 * A stretch in which the clock stood; [from, until) in UTC seconds, until
 * INT64_MAX when no end is known. A list of them is sorted by "from"; they may
 * overlap. A clock of seconds stands during a pause, as if it were closed. A
 * clock of days leaves out the days that end in one: a working day ends at its
 * close, a day at its 24:00 or, where it does not roll, at the time of day of
 * the start; an end that coincides with a pause's "until" lies in it, one that
 * coincides with its "from" does not (the last second before it decides). A
 * span of months is its number of days.
 */
struct pause {
	int64_t from, until;
};

/* Why a computation has no answer. */
enum worktime_fault {
	WORKTIME_OK,
	WORKTIME_NO_CALENDAR,	/* the span needs a calendar and got none */
	WORKTIME_NEVER		/* nothing open within 50 years of the start */
};

/*
 * One line of a sum, for people who ask how a due time came about. The lines
 * come in order of time, each begins where the last one ended, from start to
 * due (or due to start, when due is the earlier); what they count adds up to
 * the span (months: to its days; 0wd that moved to another day: 1).
 */
struct worktime_step {
	int64_t from, until;	/* the stretch counted */
	int64_t counted;	/* seconds or days counted in it */
	/* Seconds of the wall clock: wall pause; of working time: open closed
	 * "day off" pause; days: "first day" day "working day" "day off" pause
	 * rolled. Static, not translated. */
	const char *what;
};
typedef void worktime_trace(void *, const struct worktime_step *);

/*
 * The instant at which the span that began at start runs out. The calendar
 * may be NULL for wall spans, and for days and months, which then need "zone";
 * otherwise its own zone counts. "rolls" is for promises (d, w, mo, y only; a
 * negative span never rolls; without a calendar no day is off). trace may be
 * NULL. A pause without an end before the span ran out makes it
 * WORKTIME_NEVER.
 *
 * A negative span runs backwards: working time to the opening instant, -n wd
 * to the close of the n-th working day before the start's day.
 */
enum worktime_fault worktime_due(int64_t start, struct span,
	const struct calendar *, const struct zone *, bool rolls,
	const struct pause *, size_t pauses, int64_t *due,
	worktime_trace *, void *);

/*
 * How much of the clock ran between the two instants: seconds for WALL and
 * WORKING, whole days for DAYS and WORKDAYS, whole months for MONTHS. The
 * inverse of worktime_due() for s m h bs bm bh, for wd from 1 up, and for d
 * that do not roll. A working day counts when it closes after the start's day
 * and at or before the end; a day when the start's time of day comes again.
 */
enum worktime_fault worktime_elapsed(int64_t start, int64_t end,
	enum span_clock, const struct calendar *, const struct zone *,
	const struct pause *, size_t pauses, int64_t *amount);

/* The first open instant at or after. False: never within 50 years. */
bool	worktime_opening(const struct calendar *, int64_t at, int64_t *open);

/* Is the instant open? */
bool	worktime_open(const struct calendar *, int64_t at);

/*
 * The instant at which a share (in thousandths) of a promise's time between
 * start and due is used up, on the promise's own clock: open seconds for
 * working time and working days, wall seconds for the rest.
 * Rounds down to the second.
 */
int64_t	worktime_share(int64_t start, int64_t due, enum span_clock,
	const struct calendar *, const struct pause *, size_t pauses,
	int permille);

#endif
