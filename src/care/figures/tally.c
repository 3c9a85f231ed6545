/* Counting, grouping, and what a count is worth. */
#include "care/figures/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "care/figures/statistics.h"

const char *const dimension_names[DIMENSIONS] = {
	"agent", "month", "kind", "channel", "severity", "team", "product",
};

enum dimension dimension_find(const char *name)
{
	int d = 0;

	while (d < DIMENSIONS && strcmp(dimension_names[d], name) != 0)
		d++;
	return (enum dimension)d;
}

static void count_reason(struct tally *t, const char *why)
{
	for (size_t i = 0; i < REASONS; i++) {
		if (t->out[i].why && t->out[i].why != why)
			continue;
		t->out[i].why = why;
		t->out[i].n++;
		return;
	}
	die(STATUS_BUG, "more than %d reasons", REASONS);
}

void tally_add(struct tally *t, const struct indicator *i,
    const struct observation *o)
{
	if (o->verdict == SEEN_OUT) {
		t->excluded++;
		count_reason(t, o->why);
		return;
	}
	t->denominator++;
	t->numerator += o->verdict == SEEN_HIT;
	if (i->shape != SHAPE_TIMES && i->shape != SHAPE_SCORES)
		return;
	t->values = mem_grow(t->values, &t->cap, t->n + 1, sizeof *t->values);
	t->values[t->n++] = o->value;
}

void tally_reset(struct tally *t)
{
	free(t->values);
	*t = (struct tally){0};
}

static void one(struct figure *f, const char *name, const char *unit,
    const struct tally *t, bool person)
{
	*f = (struct figure){.name = name, .unit = unit,
	    .n = t->denominator, .excluded = t->excluded};
	f->hidden = person && f->n > 0 && f->n < FEW;
	f->known = f->n > 0 && !f->hidden;
}

static void share(struct figure *f, const char *name, const struct tally *t,
    bool person)
{
	one(f, name, "share", t, person);
	f->share = true;
	f->numerator = t->numerator;
	f->denominator = t->denominator;
	if (!f->known)
		return;
	f->value = (double)t->numerator / (double)t->denominator;
	stat_wilson(t->numerator, t->denominator, &f->low, &f->high);
}

static size_t times(const struct indicator *i, struct tally *t, bool person,
    struct arena *a, struct figure *out)
{
	static const char *const tail[] = {"p50", "p90", "mean"};

	for (size_t k = 0; k < 3; k++)
		one(&out[k], arena_printf(a, "%s_%s", i->stem, tail[k]), i->unit,
		    t, person);
	if (t->n == 0)
		return 3;
	stat_sort(t->values, t->n);
	out[0].value = stat_percentile(t->values, t->n, 50);
	out[1].value = stat_percentile(t->values, t->n, 90);
	out[2].value = stat_mean(t->values, t->n);
	return 3;
}

static size_t scores(const struct indicator *i, struct tally *t, bool person,
    struct arena *a, struct figure *out)
{
	share(&out[0], i->stem, t, person);
	one(&out[1], arena_printf(a, "%s_mean", i->stem), "points", t, person);
	if (t->n > 0)
		out[1].value = stat_mean(t->values, t->n);
	return 2;
}

size_t figures_of(const struct indicator *i, struct tally *t, bool person,
    struct arena *a, struct figure *out)
{
	size_t n = 1, kept = 0;

	switch (i->shape) {
	case SHAPE_SHARE:
		share(&out[0], i->stem, t, person);
		break;
	case SHAPE_TIMES:
		n = times(i, t, person, a, out);
		break;
	case SHAPE_SCORES:
		n = scores(i, t, person, a, out);
		break;
	case SHAPE_COUNT:
		one(&out[0], i->stem, i->unit, t, false);
		out[0].known = true;
		out[0].value = (double)t->denominator;
		break;
	}
	for (size_t k = 0; k < n; k++)
		if (!i->only || strcmp(i->only, out[k].name) == 0)
			out[kept++] = out[k];
	return kept;
}

struct groups {
	const struct indicator *indicators;
	size_t n;
	const bool *by;
	const char *const *want;
	struct arena *arena;
	struct group sum;
	struct group **v;		/* sorted */
	size_t count, cap;
};

struct groups *groups_new(const struct indicator *indicators, size_t n,
    const bool *by, const char *const *want)
{
	struct groups *g = mem_alloc(1, sizeof *g);

	g->indicators = indicators;
	g->n = n;
	g->by = by;
	g->want = want;
	g->arena = arena_new();
	g->sum.tally = arena_alloc(g->arena, n, sizeof *g->sum.tally);
	return g;
}

static void free_values(struct groups *g, struct group *group)
{
	for (size_t i = 0; i < g->n; i++)
		tally_reset(&group->tally[i]);
}

void groups_free(struct groups *g)
{
	free_values(g, &g->sum);
	for (size_t i = 0; i < g->count; i++)
		free_values(g, g->v[i]);
	free(g->v);
	arena_free(g->arena);
	free(g);
}

static int compare(const struct groups *g, const char *const *a,
    const char *const *b)
{
	for (int d = 0; d < DIMENSIONS; d++) {
		int order;

		if (!g->by[d])
			continue;
		if (!a[d] || !b[d])
			order = !a[d] - !b[d];
		else
			order = strcmp(a[d], b[d]);
		if (order != 0)
			return order;
	}
	return 0;
}

/* The group of these values, made in its place when there is none. */
static struct group *group_of(struct groups *g, const char *const *dim)
{
	size_t low = 0, high = g->count;
	struct group *made;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(g, dim, g->v[middle]->dim);

		if (order == 0)
			return g->v[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	g->v = mem_grow(g->v, &g->cap, g->count + 1, sizeof(struct group *));
	memmove(g->v + low + 1, g->v + low,
	    (g->count - low) * sizeof(struct group *));
	made = arena_alloc(g->arena, 1, sizeof *made);
	for (int d = 0; d < DIMENSIONS; d++)
		made->dim[d] = g->by[d] ? arena_dup(g->arena, dim[d]) : NULL;
	made->tally = arena_alloc(g->arena, g->n, sizeof *made->tally);
	g->v[low] = made;
	g->count++;
	return made;
}

bool groups_add(struct groups *g, size_t indicator, const struct observation *o)
{
	const struct indicator *i = &g->indicators[indicator];

	for (int d = 0; d < DIMENSIONS; d++)
		if (g->want[d] && (!o->dim[d] || strcmp(g->want[d], o->dim[d]) != 0))
			return false;
	if (!o->part)
		tally_add(&g->sum.tally[indicator], i, o);
	tally_add(&group_of(g, o->dim)->tally[indicator], i, o);
	return true;
}

struct group **groups_sorted(struct groups *g, size_t *n)
{
	*n = g->count;
	return g->v;
}

struct group *groups_sum(struct groups *g)
{
	return &g->sum;
}
