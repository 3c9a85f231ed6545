/* Dates and times of day of policies: strict forms, no guessing. */
#include "policy/dates.h"

#include <ctype.h>
#include <string.h>

#include "time/zone.h"

/* Two digits at s, or -1. */
static int two(const char *s)
{
	if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
		return -1;
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool month_and_date(const char *s, int *month, int *date)
{
	*month = two(s);
	if (*month < 1 || *month > 12 || s[2] != '-')
		return false;
	*date = two(s + 3);
	return *date >= 1;
}

static bool date_n(const char *s, size_t n, int year, int64_t *day)
{
	int month, date;

	if (n == 10 && two(s) >= 0 && two(s + 2) >= 0 && s[4] == '-') {
		year = two(s) * 100 + two(s + 2);
		s += 5;
	} else if (n != 5) {
		return false;
	}
	if (year < 1900 || year > 2200 || !month_and_date(s, &month, &date) ||
	    date > day_month_length(year, month))
		return false;
	*day = day_number(year, month, date);
	return true;
}

bool date_read(const char *s, int year, int64_t *day)
{
	return date_n(s, strlen(s), year, day);
}

bool dates_read(const char *s, int year, int64_t *first, int64_t *last)
{
	const char *dots = strstr(s, ".."), *end, *second;

	if (!dots) {
		if (!date_read(s, year, first))
			return false;
		*last = *first;
		return true;
	}
	for (end = dots; end > s && end[-1] == ' '; end--)
		;
	for (second = dots + 2; *second == ' '; second++)
		;
	return date_n(s, (size_t)(end - s), year, first) &&
	    date_read(second, year, last) &&
	    *first <= *last && *last - *first < 366;
}

bool date_yearly(const char *s, int *month, int *date)
{
	return strlen(s) == 5 && month_and_date(s, month, date) &&
	    *date <= day_month_length(2001, *month);
}

static bool clock_n(const char *s, size_t n, int *second)
{
	int h, m, sec = 0;

	if (n == 4 || n == 7) {		/* 9:00 */
		if (!isdigit((unsigned char)*s))
			return false;
		h = *s++ - '0';
		n++;
	} else {
		if (n != 5 && n != 8)
			return false;
		h = two(s);
		s += 2;
	}
	if (h < 0 || s[0] != ':' || (m = two(s + 1)) < 0)
		return false;
	if (n == 8 && (s[3] != ':' || (sec = two(s + 4)) < 0))
		return false;
	*second = h * 3600 + m * 60 + sec;
	return m < 60 && sec < 60 && *second <= 86400;
}

bool clock_read(const char *s, int *second)
{
	return clock_n(s, strlen(s), second);
}

bool hours_read(const char *s, int *from, int *to)
{
	const char *dash = strchr(s, '-');

	return dash && clock_n(s, (size_t)(dash - s), from) &&
	    clock_read(dash + 1, to) && *from < *to;
}
