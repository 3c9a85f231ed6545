/* Sums by year, made when needed. */
#include "time/sums.h"

#include <stdlib.h>

#include "base/mem.h"
#include "time/calendar.h"
#include "time/day.h"
#include "time/tzif.h"

enum { YEARS = SUMS_LAST_YEAR - SUMS_FIRST_YEAR + 1 };

struct year {
	int64_t first;			/* its day 1 January */
	int	days;
	int32_t	before[2][367];		/* by enum sum: of the days before the i-th */
};

struct sums {
	struct year *years[YEARS];
};

struct sums *sums_new(void)
{
	return mem_alloc(1, sizeof(struct sums));
}

void sums_free(struct sums *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < YEARS; i++)
		free(s->years[i]);
	free(s);
}

/* A stretch in which the zone's offset stays the same. */
struct steady {
	int	offset;
	int64_t from, until;
};

/* Does the wall run through the whole day at that offset, with no change of
 * the clock near enough to show any of its times twice? */
static bool plain_day(const struct zone *z, int64_t day, struct steady *s)
{
	int64_t midnight = day * DAY_SECONDS - s->offset;

	if (midnight < s->from || midnight + DAY_SECONDS >= s->until) {
		s->offset = zone_stretch(z, midnight, &s->from, &s->until);
		midnight = day * DAY_SECONDS - s->offset;
	}
	return midnight >= s->from + 2 * TZIF_OFFSET_MOST &&
	    midnight + DAY_SECONDS < s->until;
}

static int32_t open_seconds(const struct calendar *c, int64_t day, struct steady *s)
{
	const struct hours *h;
	int64_t sum = 0, from, until;

	if (plain_day(calendar_zone(c), day, s))
		for (size_t n = calendar_day(c, day, &h); n > 0; n--, h++)
			sum += h->to - h->from;
	else
		for (size_t i = 0; calendar_stretch(c, day, i, &from, &until); i++)
			sum += until - from;
	return (int32_t)sum;
}

static const struct year *year_of(const struct calendar *c, int year)
{
	struct year **slot = &calendar_sums(c)->years[year - SUMS_FIRST_YEAR];
	struct steady steady = {0, 0, 0};
	struct year *y = *slot;

	if (y)
		return y;
	y = *slot = mem_alloc(1, sizeof *y);
	y->first = day_number(year, 1, 1);
	y->days = (int)(day_number(year + 1, 1, 1) - y->first);
	for (int i = 0; i < y->days; i++) {
		int32_t open = open_seconds(c, y->first + i, &steady);

		y->before[SUM_OPEN][i + 1] = y->before[SUM_OPEN][i] + open;
		y->before[SUM_WORKING_DAYS][i + 1] =
		    y->before[SUM_WORKING_DAYS][i] + (open > 0);
	}
	return y;
}

/* Days outside of the years of the sums count as their edge. */
static int64_t clamp(int64_t day)
{
	int64_t lo = day_number(SUMS_FIRST_YEAR, 1, 1);
	int64_t hi = day_number(SUMS_LAST_YEAR + 1, 1, 1);

	return day < lo ? lo : day > hi ? hi : day;
}

static int year_number(int64_t day)
{
	int year, month, date;

	day_civil(day, &year, &month, &date);
	return year;
}

int64_t sums_days(const struct calendar *c, enum sum kind, int64_t first, int64_t last)
{
	int64_t sum = 0, day = clamp(first), end = clamp(last);

	while (day < end) {
		const struct year *y = year_of(c, year_number(day));
		int64_t stop = y->first + y->days < end ? y->first + y->days : end;

		sum += y->before[kind][stop - y->first] - y->before[kind][day - y->first];
		day = stop;
	}
	return sum;
}

/* The number of days of the year with which its sum first reaches "need". */
static int days_to_reach(const struct year *y, enum sum kind, int64_t need)
{
	int lo = 0, hi = y->days;

	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;

		if (y->before[kind][mid] < need)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool sums_forward(const struct calendar *c, enum sum kind, int64_t day, int64_t need,
	int64_t *found, int64_t *before)
{
	int64_t start = clamp(day), sum = 0;
	int first = year_number(start);

	for (int n = first; n <= first + SUMS_SEARCH_YEARS && n <= SUMS_LAST_YEAR; n++) {
		const struct year *y = year_of(c, n);
		int64_t skipped = n == first ? y->before[kind][start - y->first] : 0;
		int64_t rest = y->before[kind][y->days] - skipped;

		if (sum + rest >= need) {
			int i = days_to_reach(y, kind, need - sum + skipped) - 1;

			*found = y->first + i;
			*before = sum + y->before[kind][i] - skipped;
			return true;
		}
		sum += rest;
	}
	return false;
}

bool sums_back(const struct calendar *c, enum sum kind, int64_t day, int64_t need,
	int64_t *found, int64_t *sum_found)
{
	int64_t start = clamp(day), sum = 0;
	int first = year_number(start - 1);

	for (int n = first; n >= first - SUMS_SEARCH_YEARS && n >= SUMS_FIRST_YEAR; n--) {
		const struct year *y = year_of(c, n);
		int64_t here = n == first ? y->before[kind][start - y->first] :
		    y->before[kind][y->days];

		if (sum + here >= need) {
			/* the last day whose "before" leaves enough behind it */
			int i = days_to_reach(y, kind, here + sum - need + 1) - 1;

			*found = y->first + i;
			*sum_found = sum + here - y->before[kind][i];
			return true;
		}
		sum += here;
	}
	return false;
}
