/* POSIX TZ strings. */
#include "time/tzrule.h"

#include <ctype.h>
#include <string.h>

#include "time/day.h"

/* A number of at most three digits, at most hi; -1 if there is none. */
static int number(const char **s, int hi)
{
	int n = 0, digits = 0;

	for (; isdigit((unsigned char)**s) && digits < 3; (*s)++, digits++)
		n = n * 10 + (**s - '0');
	return digits == 0 || n > hi ? -1 : n;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool clock_time(const char **s, int hours, int *out)
{
	static const int unit[] = {3600, 60, 1};
	int sign = 1, sum = 0;

	if (**s == '+' || **s == '-')
		sign = *(*s)++ == '-' ? -1 : 1;
	for (size_t i = 0; i < 3; i++) {
		int n = number(s, i == 0 ? hours : 59);

		if (n < 0)
			return false;
		sum += n * unit[i];
		if (i == 2 || **s != ':')
			break;
		(*s)++;
	}
	*out = sign * sum;
	return true;
}

/* The name of a time: letters, or <anything> in angle brackets. */
static bool skip_name(const char **s)
{
	const char *begin = *s;

	if (**s == '<') {
		*s += strcspn(*s, ">");
		return *(*s) != '\0' && *(*s)++ == '>';
	}
	while (isalpha((unsigned char)**s))
		(*s)++;
	return *s - begin >= 3;
}

static bool change(const char **s, struct tzrule_change *c)
{
	if (*(*s)++ != ',')
		return false;
	c->form = '0';
	if (**s == 'J' || **s == 'M')
		c->form = *(*s)++;
	if (c->form == 'M') {
		c->month = number(s, 12);
		if (c->month < 1 || *(*s)++ != '.')
			return false;
		c->week = number(s, 5);
		if (c->week < 1 || *(*s)++ != '.')
			return false;
	}
	c->day = number(s, c->form == 'M' ? 6 : 365);
	if (c->day < (c->form == 'J'))
		return false;
	c->second = 2 * 3600;
	if (**s != '/')
		return true;
	(*s)++;
	return clock_time(s, 167, &c->second);
}

bool tzrule_parse(const char *s, struct tzrule *r)
{
	memset(r, 0, sizeof *r);
	if (!skip_name(&s) || !clock_time(&s, 24, &r->standard))
		return false;
	r->standard = -r->standard;	/* POSIX counts west */
	if (*s == '\0')
		return true;
	r->changes = true;
	if (!skip_name(&s))
		return false;
	r->summer = r->standard + 3600;
	if (*s != ',') {
		if (!clock_time(&s, 24, &r->summer))
			return false;
		r->summer = -r->summer;
	}
	return change(&s, &r->begin) && change(&s, &r->end) && *s == '\0';
}

/* The instant of the change in a year; "offset" is in force before it. */
static int64_t change_instant(const struct tzrule_change *c, int year, int offset)
{
	int64_t day = day_number(year, 1, 1);

	if (c->form == 'M') {
		int length = day_month_length(year, c->month), date;
		int64_t first = day_number(year, c->month, 1);

		/* weekdays of POSIX begin with Sunday, ours with Monday */
		date = (c->day + 6 - day_weekday(first)) % 7 + 7 * (c->week - 1);
		day = first + (date < length ? date : date - 7);
	} else if (c->form == 'J') {
		bool leap = day_month_length(year, 2) == 29;

		day += c->day - 1 + (leap && c->day >= 60);
	} else {
		day += c->day;
	}
	return day * DAY_SECONDS + c->second - offset;
}

int tzrule_stretch(const struct tzrule *r, int64_t at, int64_t *from,
	int64_t *until)
{
	int year, month, date, offset = r->standard;

	*from = INT64_MIN;
	*until = INT64_MAX;
	if (!r->changes)
		return r->standard;
	day_civil(at / DAY_SECONDS - (at % DAY_SECONDS < 0), &year, &month, &date);
	for (int y = year - 1; y <= year + 1; y++) {
		/* End first: where summer time lasts all year, the end of one
		 * year is the beginning of the next, and that wins. */
		int64_t t[2] = {change_instant(&r->end, y, r->summer),
		    change_instant(&r->begin, y, r->standard)};

		for (int i = 0; i < 2; i++) {
			if (t[i] <= at && t[i] >= *from) {
				*from = t[i];
				offset = i == 0 ? r->standard : r->summer;
			} else if (t[i] > at && t[i] < *until) {
				*until = t[i];
			}
		}
	}
	return offset;
}
