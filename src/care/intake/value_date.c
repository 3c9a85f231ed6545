/* Dates as the sheets of the world write them. */
#include "care/intake/value.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "time/human.h"

enum { LONGEST = 80, ROOM = 128 };

bool value_order(const char *s, enum date_order *order)
{
	*order = strcmp(s, "mdy") == 0 ? DATE_MDY :
	    strcmp(s, "dmy") == 0 ? DATE_DMY : DATE_UNSAID;
	return *order != DATE_UNSAID;
}

/* 1900 date system: 25569 is 1970-01-01. From 1954 to 2119, so that no year,
 * month or compact date is taken for one. */
static bool serial(const char *s, int64_t *day, int *second)
{
	char *end;
	double v;

	if (strspn(s, "0123456789") != 5 || (s[5] && s[5] != '.'))
		return false;
	v = strtod(s, &end);
	if (*end || v < 20000 || v >= 80000)
		return false;
	*day = (int64_t)v - 25569;
	*second = s[5] ? (int)((v - (double)(int64_t)v) * 86400 + 0.5) : -1;
	if (*second >= 86400)
		*second = 86399;
	return true;
}

/* A part of a date: a number, or the English name of a month. */
struct part {
	size_t digits;		/* 0: a name */
	int number;		/* -1: neither */
};

static int month_named(const char *s, size_t n)
{
	static const char *const names[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december"};

	for (int i = 0; i < 12 && n >= 3; i++)
		if (n <= strlen(names[i]) && strncasecmp(s, names[i], n) == 0)
			return i + 1;
	return -1;
}

/* Read three parts with signs or blanks between them; NULL: there are none,
 * else what stands behind them. */
static const char *three(const char *s, struct part *part)
{
	for (int i = 0; i < 3; i++) {
		size_t digits = strspn(s, "0123456789"), letters = 0, gap;

		while (isalpha((unsigned char)s[letters]))
			letters++;
		part[i].digits = digits;
		part[i].number = digits == 0 ? month_named(s, letters) :
		    digits <= 4 ? atoi(s) : -1;
		if (part[i].number < 0)
			return NULL;
		s += digits ? digits : letters;
		gap = i < 2 ? strspn(s, "/.-, ") : 0;
		if (i < 2 && gap == 0)
			return NULL;
		s += gap;
	}
	return s;
}

/* Which of the parts is the year, the month, the day? */
static bool sort_out(const struct part *part, enum date_order order,
    int *year, int *month, int *date)
{
	int y = part[0].digits == 4 ? 0 : part[2].digits == 4 ? 2 : -1;
	int m = -1;

	for (int i = 0; i < 3; i++)
		if (part[i].digits == 0)
			m = m < 0 ? i : 3;
	if (m < 0)
		m = y == 0 ? 1 : order == DATE_MDY ? 0 : order == DATE_DMY ? 1 : 3;
	if (y < 0 || m == 3 || m == y || part[3 - y - m].digits > 2)
		return false;
	*year = part[y].number;
	*month = part[m].number;
	*date = part[3 - y - m].number;
	return true;
}

/* Take the sign of a clock of twelve hours out of the text: 1 for the
 * afternoon, 0 for the morning, -1: there is none. */
static int take_half(char *s)
{
	static const char *const halves[] = {"上午", "下午"};
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == ' ')
		n--;
	if (n > 4 && (s[n - 1] == 'M' || s[n - 1] == 'm') &&
	    strchr("AaPp", s[n - 2]) && strchr(" 0123456789", s[n - 3])) {
		int half = s[n - 2] == 'P' || s[n - 2] == 'p';

		s[n - 2] = '\0';
		return half;
	}
	for (int i = 0; i < 2; i++) {
		char *at = strstr(s, halves[i]);
		size_t length = strlen(halves[i]);

		if (at) {
			*at = ' ';
			memmove(at + 1, at + length, strlen(at + length) + 1);
			return i;
		}
	}
	return -1;
}

/* The hour that stands before the first colon or 点, of twelve, into one of
 * twenty-four. False: there is none such. */
static bool turn_hour(char *s, int half)
{
	static const char *const signs[] = {":", "：", "点", "时"};
	char *at = NULL, *hour, rest[ROOM];
	int h;

	for (size_t i = 0; i < 4 && !at; i++)
		at = strstr(s, signs[i]);
	if (!at)
		return false;
	hour = at;
	while (hour > s && isdigit((unsigned char)hour[-1]))
		hour--;
	h = at - hour == 1 || at - hour == 2 ? atoi(hour) : 99;
	if (h > (half ? 23 : 12))
		return false;
	if (h <= 12)
		h = h % 12 + 12 * half;
	snprintf(rest, sizeof rest, "%s", at);
	snprintf(hour, (size_t)(ROOM - (hour - s)), "%d%s", h, rest);
	return true;
}

/* Is it 2024-05-01, or that and a time of day in digits? Most sheets say so,
 * and need no sorting out. */
static bool is_iso(const char *s)
{
	static const char digits[] = "0123456789";

	return strspn(s, digits) == 4 && s[4] == '-' &&
	    strspn(s + 5, digits) == 2 && s[7] == '-' &&
	    strspn(s + 8, digits) == 2 &&
	    s[10 + strspn(s + 10, " :0123456789")] == '\0';
}

/* Write the text again so that human_date() reads it; false: it is no date of
 * the forms that are known here, which may be known there. */
static bool rewrite(const char *s, enum date_order order, char *out)
{
	char text[ROOM];
	struct part part[3];
	const char *rest;
	int half, year, month, date;

	if (strlen(s) > LONGEST)
		return false;
	snprintf(text, sizeof text, "%s", s);
	half = take_half(text);
	if (half >= 0 && !turn_hour(text, half))
		return false;
	rest = three(text, part);
	if (rest && sort_out(part, order, &year, &month, &date))
		snprintf(out, ROOM, "%04d-%02d-%02d%.80s", year, month, date, rest);
	else
		snprintf(out, ROOM, "%s", text);
	return true;
}

bool value_date(const char *s, enum date_order order, int64_t *day,
    int *second, int *offset, const char **why)
{
	char text[ROOM];
	struct part part[3];

	*why = NULL;
	*offset = INT_MIN;
	s += strspn(s, " \t'");
	if (serial(s, day, second))
		return true;
	if (human_date(!is_iso(s) && rewrite(s, order, text) ? text : s, day,
	    second, offset, why))
		return true;
	if (order == DATE_UNSAID && three(s, part) && part[0].digits < 3 &&
	    part[1].digits > 0)
		*why = _("which of the numbers is the month? say --dates mdy or --dates dmy, or write 2024-05-01");
	return false;
}

bool value_instant(const char *s, enum date_order order,
    const struct zone *zone, bool end, int64_t *out, const char **why)
{
	int64_t day;
	int second, offset;

	if (!value_date(s, order, &day, &second, &offset, why))
		return false;
	if (second < 0)
		*out = zone_day_instant(zone, day + end, 0);
	else if (offset == INT_MIN)
		*out = zone_day_instant(zone, day, second);
	else
		*out = day * 86400 + second - offset;
	return true;
}
