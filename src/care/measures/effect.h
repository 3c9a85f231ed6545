/*
 * Did a measure work? Cases of its cause before and after it, each per what
 * they are counted per (travellers, cases received), and the ratio of the two
 * rates with its interval. Pure.
 */
#ifndef CARE_MEASURES_EFFECT_H
#define CARE_MEASURES_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

/* Fewer cases than this, before and after together, tell nothing. */
enum { EFFECT_LEAST = 5 };

/* What was counted, in windows of the same length. */
struct effect_counts {
	int64_t before, after;		/* cases of the cause */
	double before_of, after_of;	/* per so many */
};

struct effect {
	bool few;		/* too few to tell; only the rates are known */
	double before_rate, after_rate;	/* 0 where nothing was there to count per */
	double ratio;		/* after to before: below 1 it got better */
	double low, high;	/* of the ratio, 95 %; high INFINITY: no bound */
};

/*
 * Exact limits of the ratio of two Poisson rates: given the sum of both
 * counts, the later one is binomial (F. Ederer and N. Mantel, "Confidence
 * limits on the ratio of two Poisson variables", American Journal of
 * Epidemiology 100, 1974), whose share gets the limits of C. J. Clopper and
 * E. S. Pearson, "The use of confidence or fiducial limits", Biometrika 26,
 * 1934. Of counts out of a fixed number they are on the safe side.
 */
struct effect effect_of(const struct effect_counts *);

/* The limits of a share of which k of n was seen, 0 <= k <= n, n > 0; 95 %,
 * two-sided (Clopper and Pearson). */
void	effect_share(int64_t k, int64_t n, double *low, double *high);

#endif
