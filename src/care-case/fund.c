/* care-case fund: the budget of each period, and what is left of it. */
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/pay.h"
#include "care-case/verbs.h"
#include "policy/amounts.h"

const struct option_spec fund_options[] = {
	{"check", 0, NULL, N_("exit 1 when little is left")},
	{NULL, 0, NULL, NULL}
};

static void put_money(struct out *out, const char *column, const char *unit,
    int64_t v)
{
	char text[MONEY_TEXT];

	out_text(out, column, money_text(unit, v, text));
}

static const struct out_column fund_columns[] = {
	{.name = "period", .table = true, .id = true},
	{.name = "budget", .table = true},
	{.name = "paid", .table = true},
	{.name = "left", .table = true},
	{.name = "currency", .table = true},
	{.name = "low", .type = OUT_INT, .table = true},
	{.name = "single", .table = true},
	{.name = "from", .type = OUT_TIME},
	{.name = "until", .type = OUT_TIME},
	{.name = NULL},
};

static void put_period(struct session *s, struct out *out, const struct fund *f,
    int64_t from, int64_t until)
{
	const char *unit = policy_head(s->policy)->currency;
	struct civil c = zone_civil(s->zone, from, NULL);
	int64_t paid = -ledger_sum(s->db, "fund", unit, 0, from, until);
	char label[32];

	if (f->each == PERIOD_YEAR)
		snprintf(label, sizeof label, "%04d", c.year);
	else if (f->each == PERIOD_QUARTER)
		snprintf(label, sizeof label, "%04d-Q%d", c.year,
		    (c.month + 2) / 3);
	else
		snprintf(label, sizeof label, "%04d-%02d", c.year, c.month);
	out_text(out, "period", label);
	put_money(out, "budget", unit, f->budget);
	put_money(out, "paid", unit, paid);
	put_money(out, "left", unit, f->budget - paid);
	out_text(out, "currency", unit);
	out_int(out, "low", fund_is_low(f, paid));
	if (f->single >= 0)
		put_money(out, "single", unit, f->single);
	out_int(out, "from", from);
	out_int(out, "until", until);
	out_row(out);
}

/* When the fund paid for the first time; now, if it never did. */
static int64_t first_paid(struct session *s)
{
	struct arena *a = arena_new();
	struct ledger_line *v;
	size_t n = ledger_lines(s->db, 0, a, &v);
	int64_t first = s->now;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].account, "fund") == 0 && v[i].at < first)
			first = v[i].at;
	arena_free(a);
	return first;
}

int case_verb_fund(struct session *s)
{
	const struct fund *f = policy_fund(s->policy);
	struct out *out = session_out(s, fund_columns);
	int64_t from, until;

	if (f) {
		fund_period(f->each, s->zone, first_paid(s), &from, &until);
		for (; from <= s->now; fund_period(f->each, s->zone, until, &from,
		    &until))
			put_period(s, out, f, from, until);
		if (arg_given(s->args, "check") && fund_is_low(f,
		    payment_of_fund(s->db, s->policy, s->now))) {
			pay_warn(s, s->now);
			s->look = true;
		}
	} else {
		say(_("the policy has no fund (money: fund)"));
	}
	out_end(out);
	return STATUS_DONE;
}
