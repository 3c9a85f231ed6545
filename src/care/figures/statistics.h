/* The few statistics that figures need. */
#ifndef CARE_FIGURES_STATISTICS_H
#define CARE_FIGURES_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

/*
 * The p-th percentile of n values in rising order, by nearest rank: value
 * no. ceil(p/100 * n), so that it is always a value that occurred. n > 0,
 * 0 < p <= 100.
 */
double	stat_percentile(const double *sorted, size_t n, int p);

/* The mean of n > 0 values. */
double	stat_mean(const double *, size_t n);

/* Sort in rising order. */
void	stat_sort(double *, size_t n);

/*
 * The interval in which a share of which k of n was seen lies with 95 %
 * confidence; n > 0. E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", 1927; z = 1.96.
 */
void	stat_wilson(int64_t k, int64_t n, double *low, double *high);

#endif
