/* The numbers of a group from day to day. */
#include "care/groups/report.h"

#include <stdbool.h>
#include <stdlib.h>

static int by_day(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* The days on which something happened, each once, and the last one. */
static size_t days_of(const struct report_case *v, size_t n, int64_t until,
    struct arena *a, int64_t **out)
{
	int64_t *days = arena_alloc(a, 2 * n + 1, sizeof *days);
	size_t have = 0, kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].came <= until)
			days[have++] = v[i].came;
		if (v[i].closed <= until)
			days[have++] = v[i].closed;
	}
	days[have++] = until;
	qsort(days, have, sizeof *days, by_day);
	for (size_t i = 0; i < have; i++)
		if (kept == 0 || days[kept - 1] != days[i])
			days[kept++] = days[i];
	*out = days;
	return kept;
}

/* Is it the first case of its customer (of those of one day, in the list)? */
static bool first_of_customer(const struct report_case *v, size_t n, size_t at)
{
	if (v[at].customer == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (i != at && v[i].customer == v[at].customer &&
		    (i < at ? v[i].came <= v[at].came : v[i].came < v[at].came))
			return false;
	return true;
}

size_t report_days(const struct report_case *v, size_t n, int64_t until,
    struct arena *a, struct report_day **out)
{
	int64_t *days;
	size_t have = days_of(v, n, until, a, &days);

	*out = arena_alloc(a, have, sizeof **out);
	for (size_t d = 0; d < have; d++)
		(*out)[d].day = days[d];
	for (size_t i = 0; i < n; i++) {
		bool first = first_of_customer(v, n, i);

		for (size_t d = 0; d < have; d++) {
			struct report_day *day = &(*out)[d];

			day->came += v[i].came == day->day;
			day->closed += v[i].closed == day->day;
			day->open += v[i].came <= day->day &&
			    v[i].closed > day->day;
			day->customers += first && v[i].came == day->day;
		}
	}
	return have;
}
