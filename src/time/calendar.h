/*
 * A working calendar: which seconds of which days are open.
 *
 * Built once (new, hours, days off, ready), then read-only. The arithmetic
 * on it stands in worktime.h.
 */
#ifndef TIME_CALENDAR_H
#define TIME_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "time/zone.h"

struct calendar;

struct calendar *calendar_new(const char *name, const struct zone *);
void	calendar_free(struct calendar *);
const char *calendar_name(const struct calendar *);
const struct zone *calendar_zone(const struct calendar *);

/* Open from..to (seconds after local midnight, 0 <= from < to <= 86400) on
 * every such weekday (0 = Monday). Any number of intervals a day; intervals
 * that overlap or touch are joined. What lies outside of a day is cut off,
 * here and below. */
void	calendar_hours(struct calendar *, int weekday, int from, int to);

/* A local day (day_number) on which nothing is open. */
void	calendar_day_off(struct calendar *, int64_t day);

/* A date off in every year, as 05-01: statutory fixed days. */
void	calendar_yearly_off(struct calendar *, int month, int date);

/*
 * A make-up working day: open with the hours of the weekday given (0..6).
 * When weekday is -1: with its own if it is one of Monday to Friday and has
 * hours, else with those of the nearest earlier one of Monday to Friday that
 * has (a Saturday and a Sunday take Friday's, also where Saturdays have short
 * hours), else of the nearest earlier weekday that has any. Overrules a day
 * off and a yearly date; said twice of a day, the later word counts.
 */
void	calendar_work_day(struct calendar *, int64_t day, int weekday);

/* A special day with hours of its own; call once per interval. Overrules
 * everything else said of the day. */
void	calendar_special(struct calendar *, int64_t day, int from, int to);

/* Cut a break out of a date's hours, whatever they are. */
void	calendar_break(struct calendar *, int64_t day, int from, int to);

/* Say that days of this year are listed (a file of the year was read). */
void	calendar_covers(struct calendar *, int year);

/* Are the days of this year listed? Always true for a calendar that lists no
 * days at all. For warnings only; the arithmetic does not ask. */
bool	calendar_covered(const struct calendar *, int year);

/*
 * End of building: joins intervals, sorts days, makes the sums. False when
 * the calendar never opens; it must not be used then.
 */
bool	calendar_ready(struct calendar *);

/* The open intervals of a local day, as seconds after local midnight;
 * returns how many (0: off) and points *from and *to to arrays that live as
 * long as the calendar. */
struct hours { int from, to; };
size_t	calendar_day(const struct calendar *, int64_t day, const struct hours **);

/*
 * The i-th open stretch of a local day as instants [*from, *until) in the
 * calendar's zone; false when the day has no more than i. Where the clock
 * changes, a stretch can be longer or shorter than the wall says, and one
 * inside of a gap is empty (*from == *until).
 */
bool	calendar_stretch(const struct calendar *, int64_t day, size_t i,
	int64_t *from, int64_t *until);

/* Is the local day a working day (has any open second)? */
bool	calendar_works(const struct calendar *, int64_t day);

/* The instant at which a working day closes for the last time. */
int64_t	calendar_close(const struct calendar *, int64_t day);

/* The calendar's sums (time/sums.h), which it owns. */
struct sums *calendar_sums(const struct calendar *);

#endif
