/* Rows of a roster into the store. */
#include "care/intake/roster_take.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/num.h"
#include "care/intake/rows_seen.h"
#include "care/people/roster.h"
#include "care/people/staff.h"
#include "store/digest.h"
#include "store/log.h"

/* A duty that the input said, or, with from 0, a day off. */
struct said {
	int64_t staff, day, from;
	enum taken is;
};

struct roster_days {
	struct said *v;
	size_t n, cap;
};

struct roster_days *roster_days_new(void)
{
	return mem_alloc(1, sizeof(struct roster_days));
}

void roster_days_free(struct roster_days *d)
{
	if (d)
		free(d->v);
	free(d);
}

static void remember(struct roster_days *d, const struct said *s)
{
	d->v = mem_grow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = *s;
}

static const struct zone *zone_of(const struct taking *t)
{
	return policy_head(t->policy)->zone;
}

static void refuse_shift(const struct taking *t, const char *typed,
    struct buf *fault)
{
	const char *near = NULL;
	size_t n;
	const struct shift_rule *v = policy_shifts(t->policy, &n);
	int best = 4;

	for (size_t i = 0; i < n; i++)
		if (num_distance(typed, v[i].name) < best) {
			best = num_distance(typed, v[i].name);
			near = v[i].name;
		}
	buf_adds(fault, n ? _("not one of the policy's shifts") :
	    _("the policy has no shifts (roster: shifts:); give from and until"));
	if (near)
		buf_addf(fault, _("; nearest: %s"), near);
}

/* When the row's duty is; from 0: he is off on that day. */
static bool hours(const struct taking *t, const struct record *rec,
    struct duty *d, int64_t *day, const char **column, struct buf *fault)
{
	const char *typed = record_text(rec, "shift");
	const struct shift_rule *s = typed ? shift_named(t->policy, typed) : NULL;

	d->from = record_number(rec, "from", 0);
	d->until = record_number(rec, "until", 0);
	*day = zone_day(zone_of(t), record_number(rec, "day", d->from));
	if (typed && !s && !shift_is_off(typed)) {
		*column = "shift";
		refuse_shift(t, typed, fault);
		return false;
	}
	d->shift = s ? s->name : NULL;
	if (typed && !s)
		d->from = 0;
	else if (!d->from)
		shift_hours(s, zone_of(t), *day, &d->from, &d->until);
	return true;
}

/* Was this beginning said before with another end? */
static bool said_otherwise(const struct taking *t, const struct duty *d,
    struct arena *a)
{
	unsigned char until[DIGEST_SHORT] = {0};
	const char *key = arena_printf(a, "%" PRId64 "/%" PRId64, d->staff,
	    d->from);

	memcpy(until, &d->until, sizeof d->until);
	if (rows_seen_ask(t->seen, key, until) == ROW_OTHERWISE)
		return true;
	rows_seen_put(t->seen, key, until);
	return false;
}

enum taken roster_take(const struct taking *t, const struct record *rec,
    struct arena *a, int64_t *staff, const char **column, struct buf *fault)
{
	struct duty d = {0};
	struct said s = {0};
	const char *why;
	enum duty_put is = DUTY_SAME;

	*column = "staff";
	*staff = d.staff = s.staff = staff_named(log_db(t->log),
	    record_text(rec, "staff"), t->now, a, &why);
	if (!d.staff) {
		buf_adds(fault, why);
		return TAKEN_REFUSED;
	}
	if (!hours(t, rec, &d, &s.day, column, fault))
		return TAKEN_REFUSED;
	s.from = d.from;
	if (d.from && said_otherwise(t, &d, a)) {
		*column = NULL;
		buf_adds(fault, _("stands further up with other values; keep one of the rows"));
		return TAKEN_REFUSED;
	}
	if (d.from)
		is = duty_put(t->log, &d, t->now);
	s.is = is == DUTY_NEW ? TAKEN_NEW :
	    is == DUTY_CHANGED ? TAKEN_CHANGED : TAKEN_SAME;
	remember(t->roster, &s);
	return s.is;
}

static int by_day(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->staff != y->staff)
		return x->staff < y->staff ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* Drop what the store has of a day beyond the n that were said of it; returns
 * how many. */
static int64_t drop(const struct taking *t, const struct said *v, size_t n)
{
	struct arena *a = arena_new();
	int64_t from = zone_day_instant(zone_of(t), v->day, 0),
	    until = zone_day_instant(zone_of(t), v->day + 1, 0), dropped = 0;
	struct duty *all;
	size_t have = duties(log_db(t->log), v->staff, from, until, a, &all);

	for (size_t i = 0; i < have; i++) {
		bool said = all[i].from < from;	/* the night before */

		for (size_t k = 0; k < n; k++)
			said = said || v[k].from == all[i].from;
		if (!said) {
			duty_drop(t->log, v->staff, all[i].from, t->now);
			dropped++;
		}
	}
	arena_free(a);
	return dropped;
}

/* Of n rows taken as that, so many as were dropped for them count as changed;
 * returns how many. */
static int64_t recount(int64_t *count, enum taken as, int64_t n,
    int64_t dropped)
{
	int64_t moved = dropped < n ? dropped : n;

	count[as] -= moved;
	count[TAKEN_CHANGED] += moved;
	return moved;
}

void roster_finish(const struct taking *t, int64_t *count)
{
	struct roster_days *d = t->roster;
	size_t n;

	if (d->n)
		qsort(d->v, d->n, sizeof *d->v, by_day);
	for (size_t i = 0; i < d->n; i += n) {
		int64_t is[TAKEN_LATER + 1] = {0}, dropped;

		for (n = 0; i + n < d->n && d->v[i + n].staff == d->v[i].staff &&
		    d->v[i + n].day == d->v[i].day; n++)
			is[d->v[i + n].is]++;
		dropped = drop(t, &d->v[i], n);
		dropped -= recount(count, TAKEN_NEW, is[TAKEN_NEW], dropped);
		recount(count, TAKEN_SAME, is[TAKEN_SAME], dropped);
	}
}
