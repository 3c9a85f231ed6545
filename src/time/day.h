/*
 * Days of the civil (proleptic Gregorian) calendar, numbered from 1970-01-01.
 * No zone, no clock: only dates.
 */
#ifndef TIME_DAY_H
#define TIME_DAY_H

#include <stdint.h>

enum { DAY_SECONDS = 86400 };

/* Days since 1970-01-01 of a civil date (month 1..12; a day beyond the
 * month's end runs on into the next), and back. */
int64_t	day_number(int year, int month, int day);
void	day_civil(int64_t day, int *year, int *month, int *date);
int	day_weekday(int64_t day);		/* 0 = Monday .. 6 = Sunday */
int	day_month_length(int year, int month);	/* 28..31 */

/* The same date so many months later (or earlier); where that month is too
 * short, its last day (Civil Code of China, art. 202). */
int64_t	day_add_months(int64_t day, int64_t months);

#endif
