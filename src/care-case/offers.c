/* care-case offers: who accepted what, by day and tier. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "policy/amounts.h"
#include "store/subject.h"

static void put_money(struct out *out, const char *column, const char *unit,
    int64_t v)
{
	char text[MONEY_TEXT];

	out_text(out, column, money_text(unit, v, text));
}

static const struct out_column offers_columns[] = {
	{.name = "offer", .table = true, .id = true},
	{.name = "day", .table = true},
	{.name = "tier", .type = OUT_INT, .table = true},
	{.name = "percent", .type = OUT_REAL, .table = true},
	{.name = "accepted", .type = OUT_INT, .table = true},
	{.name = "sum", .table = true},
	{.name = "currency", .table = true},
	{.name = "group", .table = true},
	{.name = NULL},
};

/* Acceptances of one day, offer, tier and group. */
struct accepted {
	const char *offer;
	int64_t day, group, sum;
	int tier, rate;
	int64_t n;
};

static bool same(const struct accepted *x, const struct accepted *y)
{
	return x->day == y->day && x->group == y->group && x->tier == y->tier &&
	    x->rate == y->rate && strcmp(x->offer, y->offer) == 0;
}

static void put_accepted(struct session *s, struct out *out,
    const struct accepted *x)
{
	const char *unit = policy_head(s->policy)->currency;
	int year, month, date;
	struct buf group = {0};
	char day[16];

	day_civil(x->day, &year, &month, &date);
	snprintf(day, sizeof day, "%04d-%02d-%02d", year, month, date);
	out_text(out, "offer", x->offer);
	out_text(out, "day", day);
	out_int(out, "tier", x->tier);
	out_real(out, "percent", x->rate / 10.0);
	out_int(out, "accepted", x->n);
	put_money(out, "sum", unit ? unit : "", x->sum);
	out_text(out, "currency", unit);
	if (x->group) {
		buf_addc(&group, 'g');
		subject_ref(s->db, x->group, &group, NULL);
		out_text(out, "group", buf_text(&group));
	}
	out_row(out);
	buf_free(&group);
}

static struct accepted accepted_of(struct session *s, const struct acceptance *c,
    struct arena *a)
{
	struct care_case one;

	return (struct accepted){
		.offer = c->offer ? c->offer : "",
		.day = zone_day(s->zone, c->at),
		.group = case_load(s->db, c->subject, a, &one) ? one.group : 0,
		.sum = c->amount, .tier = c->tier, .rate = c->rate, .n = 1,
	};
}

int case_verb_offers(struct session *s)
{
	struct arena *a = arena_new();
	struct out *out = session_out(s, offers_columns);
	struct acceptance *v;
	size_t n = offer_acceptances(s->db, a, &v), kinds = 0;
	struct accepted *all = arena_alloc(a, n + 1, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct accepted x = accepted_of(s, &v[i], a);
		size_t k = 0;

		while (k < kinds && !same(&all[k], &x))
			k++;
		if (k == kinds) {
			all[kinds++] = x;
		} else {
			all[k].n++;
			all[k].sum += x.sum;
		}
	}
	for (size_t i = 0; i < kinds; i++)
		put_accepted(s, out, &all[i]);
	out_end(out);
	arena_free(a);
	return STATUS_DONE;
}
