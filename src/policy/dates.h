/* Dates and ranges of dates as policies and calendar files write them. */
#ifndef POLICY_DATES_H
#define POLICY_DATES_H

#include <stdbool.h>
#include <stdint.h>

/* 2026-02-14, or, when year is not 0, also 02-14 of that year; a day number.
 * False: no such day. */
bool	date_read(const char *s, int year, int64_t *day);

/* A date or "A .. B", both included, A not after B, at most 366 days. */
bool	dates_read(const char *s, int year, int64_t *first, int64_t *last);

/* 05-01: a date of every year (02-29 is none). */
bool	date_yearly(const char *s, int *month, int *date);

/* 09:00 or 09:00:30 to seconds of the day; 24:00 is its end. */
bool	clock_read(const char *s, int *second);

/* "09:00-12:00" to two of them, the first before the second. */
bool	hours_read(const char *s, int *from, int *to);

#endif
