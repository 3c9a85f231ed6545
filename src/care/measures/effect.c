/* Rates before and after, and the exact limits of their ratio. */
#include "care/measures/effect.h"

#include <math.h>

/* The chance of k or more of n, each with chance p. */
static double at_least(int64_t k, int64_t n, double p)
{
	double sum = 0, size = (double)n;

	if (p <= 0 || p >= 1)
		return p >= 1 || k == 0 ? 1 : 0;
	for (int64_t i = k; i <= n; i++) {
		double x = (double)i;

		sum += exp(lgamma(size + 1) - lgamma(x + 1) -
		    lgamma(size - x + 1) + x * log(p) + (size - x) * log1p(-p));
	}
	return sum > 1 ? 1 : sum;
}

/* The p at which the chance of k or more is that; it rises with p. */
static double chance(int64_t k, int64_t n, double wanted)
{
	double low = 0, high = 1;

	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		if (at_least(k, n, middle) < wanted)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

void effect_share(int64_t k, int64_t n, double *low, double *high)
{
	*low = k == 0 ? 0 : chance(k, n, 0.025);
	*high = k == n ? 1 : chance(k + 1, n, 0.975);
}

static double rate(int64_t n, double of)
{
	return of > 0 ? (double)n / of : 0;
}

struct effect effect_of(const struct effect_counts *c)
{
	struct effect e = {.before_rate = rate(c->before, c->before_of),
	    .after_rate = rate(c->after, c->after_of)};
	double low, high, of;

	if (c->before + c->after < EFFECT_LEAST || c->before == 0 ||
	    c->before_of <= 0 || c->after_of <= 0) {
		e.few = true;
		return e;
	}
	of = c->before_of / c->after_of;
	effect_share(c->after, c->before + c->after, &low, &high);
	e.ratio = e.after_rate / e.before_rate;
	e.low = low / (1 - low) * of;
	e.high = high < 1 ? high / (1 - high) * of : INFINITY;
	return e;
}
