/* Did a measure work: limits of shares and ratios against published values. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "care/measures/effect.h"
#include "care/measures/measure.h"

/* R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
 * Statistics in Medicine 17 (1998), table I, method 5 (Clopper-Pearson). */
static void shares(void **state)
{
	static const struct { int64_t k, n; double low, high; } cases[] = {
		{ 81, 263, 0.2527, 0.3676 }, { 15, 148, 0.0578, 0.1617 },
		{ 0, 20, 0.0000, 0.1684 }, { 1, 29, 0.0009, 0.1776 },
		{ 20, 20, 0.8316, 1.0000 },	/* by symmetry */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double low, high;

		effect_share(cases[i].k, cases[i].n, &low, &high);
		assert_true(fabs(low - cases[i].low) < 0.00006);
		assert_true(fabs(high - cases[i].high) < 0.00006);
	}
}

/* The example of poisson.test in the manual of R: 11 in 800 person-years
 * against 21 in 3011; and what follows by taking it the other way round. */
static void ratios(void **state)
{
	static const struct {
		struct effect_counts c;
		double ratio, low, high;
	} cases[] = {
		{ { 21, 11, 3011, 800 }, 1.971488, 0.8584264, 4.2772659 },
		{ { 11, 21, 800, 3011 }, 1 / 1.971488, 1 / 4.2772659,
		    1 / 0.8584264 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct effect e = effect_of(&cases[i].c);

		assert_false(e.few);
		assert_true(fabs(e.ratio - cases[i].ratio) < 1e-6);
		assert_true(fabs(e.low - cases[i].low) < 1e-5);
		assert_true(fabs(e.high - cases[i].high) < 1e-5);
	}
}

/* None after: the ratio is 0, its upper limit is that of 0 of n. None before:
 * there is no ratio. Too few: nothing is told. */
static void edges(void **state)
{
	static const struct { struct effect_counts c; bool few; } cases[] = {
		{ { 5, 0, 100, 100 }, false }, { { 4, 0, 100, 100 }, true },
		{ { 0, 9, 100, 100 }, true }, { { 9, 9, 100, 0 }, true },
		{ { 9, 9, 0, 100 }, true }, { { 0, 0, 0, 0 }, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct effect e = effect_of(&cases[i].c);

		assert_int_equal(e.few, cases[i].few);
		assert_true(isfinite(e.before_rate) && isfinite(e.after_rate));
		assert_true(e.few || (e.ratio == 0 && e.low == 0 &&
		    /* 1 - 0.025^(1/5), by the same rates */
		    fabs(e.high - (pow(0.025, -1 / 5.0) - 1)) < 1e-9));
	}
}

/* The interval holds the ratio, for any counts. */
static void holds(void **state)
{
	(void)state;
	for (int64_t b = 1; b <= 30; b++)
		for (int64_t a = 0; a <= 30; a++) {
			struct effect_counts c = { b, a, 200, 150 };
			struct effect e = effect_of(&c);

			if (e.few)
				continue;
			assert_true(e.low <= e.ratio && e.ratio <= e.high);
			assert_true(e.low >= 0 && isfinite(e.high));
		}
}

/* State by state: what may be done to a measure. */
static void states(void **state)
{
	static const struct {
		const char *state;
		enum measure_refusal carry_out, verify, drop;
	} cases[] = {
		{ "open", MEASURE_ALLOWED, MEASURE_NOT_DONE, MEASURE_ALLOWED },
		{ "done", MEASURE_DONE, MEASURE_ALLOWED, MEASURE_ALLOWED },
		{ "effective", MEASURE_ENDED, MEASURE_ENDED, MEASURE_ENDED },
		{ "dropped", MEASURE_ENDED, MEASURE_ENDED, MEASURE_ENDED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct measure m = { .state = cases[i].state };

		assert_int_equal(measure_may_do(&m), cases[i].carry_out);
		assert_int_equal(measure_may_verify(&m), cases[i].verify);
		assert_int_equal(measure_may_drop(&m), cases[i].drop);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares),
		cmocka_unit_test(ratios),
		cmocka_unit_test(edges),
		cmocka_unit_test(holds),
		cmocka_unit_test(states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
