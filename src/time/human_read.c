/* Times as people type them and files hold them. */
#include "time/human.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "time/span.h"
#include "time/worktime.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999 };

static bool no(const char **why, const char *reason)
{
	*why = reason;
	return false;
}

static bool no_date(const char **why)
{
	return no(why, _("not a time: write 2026-03-12, 2026-03-12 10:05 or 18:00"));
}

/* Move behind the text if it stands here. */
static bool take(const char **s, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*s, text, n) != 0)
		return false;
	*s += n;
	return true;
}

static size_t count_digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* The next n digits, of which there are enough. */
static int digits(const char **s, size_t n)
{
	int v = 0;

	for (; n > 0; n--)
		v = v * 10 + (*(*s)++ - '0');
	return v;
}

/* One or two digits; -1 if there are none or more. */
static int small(const char **s)
{
	size_t n = count_digits(*s);

	return n == 1 || n == 2 ? digits(s, n) : -1;
}

static bool date_of(int year, int month, int date, int64_t *day, const char **why)
{
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return no(why, _("the year must lie between 1900 and 9999"));
	if (month < 1 || month > 12 || date < 1 || date > day_month_length(year, month))
		return no(why, _("there is no such day"));
	*day = day_number(year, month, date);
	return true;
}

/* 2026-03-12 · 2026/3/12 · 2026年3月12日 · 20260312 */
static bool read_date(const char **s, int64_t *day, const char **why)
{
	static const char *const forms[][3] = {
		{"-", "-", ""}, {"/", "/", ""}, {"年", "月", "日"}, {"年", "月", "号"}};
	size_t n = count_digits(*s);
	int year, month, date;

	if (n == 8) {
		year = digits(s, 4);
		month = digits(s, 2);
		return date_of(year, month, digits(s, 2), day, why);
	}
	if (n != 4)
		return no_date(why);
	year = digits(s, 4);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *p = *s;

		if (!take(&p, forms[i][0]))
			continue;
		month = small(&p);
		if (month < 0 || !take(&p, forms[i][1]))
			continue;
		date = small(&p);
		if (date < 0 || !take(&p, forms[i][2]))
			continue;
		*s = p;
		return date_of(year, month, date, day, why);
	}
	return no_date(why);
}

/* Minutes and seconds behind the hour's sign; each may be missing in Chinese. */
static bool chinese_minutes(const char **s, int *minute, int *second)
{
	if (take(s, "半")) {
		*minute = 30;
		return true;
	}
	take(s, "整");
	if (!isdigit((unsigned char)**s))
		return true;
	*minute = small(s);
	if (!take(s, "分"))
		return *minute >= 0;
	if (!isdigit((unsigned char)**s))
		return true;
	*second = small(s);
	return take(s, "秒");
}

static bool clock_minutes(const char **s, int *minute, int *second)
{
	if (count_digits(*s) != 2)
		return false;
	*minute = digits(s, 2);
	if (!take(s, ":") && !take(s, "："))
		return true;
	if (count_digits(*s) != 2)
		return false;
	*second = digits(s, 2);
	if (take(s, ".")) {
		size_t n = count_digits(*s);

		*s += n;
		return n > 0;
	}
	return true;
}

/* 9:00 · 09:00:30 · 9点 · 9点半 · 9时30分; 24:00 is the end of the day. */
static bool read_time(const char **s, int *second, const char **why)
{
	int h = small(s), m = 0, sec = 0;
	bool good = h >= 0;

	if (take(s, ":") || take(s, "："))
		good = good && clock_minutes(s, &m, &sec);
	else if (take(s, "点") || take(s, "时"))
		good = good && chinese_minutes(s, &m, &sec);
	else
		good = false;
	if (!good)
		return no_date(why);
	*second = h * 3600 + m * 60 + sec;
	if (m < 0 || m > 59 || sec < 0 || sec > 59 || *second > DAY_SECONDS)
		return no(why, _("there is no such time of day"));
	return true;
}

/* Z · +08:00 · +0800 · -05 · +08:05:43, as human_local() writes old ones */
static bool read_offset(const char **s, int *offset, const char **why)
{
	int sign, h, m = 0, sec = 0;
	bool colon;

	if (take(s, "Z") || take(s, "z")) {
		*offset = 0;
		return true;
	}
	sign = *(*s)++ == '-' ? -1 : 1;
	h = count_digits(*s) == 2 || count_digits(*s) == 4 ? digits(s, 2) : 99;
	colon = take(s, ":");
	if (count_digits(*s) == 2)
		m = digits(s, 2);
	else if (colon)
		m = 99;
	if (colon && take(s, ":"))
		sec = count_digits(*s) == 2 ? digits(s, 2) : 99;
	if (h > 23 || m > 59 || sec > 59)
		return no(why, _("not an offset: write +08:00 or Z"));
	*offset = sign * (h * 3600 + m * 60 + sec);
	return true;
}

