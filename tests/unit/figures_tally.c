/* Verdicts, folds, and the identities that hold whatever the data. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "care/figures/life.h"
#include "care/figures/tally.h"

enum { AS_OF = 1000 };

static const struct {
	const char *state;
	int64_t due, ended;
	bool merged;
	enum verdict is;
	const char *why;
} promises[] = {
	{"kept", 500, 400, false, SEEN_HIT, NULL},
	{"kept", 500, 500, false, SEEN_HIT, NULL},
	{"kept", 500, 501, false, SEEN_MISS, NULL},
	{"kept", 2000, 900, false, SEEN_HIT, NULL},
	{"open", 999, 0, false, SEEN_MISS, NULL},
	{"open", 1000, 0, false, SEEN_OUT, OUT_NOT_DUE},
	{"open", 2000, 0, false, SEEN_OUT, OUT_NOT_DUE},
	{"open", 0, 0, false, SEEN_OUT, OUT_NO_DUE},
	{"kept", 0, 400, false, SEEN_OUT, OUT_NO_DUE},
	{"cancelled", 500, 400, false, SEEN_OUT, OUT_CANCELLED},
	{"cancelled", 500, 600, false, SEEN_MISS, NULL},	/* too late for that */
	{"kept", 500, 400, true, SEEN_OUT, OUT_MERGED},
	{"open", 500, 0, true, SEEN_OUT, OUT_MERGED},
};

static void promises_are_judged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof promises / sizeof promises[0]; i++) {
		struct promise_seen p = {promises[i].state, promises[i].due,
		    promises[i].ended, promises[i].merged};
		const char *why;
		enum verdict v = promise_verdict(&p, AS_OF, &why);

		if (v != promises[i].is || why != promises[i].why)
			printf("# row %zu\n", i);
		assert_int_equal(v, promises[i].is);
		assert_ptr_equal(why, promises[i].why);
	}
}

static uint64_t seed = 20260312;

static unsigned pick(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const struct indicator kinds[] = {
	{.name = "a_rate", .shape = SHAPE_SHARE, .unit = "share", .stem = "a_rate"},
	{.name = "b_time", .shape = SHAPE_TIMES, .unit = "s", .stem = "b"},
	{.name = "c", .shape = SHAPE_SCORES, .unit = "share", .stem = "c"},
	{.name = "d", .shape = SHAPE_COUNT, .unit = "cases", .stem = "d"},
};

static struct observation random_observation(void)
{
	static const char *const agents[] = {"li", "wang", "zhao", NULL};
	static const char *const channels[] = {"phone", "mail", NULL};
	static const char *const why[] = {OUT_MERGED, OUT_CANCELLED, OUT_NOT_DUE};
	struct observation o = {.verdict = (enum verdict)pick(3)};

	o.dim[DIM_AGENT] = agents[pick(4)];
	o.dim[DIM_CHANNEL] = channels[pick(3)];
	o.why = o.verdict == SEEN_OUT ? why[pick(3)] : NULL;
	o.value = pick(5) + 1;
	return o;
}

/* A numerator is never more than its denominator, an interval holds its
 * share, n is what was counted. */
static void check_figure(const struct figure *f)
{
	assert_true(f->n >= 0 && f->excluded >= 0);
	if (!f->share)
		return;
	assert_true(f->numerator >= 0 && f->numerator <= f->denominator);
	assert_int_equal(f->n, f->denominator);
	if (!f->known)
		return;
	assert_true(f->value >= 0 && f->value <= 1);
	assert_true(f->low <= f->value && f->value <= f->high);
}

/* Over all groups hits, misses and what is left out add up to the sum. */
static void groups_add_up(void **state)
{
	static const bool ways[3][DIMENSIONS] = {{[DIM_AGENT] = true},
	    {[DIM_AGENT] = true, [DIM_CHANNEL] = true}, {false}};
	static const char *const any[DIMENSIONS];

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct groups *g = groups_new(kinds, 4, ways[round % 3], any);
		struct group *sum = groups_sum(g), **v;
		struct arena *a = arena_new();
		size_t n, seen = pick(300);

		for (size_t i = 0; i < seen; i++) {
			struct observation o = random_observation();

			assert_true(groups_add(g, pick(4), &o));
		}
		v = groups_sorted(g, &n);
		for (size_t i = 0; i < 4; i++) {
			struct tally all = {0};
			struct figure f[FIGURES_OF];
			size_t count = figures_of(&kinds[i], &sum->tally[i], false,
			    a, f);

			for (size_t k = 0; k < count; k++)
				check_figure(&f[k]);
			for (size_t k = 0; k < n; k++) {
				all.numerator += v[k]->tally[i].numerator;
				all.denominator += v[k]->tally[i].denominator;
				all.excluded += v[k]->tally[i].excluded;
				all.n += v[k]->tally[i].n;
			}
			assert_int_equal(all.numerator, sum->tally[i].numerator);
			assert_int_equal(all.denominator, sum->tally[i].denominator);
			assert_int_equal(all.excluded, sum->tally[i].excluded);
			assert_int_equal(all.n, sum->tally[i].n);
		}
		arena_free(a);
		groups_free(g);
	}
}

