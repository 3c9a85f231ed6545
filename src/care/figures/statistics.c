/* Percentiles by nearest rank, means, intervals of shares. */
#include "care/figures/statistics.h"

#include <math.h>
#include <stdlib.h>

double stat_percentile(const double *sorted, size_t n, int p)
{
	size_t rank = (n * (size_t)p + 99) / 100;

	return sorted[rank - 1];
}

double stat_mean(const double *v, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += v[i];
	return sum / (double)n;
}

static int rising(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void stat_sort(double *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof *v, rising);
}

void stat_wilson(int64_t k, int64_t n, double *low, double *high)
{
	double z = 1.96, count = (double)n, p = (double)k / count;
	double middle = p + z * z / (2 * count);
	double half = z * sqrt(p * (1 - p) / count + z * z / (4 * count * count));
	double whole = 1 + z * z / count;

	/* At the ends the sum is exactly 0 or 1 but for rounding. */
	*low = k == 0 ? 0 : (middle - half) / whole;
	*high = k == n ? 1 : (middle + half) / whole;
}
