/* Reading and writing spans. */
#include "time/span.h"

#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"

/* A century is enough for any duty, and far from any overflow. */
static const int64_t MOST[] = {
	[SPAN_WALL] = 36525LL * 86400, [SPAN_WORKING] = 36525LL * 86400,
	[SPAN_DAYS] = 36525, [SPAN_WORKDAYS] = 36525, [SPAN_MONTHS] = 1200
};

struct unit {
	const char *text;
	enum span_clock clock;
	int	worth;		/* of the clock's units */
};

static const struct unit units[] = {
	{"s", SPAN_WALL, 1}, {"m", SPAN_WALL, 60}, {"h", SPAN_WALL, 3600},
	{"d", SPAN_DAYS, 1}, {"w", SPAN_DAYS, 7}, {"wd", SPAN_WORKDAYS, 1},
	{"mo", SPAN_MONTHS, 1}, {"y", SPAN_MONTHS, 12},
	{"bs", SPAN_WORKING, 1}, {"bm", SPAN_WORKING, 60}, {"bh", SPAN_WORKING, 3600},
	{"秒", SPAN_WALL, 1}, {"秒钟", SPAN_WALL, 1},
	{"分", SPAN_WALL, 60}, {"分钟", SPAN_WALL, 60},
	{"小时", SPAN_WALL, 3600}, {"个小时", SPAN_WALL, 3600},
	{"天", SPAN_DAYS, 1}, {"日", SPAN_DAYS, 1}, {"个自然日", SPAN_DAYS, 1},
	{"周", SPAN_DAYS, 7}, {"星期", SPAN_DAYS, 7}, {"个星期", SPAN_DAYS, 7},
	{"工作日", SPAN_WORKDAYS, 1}, {"个工作日", SPAN_WORKDAYS, 1},
	{"个月", SPAN_MONTHS, 1}, {"年", SPAN_MONTHS, 12},
	{"工作分钟", SPAN_WORKING, 60}, {"个工作分钟", SPAN_WORKING, 60},
	{"工作小时", SPAN_WORKING, 3600}, {"个工作小时", SPAN_WORKING, 3600},
};

/* ISO 8601: what a letter means before and after the T. */
static const struct unit iso_date[] = {
	{"Y", SPAN_MONTHS, 12}, {"M", SPAN_MONTHS, 1}, {"W", SPAN_DAYS, 7},
	{"D", SPAN_DAYS, 1},
};
static const struct unit iso_time[] = {
	{"H", SPAN_WALL, 3600}, {"M", SPAN_WALL, 60}, {"S", SPAN_WALL, 1},
};

static bool no(const char **why, const char *reason)
{
	*why = reason;
	return false;
}

static const struct unit *find(const struct unit *list, size_t n, const char *s,
	size_t length)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i].text) == length &&
		    memcmp(list[i].text, s, length) == 0)
			return &list[i];
	return NULL;
}

/* A whole number of at most twelve digits; moves *s behind it. */
static bool amount(const char **s, int64_t *n, const char **why)
{
	int digits = 0;

	*n = 0;
	for (; isdigit((unsigned char)**s); (*s)++, digits++) {
		if (digits == 12)
			return no(why, _("too long: 100 years at most"));
		*n = *n * 10 + (**s - '0');
	}
	if (digits == 0)
		return no(why, _("not a duration: write a number and a unit, "
		    "as 90m, 48h, 2wd, 7d, 8bh"));
	if (**s == '.' || **s == ',')
		return no(why, _("whole numbers only: write 1h30m for 1.5h"));
	return true;
}

/* Add n units to the span; all must run on one clock. */
static bool sum(struct span *span, bool first, const struct unit *u, int64_t n,
	const char **why)
{
	if (!first && u->clock != span->clock)
		return no(why, _("two clocks in one duration: hours, working hours, "
		    "days, working days and months do not add up"));
	span->clock = u->clock;
	if (span->n + n * u->worth > MOST[u->clock])
		return no(why, _("too long: 100 years at most"));
	span->n += n * u->worth;
	return true;
}

