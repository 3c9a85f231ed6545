/* Periods as people write them: a month, a quarter, a year, a day. */
#include <ctype.h>
#include <string.h>

#include "care/intake/value.h"

/* The next number of at most "most" digits; false: there is none. */
static bool number(const char **s, int least, int most, int *out)
{
	int n = 0;

	*out = 0;
	for (; n < most && isdigit((unsigned char)**s); (*s)++, n++)
		*out = *out * 10 + (**s - '0');
	return n >= least;
}

/* What may stand between a year and its part, and behind it. */
static bool mark(const char **s, const char *const *marks)
{
	for (; *marks; marks++)
		if (strncmp(*s, *marks, strlen(*marks)) == 0) {
			*s += strlen(*marks);
			return true;
		}
	return false;
}

/* Months [from, until) of a year, counted from 0. */
static void months(int year, int from, int until, const struct zone *zone,
    int64_t *begin, int64_t *end)
{
	int64_t first = day_number(year, 1, 1);

	*begin = zone_day_instant(zone, day_add_months(first, from), 0);
	*end = zone_day_instant(zone, day_add_months(first, until), 0);
}

bool value_period(const char *s, const struct zone *zone, int64_t *from,
    int64_t *until)
{
	static const char *const quarter[] = {"-Q", "Q", "q", "-q",
	    "年第", "年Q", NULL};
	static const char *const year_end[] = {"年", NULL};
	static const char *const between[] = {"-", "/", ".", "年", NULL};
	static const char *const ends[] = {"月", "季度", "季", NULL};
	const char *why, *all = s;
	int year, part;

	if (!number(&s, 4, 4, &year) || year < 1900)
		return false;
	if (!*s || (mark(&s, year_end) && !*s)) {
		months(year, 0, 12, zone, from, until);
		return true;
	}
	s = all + 4;
	if (mark(&s, quarter)) {
		if (!number(&s, 1, 1, &part) || part < 1 || part > 4 ||
		    (mark(&s, ends) && *s) || *s)
			return false;
		months(year, 3 * (part - 1), 3 * part, zone, from, until);
		return true;
	}
	if (mark(&s, between) && number(&s, 1, 2, &part) && part >= 1 &&
	    part <= 12 && (!*s || (mark(&s, ends) && !*s))) {
		months(year, part - 1, part, zone, from, until);
		return true;
	}
	return value_instant(all, DATE_UNSAID, zone, false, from, &why) &&
	    value_instant(all, DATE_UNSAID, zone, true, until, &why) &&
	    *until > *from;
}
