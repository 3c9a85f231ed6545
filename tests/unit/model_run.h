/* What models driven by random scenarios share: random numbers that the number
 * of a scenario determines, the day all of them begin, and their runner.
 *
 * MODEL_SEED=N runs that scenario alone, MODEL_RUNS=N so many from the first. */
#ifndef TESTS_MODEL_RUN_H
#define TESTS_MODEL_RUN_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>

enum { T0 = 1772380800 };	/* Monday 2026-03-02, 00:00 in Shanghai */

static uint64_t seed;

/* One of 0 to n - 1. */
static inline int pick(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static inline bool one_in(int n)
{
	return pick(n) == 0;
}

#define ONE_OF(v) (v)[pick((int)(sizeof (v) / sizeof (v)[0]))]

/* Run the usual number of scenarios or those asked for. Each returns how much
 * it compared; on average that must be more than "least", since a model of
 * nothing would always agree. */
static inline void model_run(int64_t (*scenario)(uint64_t number),
	uint64_t usual, int64_t least)
{
	const char *one = getenv("MODEL_SEED"), *runs = getenv("MODEL_RUNS");
	uint64_t from = one ? strtoull(one, NULL, 10) : 1;
	uint64_t n = one ? 1 : runs ? strtoull(runs, NULL, 10) : usual;
	int64_t compared = 0;

	for (uint64_t i = from; i < from + n; i++) {
		seed = i * 2654435761u + 1;
		compared += scenario(i);
	}
	assert_true(compared > (int64_t)n * least);
}

#endif
