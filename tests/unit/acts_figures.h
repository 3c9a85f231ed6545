/* The figures of a stretch of time, from the store and case by case from its
 * acts; and that they balance. */
#ifndef TESTS_ACTS_FIGURES_H
#define TESTS_ACTS_FIGURES_H

#include <inttypes.h>

#include "acts_world.h"
#include "care/figures/figures_store.h"

enum {RECEIVED, CLOSED, REOPENED, BACKLOG, FIGURES};

static const struct indicator asked[FIGURES] = {
	{.name = "received", .counted = COUNT_RECEIVED, .shape = SHAPE_COUNT},
	{.name = "closed", .counted = COUNT_CLOSED, .shape = SHAPE_COUNT},
	{.name = "reopened", .counted = COUNT_REOPENED, .shape = SHAPE_COUNT},
	{.name = "backlog", .counted = COUNT_BACKLOG, .shape = SHAPE_COUNT},
};

struct counts {
	int64_t v[FIGURES];
};

static void count(void *arg, size_t i, const struct observation *o)
{
	struct counts *c = arg;

	c->v[i] += o->verdict != SEEN_OUT;
}

static struct counts figures(const struct world *w, int64_t u, int64_t v)
{
	const struct zone *z = policy_head(w->policy)->zone;
	struct frame f = {.as_of = w->now + 1, .zone = z};
	struct counts c = {{0}};

	period_range(u, v, z, &f.period);
	figures_read(w->store.db, &f, asked, FIGURES, count, &c);
	return c;
}

/* The same, case by case from its acts. */
static struct counts counted(const struct world *w, int64_t u, int64_t v)
{
	struct counts n = {{0}};

	for (int i = 0; i < w->n; i++) {
		const struct o_case *c = &w->cases[i];
		bool open = c->received < v;

		if (w->merged[i])
			continue;
		n.v[RECEIVED] += c->received >= u && c->received < v;
		for (int k = 0; k < c->acts_n; k++) {
			const struct o_act *a = &c->acts[k];

			if (a->at >= v || (a->what != O_CLOSED &&
			    a->what != O_REOPENED))
				continue;
			open = a->what == O_REOPENED;
			n.v[open ? REOPENED : CLOSED] += a->at >= u;
		}
		n.v[BACKLOG] += open;
	}
	return n;
}

static void balance(struct world *w)
{
	for (int i = 0; i < 8; i++) {
		int64_t u = T0 + 60 * (int64_t)pick((int)((w->now - T0) / 60)) + 1;
		int64_t v = u + 60 * (int64_t)(1 + pick((int)((w->now - u) / 60) + 1));
		struct counts c = figures(w, u, v), n = counted(w, u, v);
		int64_t before = figures(w, T0 - 90 * (int64_t)DAY, u).v[BACKLOG];

		for (int k = 0; k < FIGURES; k++)
			if (c.v[k] != n.v[k])
				fail_msg("%s: %s %" PRId64 ", not %" PRId64,
				    w->trace, asked[k].name, c.v[k], n.v[k]);
		assert_int_equal(c.v[BACKLOG], before + c.v[RECEIVED] +
		    c.v[REOPENED] - c.v[CLOSED]);
	}
}

#endif