static bool wrong_unit(const char *s, size_t length, const char **why)
{
	if (length == 0)
		return no(why, _("a unit is missing: write m, h, d, wd, bh, w, mo or y "
		    "behind the number"));
	if (length == 1 && *s == 'M')
		return no(why, _("M could mean two things: write m for minutes, "
		    "mo for months"));
	return no(why, _("no such unit: use s, m, h, d, wd, w, mo, y, "
	    "or bs, bm, bh for working time"));
}

/* Our own forms: number unit, any number of times. */
static bool parse_own(const char *s, struct span *span, const char **why)
{
	for (bool first = true; first || *s; first = false) {
		const struct unit *u;
		int64_t n;
		size_t length;

		if (!amount(&s, &n, why))
			return false;
		s += strspn(s, " ");
		length = strcspn(s, " 0123456789.,+-");
		u = find(units, sizeof units / sizeof *units, s, length);
		if (!u)
			return wrong_unit(s, length, why);
		if (!sum(span, first, u, n, why))
			return false;
		s += length;
		s += strspn(s, " ");
	}
	return true;
}

/* ISO 8601: P, then units in falling order, the small ones behind a T. */
static bool parse_iso(const char *s, struct span *span, const char **why)
{
	const struct unit *list = iso_date;
	size_t n = sizeof iso_date / sizeof *iso_date;
	bool first = true, time = false;

	for (s++; *s || first; first = false) {
		const struct unit *u;
		int64_t number;

		if (*s == 'T' && !time) {
			time = true;
			list = iso_time;
			n = sizeof iso_time / sizeof *iso_time;
			s++;
		}
		if (!amount(&s, &number, why))
			return false;
		u = find(list, n, s, *s != '\0');
		if (!u)
			return no(why, _("not an ISO 8601 duration: write P7D, PT36H, PT1H30M"));
		if (!sum(span, first, u, number, why))
			return false;
		n -= (size_t)(u - list) + 1;	/* only smaller ones may follow */
		list = u + 1;
		s++;
	}
	return true;
}

bool span_parse(const char *s, bool sign, struct span *out, const char **why)
{
	struct span span = {SPAN_WALL, 0};
	bool minus;

	s += strspn(s, " ");
	minus = *s == '-';
	if (minus && !sign)
		return no(why, _("a duration cannot be negative here"));
	s += minus;
	if (!(*s == 'P' ? parse_iso : parse_own)(s, &span, why))
		return false;
	if (minus)
		span.n = -span.n;
	*out = span;
	return true;
}

/* A number and its unit behind what is there; returns where they end. */
static char *put(char *at, int64_t n, const char *unit)
{
	at += num_text(n, at);
	while (*unit)
		*at++ = *unit++;
	*at = '\0';
	return at;
}

const char *span_format(struct span span, char *buf)
{
	static const char *const small[][3] = {
		[SPAN_WALL] = {"h", "m", "s"}, [SPAN_WORKING] = {"bh", "bm", "bs"}
	};
	const char *const *unit;
	int64_t n = span.n;
	char *at = buf;

	if (n < 0) {
		*at++ = '-';
		n = n == INT64_MIN ? INT64_MAX : -n;
	}
	switch (span.clock) {
	case SPAN_DAYS:
		put(at, n, "d");
		return buf;
	case SPAN_WORKDAYS:
		put(at, n, "wd");
		return buf;
	case SPAN_MONTHS:
		if (n > 0 && n % 12 == 0)
			put(at, n / 12, "y");
		else
			put(at, n, "mo");
		return buf;
	default:
		break;
	}
	unit = small[span.clock];
	if (n >= 3600)
		at = put(at, n / 3600, unit[0]);
	if (n / 60 % 60 > 0)
		at = put(at, n / 60 % 60, unit[1]);
	if (n % 60 > 0 || n == 0)
		put(at, n % 60, unit[2]);
	return buf;
}
