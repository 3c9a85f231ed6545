/* Percentiles, means and intervals against published values. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "care/figures/statistics.h"

/* R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
 * Statistics in Medicine 17 (1998), table I, method 3. */
static const struct {
	int64_t k, n;
	double low, high;
} intervals[] = {
	{81, 263, 0.2553, 0.3662},
	{15, 148, 0.0624, 0.1605},
	{0, 20, 0.0000, 0.1611},
	{1, 29, 0.0061, 0.1718},
	/* by symmetry */
	{182, 263, 0.6338, 0.7447},
	{20, 20, 0.8389, 1.0000},
};

static void wilson_is_as_published(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof intervals / sizeof intervals[0]; i++) {
		double low, high;

		stat_wilson(intervals[i].k, intervals[i].n, &low, &high);
		assert_true(fabs(low - intervals[i].low) < 0.00006);
		assert_true(fabs(high - intervals[i].high) < 0.00006);
	}
}

static void wilson_holds_the_share(void **state)
{
	(void)state;
	for (int64_t n = 1; n <= 60; n++)
		for (int64_t k = 0; k <= n; k++) {
			double low, high, p = (double)k / (double)n;

			stat_wilson(k, n, &low, &high);
			assert_true(0 <= low && low <= p);
			assert_true(p <= high && high <= 1);
		}
}

/* The example of the nearest-rank method in Wikipedia's "Percentile", and the
 * edges. */
static const struct {
	size_t n;
	double v[10];
	int p;
	double is;
} ranks[] = {
	{5, {15, 20, 35, 40, 50}, 5, 15},
	{5, {15, 20, 35, 40, 50}, 30, 20},
	{5, {15, 20, 35, 40, 50}, 40, 20},
	{5, {15, 20, 35, 40, 50}, 50, 35},
	{5, {15, 20, 35, 40, 50}, 100, 50},
	{10, {3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 25, 7},
	{10, {3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 50, 8},
	{10, {3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 75, 15},
	{10, {3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 90, 16},
	{1, {7}, 1, 7},
	{1, {7}, 100, 7},
	{2, {7, 9}, 50, 7},
	{2, {7, 9}, 51, 9},
};

static void percentile_is_the_nearest_rank(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++) {
		double is = stat_percentile(ranks[i].v, ranks[i].n, ranks[i].p);

		if (is != ranks[i].is)
			printf("# row %zu\n", i);
		assert_true(is == ranks[i].is);
	}
}

static void values_are_sorted_and_averaged(void **state)
{
	double v[] = {5, -1, 3, 3, 1e9, 0};

	(void)state;
	stat_sort(v, 6);
	for (size_t i = 1; i < 6; i++)
		assert_true(v[i - 1] <= v[i]);
	assert_true(stat_mean(v, 5) == 2.0);
	stat_sort(v, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_is_as_published),
		cmocka_unit_test(wilson_holds_the_share),
		cmocka_unit_test(percentile_is_the_nearest_rank),
		cmocka_unit_test(values_are_sorted_and_averaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
