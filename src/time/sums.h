/*
 * The open time of a calendar added up by years, so that a distance of years
 * costs no more than one of minutes. A year is added up when first asked for.
 */
#ifndef TIME_SUMS_H
#define TIME_SUMS_H

#include <stdbool.h>
#include <stdint.h>

struct calendar;
struct sums;

/* What is added up: open seconds, or days that have any. */
enum sum { SUM_OPEN, SUM_WORKING_DAYS };

/* Nothing is open before the first of these years and after the last. */
enum { SUMS_FIRST_YEAR = 1900, SUMS_LAST_YEAR = 2499, SUMS_SEARCH_YEARS = 50 };

struct sums *sums_new(void);
void	sums_free(struct sums *);	/* NULL: nothing */

/* The sum over the local days first .. last - 1 (0 when last <= first). */
int64_t	sums_days(const struct calendar *, enum sum, int64_t first, int64_t last);

/*
 * The first day at or after "day" with which the sum from "day" on reaches
 * "need" (at least 1); *before is the sum of the days before it. False when
 * that takes more than SUMS_SEARCH_YEARS.
 */
bool	sums_forward(const struct calendar *, enum sum, int64_t day, int64_t need,
	int64_t *found, int64_t *before);

/*
 * The last day before "day" with which the sum back from "day" (not counted)
 * reaches "need" (at least 1); *sum is that sum, the day included.
 */
bool	sums_back(const struct calendar *, enum sum, int64_t day, int64_t need,
	int64_t *found, int64_t *sum);

#endif