/* What follows a date: nothing, or a time and perhaps an offset. */
static bool read_rest(const char *s, int *second, int *offset, const char **why)
{
	*second = -1;
	*offset = INT_MIN;
	if (*s == 'T' || *s == 't') {
		s++;
	} else {
		s += strspn(s, " ");
		if (*s == '\0')
			return true;
	}
	if (!read_time(&s, second, why))
		return false;
	s += strspn(s, " ");
	if (*s != '\0' && strchr("Zz+-", *s) && !read_offset(&s, offset, why))
		return false;
	s += strspn(s, " ");
	return *s == '\0' || no_date(why);
}

bool human_date(const char *s, int64_t *day, int *second, int *offset, const char **why)
{
	int64_t found;
	int time, east;

	s += strspn(s, " ");
	if (!read_date(&s, &found, why) || !read_rest(s, &time, &east, why))
		return false;
	*day = found;
	*second = time;
	*offset = east;
	return true;
}

/* A weekday's name: 0 = Monday; -1 if none stands here. */
static int read_weekday(const char **s)
{
	static const char *const english[] = {"mon", "monday", "tue", "tuesday", "wed",
	    "wednesday", "thu", "thursday", "fri", "friday", "sat", "saturday", "sun",
	    "sunday"};
	static const char *const chinese[] = {"一", "二", "三", "四", "五", "六", "日",
	    "天"};
	const char *p = *s;
	size_t letters = 0;

	while (isalpha((unsigned char)p[letters]))
		letters++;
	for (int i = 0; i < 14; i++)
		if (strlen(english[i]) == letters && strncasecmp(p, english[i], letters) == 0) {
			*s += letters;
			return i / 2;
		}
	if (!take(&p, "周") && !take(&p, "星期"))
		return -1;
	for (int i = 0; i < 8; i++)
		if (take(&p, chinese[i])) {
			*s = p;
			return i < 7 ? i : 6;
		}
	return -1;
}

/* today, tomorrow, a weekday, ..: moves *s behind it and gives the day. */
static bool read_day_word(const char **s, int64_t today, enum human_how how, int64_t *day)
{
	static const struct { const char *word; int days; } words[] = {
		{"today", 0}, {"tomorrow", 1}, {"yesterday", -1}, {"今天", 0}, {"明天", 1},
		{"昨天", -1}, {"后天", 2}, {"前天", -2}};
	int weekday;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);

		if (strncasecmp(*s, words[i].word, n) == 0 && !isalpha((unsigned char)(*s)[n])) {
			*s += n;
			*day = today + words[i].days;
			return true;
		}
	}
	weekday = read_weekday(s);
	if (weekday < 0)
		return false;
	weekday = (weekday - day_weekday(today) + 7) % 7;
	if (how == HUMAN_PAST)
		*day = today + weekday - 7;
	else
		*day = today + (weekday == 0 ? 7 : weekday);
	return true;
}

/* +2h, -7d: from now on, by the clock or to the same time of another day. */
static bool relative(const char *s, const struct zone *zone, int64_t now, int64_t *out,
	const char **why)
{
	struct span span;

	if (*s == '+' && s[1] == '-')
		return no_date(why);
	if (!span_parse(s + (*s == '+'), true, &span, why))
		return false;
	if (span.clock == SPAN_WORKING || span.clock == SPAN_WORKDAYS)
		return no(why, _("working time needs a calendar: write hours or days here"));
	if (span.n == 0)
		*out = now;
	else if (worktime_due(now, span, NULL, zone, false, NULL, 0, out, NULL, NULL) !=
	    WORKTIME_OK)
		return no(why, _("too far away"));
	return true;
}

bool human_instant(const char *s, const struct zone *zone, int64_t now,
	enum human_how how, int64_t *out, const char **why)
{
	int64_t today = zone_day(zone, now), day = today;
	int second = -1, offset = INT_MIN;
	size_t n;

	s += strspn(s, " ");
	if (*s == '+' || *s == '-')
		return relative(s, zone, now, out, why);
	if (strcasecmp(s, "now") == 0 || strcmp(s, "现在") == 0) {
		*out = now;
		return true;
	}
	n = count_digits(s);
	if (n == 1 || n == 2) {
		if (!read_time(&s, &second, why))
			return false;
		s += strspn(s, " ");
		if (*s != '\0')
			return no_date(why);
	} else {
		if (!read_day_word(&s, today, how, &day) && !read_date(&s, &day, why))
			return false;
		if (!read_rest(s, &second, &offset, why))
			return false;
	}
	if (offset != INT_MIN)
		*out = day * DAY_SECONDS + second - offset;
	else if (second >= 0)
		*out = zone_day_instant(zone, day, second);
	else
		*out = zone_day_instant(zone, day + (how == HUMAN_END), 0);
	return true;
}