static void groups_are_sorted_and_filtered(void **state)
{
	static const bool by[DIMENSIONS] = {[DIM_AGENT] = true};
	static const char *const want[DIMENSIONS] = {[DIM_CHANNEL] = "phone"};
	struct groups *g = groups_new(kinds, 1, by, want);
	const struct observation v[] = {
		{.dim = {"wang", [DIM_CHANNEL] = "phone"}, .verdict = SEEN_HIT},
		{.dim = {NULL, [DIM_CHANNEL] = "phone"}, .verdict = SEEN_MISS},
		{.dim = {"li", [DIM_CHANNEL] = "phone"}, .verdict = SEEN_HIT},
		{.dim = {"li", [DIM_CHANNEL] = "mail"}, .verdict = SEEN_HIT},
		{.dim = {"li", [DIM_CHANNEL] = NULL}, .verdict = SEEN_HIT},
	};
	struct group **sorted;
	size_t n, taken = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		taken += groups_add(g, 0, &v[i]);
	assert_int_equal(taken, 3);
	sorted = groups_sorted(g, &n);
	assert_int_equal(n, 3);
	assert_string_equal(sorted[0]->dim[DIM_AGENT], "li");
	assert_string_equal(sorted[1]->dim[DIM_AGENT], "wang");
	assert_null(sorted[2]->dim[DIM_AGENT]);
	assert_null(sorted[0]->dim[DIM_CHANNEL]);
	assert_int_equal(groups_sum(g)->tally[0].denominator, 3);
	groups_free(g);
}

/* A state at the end of a part of the period counts in its group only. */
static void parts_are_not_in_the_sum(void **state)
{
	static const bool by[DIMENSIONS] = {[DIM_MONTH] = true};
	static const char *const any[DIMENSIONS];
	struct groups *g = groups_new(kinds, 4, by, any);
	struct observation o = {.verdict = SEEN_HIT, .part = true};
	size_t n;

	(void)state;
	o.dim[DIM_MONTH] = "2026-01";
	groups_add(g, 3, &o);
	o.dim[DIM_MONTH] = "2026-02";
	o.part = false;
	groups_add(g, 3, &o);
	groups_sorted(g, &n);
	assert_int_equal(n, 2);
	assert_int_equal(groups_sum(g)->tally[3].denominator, 1);
	groups_free(g);
}

static void fold(struct tally *t, const struct indicator *i, const double *v,
    size_t n)
{
	for (size_t k = 0; k < n; k++) {
		struct observation o = {.value = v[k],
		    .verdict = v[k] >= 4 ? SEEN_HIT : SEEN_MISS};

		tally_add(t, i, &o);
	}
}

