/* Whose a case is by the policy's rules. */
#include "care/cases/assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Those who are left. */
struct left {
	const struct candidate **v;
	size_t n;
};

typedef bool holds(const struct candidate *, int64_t than);

static bool is_here(const struct candidate *c, int64_t than)
{
	(void)than;
	return c->here;
}

static bool took_it_in(const struct candidate *c, int64_t than)
{
	(void)than;
	return c->contact;
}

static bool is_on(const struct candidate *c, int64_t than)
{
	(void)than;
	return c->duty;
}

static bool can(const struct candidate *c, int64_t than)
{
	(void)than;
	return c->skilled;
}

static bool has_fewer(const struct candidate *c, int64_t than)
{
	return c->open < than;
}

static bool waits_longer(const struct candidate *c, int64_t than)
{
	return c->last < than;
}

/* How many of those left it holds for. */
static size_t count(const struct left *l, holds *h, int64_t than)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += h(l->v[i], than);
	return n;
}

static void keep(struct left *l, holds *h, int64_t than)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (h(l->v[i], than))
			l->v[n++] = l->v[i];
	l->n = n;
}

/* Leave those who have least of it. */
static void keep_least(struct left *l, enum assign_by by)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < l->n; i++) {
		int64_t has = by == ASSIGN_LOAD ? l->v[i]->open : l->v[i]->last;

		if (has < least)
			least = has;
	}
	keep(l, by == ASSIGN_LOAD ? has_fewer : waits_longer,
	    least < INT64_MAX ? least + 1 : least);
}

static void narrow(struct left *l, enum assign_by by)
{
	static holds *const tests[] = {
		[ASSIGN_FIRST_CONTACT] = took_it_in,
		[ASSIGN_DUTY] = is_on,
		[ASSIGN_SKILL] = can,
	};

	if (by == ASSIGN_LOAD || by == ASSIGN_ROTATION)
		keep_least(l, by);
	else if (count(l, tests[by], 0) > 0)
		keep(l, tests[by], 0);
}

static bool prefers_skill(const struct assign_rule *r)
{
	for (size_t i = 0; i < r->by_n; i++)
		if (r->by[i] == ASSIGN_SKILL)
			return true;
	return false;
}

/* Leave those who may have it; NULL, or the condition that leaves nobody. */
static const char *sift(const struct assign_rule *r, struct left *l)
{
	if (l->n == 0)
		return "role";
	if (r->skill && !prefers_skill(r))
		keep(l, can, 0);
	if (l->n == 0)
		return "skill";
	keep(l, is_here, 0);
	if (l->n == 0)
		return "absent";
	if (r->most_open)
		keep(l, has_fewer, r->most_open);
	return l->n == 0 ? "most_open" : NULL;
}

static struct assign_choice choose(const struct assign_rule *r, struct left *l)
{
	static const char *const words[] = {
		[ASSIGN_FIRST_CONTACT] = "first_contact", [ASSIGN_DUTY] = "duty",
		[ASSIGN_SKILL] = "skill", [ASSIGN_LOAD] = "load",
		[ASSIGN_ROTATION] = "rotation",
	};
	struct assign_choice out = {0, sift(r, l)};

	if (out.why)
		return out;
	out.why = l->n == 1 ? "only" : "load";
	for (size_t i = 0; i < r->by_n && l->n > 1; i++) {
		narrow(l, r->by[i]);
		if (l->n == 1)
			out.why = words[r->by[i]];
	}
	keep_least(l, ASSIGN_LOAD);
	for (size_t i = 0; i < l->n; i++)
		if (out.id == 0 || l->v[i]->id < out.id)
			out.id = l->v[i]->id;
	return out;
}

struct assign_choice assign_choose(const struct assign_rule *r,
    const struct candidate *v, size_t n)
{
	struct left l = {mem_alloc(n + 1, sizeof *l.v), n};
	struct assign_choice out;

	for (size_t i = 0; i < n; i++)
		l.v[i] = &v[i];
	out = choose(r, &l);
	free(l.v);
	return out;
}