static void figures_are_exact(void **state)
{
	static const double times[] = {30, 10, 50, 20, 40, 60};
	static const double scores[] = {5, 4, 3, 4.5, 1};
	struct arena *a = arena_new();
	struct figure f[FIGURES_OF];
	struct tally t = {0};

	(void)state;
	fold(&t, &kinds[1], times, 6);
	assert_int_equal(figures_of(&kinds[1], &t, false, a, f), 3);
	assert_string_equal(f[0].name, "b_p50");
	assert_true(f[0].value == 30 && f[1].value == 60 && f[2].value == 35);
	assert_int_equal(f[0].n, 6);
	tally_reset(&t);
	fold(&t, &kinds[2], scores, 5);
	assert_int_equal(figures_of(&kinds[2], &t, true, a, f), 2);
	assert_int_equal(f[0].numerator, 3);
	assert_int_equal(f[0].denominator, 5);
	assert_true(fabs(f[0].value - 0.6) < 1e-12 && f[1].value == 3.5);
	tally_reset(&t);
	arena_free(a);
}

static void few_are_hidden_of_a_person(void **state)
{
	static const double four[] = {5, 5, 5, 5};
	struct arena *a = arena_new();
	struct figure f[FIGURES_OF];
	struct tally t = {0};

	(void)state;
	fold(&t, &kinds[2], four, 4);
	figures_of(&kinds[2], &t, true, a, f);
	assert_true(f[0].hidden && !f[0].known && f[1].hidden && f[0].n == 4);
	figures_of(&kinds[2], &t, false, a, f);
	assert_true(!f[0].hidden && f[0].known && f[0].value == 1);
	/* Counts are not hidden, and nothing is not few. */
	figures_of(&kinds[3], &t, true, a, f);
	assert_true(!f[0].hidden && f[0].known && f[0].value == 4);
	tally_reset(&t);
	figures_of(&kinds[0], &t, true, a, f);
	assert_true(!f[0].hidden && !f[0].known);
	arena_free(a);
}

static void one_figure_of_several(void **state)
{
	static const double times[] = {30, 10};
	struct indicator one = kinds[1];
	struct arena *a = arena_new();
	struct figure f[FIGURES_OF];
	struct tally t = {0};

	(void)state;
	one.only = "b_p90";
	fold(&t, &one, times, 2);
	assert_int_equal(figures_of(&one, &t, false, a, f), 1);
	assert_string_equal(f[0].name, "b_p90");
	assert_true(f[0].value == 30);
	tally_reset(&t);
	arena_free(a);
}

/* open(v) = open(u) + received - closed + reopened in [u, v) for random
 * lives and any u <= v. */
static void open_cases_balance(void **state)
{
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct turn_of_life turns[6];
		struct life l = {.received = pick(50), .v = turns, .n = pick(7)};
		int64_t at = l.received, u = pick(90), v = u + pick(60), sum;

		for (size_t i = 0; i < l.n; i++) {
			at += 1 + pick(12);
			turns[i] = (struct turn_of_life){at, i % 2 == 0};
		}
		sum = life_open(&l, u) + (l.received >= u && l.received < v);
		for (size_t i = 0; i < l.n; i++)
			if (turns[i].at >= u && turns[i].at < v)
				sum += turns[i].closed ? -1 : 1;
		assert_int_equal(life_open(&l, v), sum);
	}
}

static void closings_and_their_reopenings(void **state)
{
	static const struct turn_of_life turns[] = {{10, true}, {20, false},
	    {30, true}};
	struct life l = {5, turns, 3};
	bool reopened;
	int64_t at;

	(void)state;
	assert_true(life_closed(&l, 0, 100, &at, &reopened));
	assert_true(at == 10 && reopened);
	assert_true(life_closed(&l, 11, 100, &at, &reopened));
	assert_true(at == 30 && !reopened);
	assert_false(life_closed(&l, 11, 30, &at, &reopened));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(promises_are_judged),
		cmocka_unit_test(groups_add_up),
		cmocka_unit_test(groups_are_sorted_and_filtered),
		cmocka_unit_test(parts_are_not_in_the_sum),
		cmocka_unit_test(figures_are_exact),
		cmocka_unit_test(few_are_hidden_of_a_person),
		cmocka_unit_test(one_figure_of_several),
		cmocka_unit_test(open_cases_balance),
		cmocka_unit_test(closings_and_their_reopenings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
