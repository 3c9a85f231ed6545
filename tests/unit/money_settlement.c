/* Tables of compensation: every rule of every table that we ship against
 * figures worked out by hand, and what an amount is made of. */
#include "policy_example.h"

#include <stdio.h>

#include "care/money/settlement.h"
#include "policy/amounts.h"
#include "time/day.h"

/* The bases of all cases below, in the smallest unit. */
static const struct said bases[] = {
	{ "fee", 123457 }, { "prepaid", 40005 }, { "unused", 50000 },
	{ "item", 18000 }, { "difference", 20005 }, { "direct_loss", 45678 },
	{ "surcharge", 30001 }, { "goods_price", 88888 }, { "guide_fee", 30000 },
	{ "tip", 3333 }, { "meal_fee", 7777 }, { "necessary_costs", 12001 },
	{ "first_night", 58800 }, { "monthly_fee", 5900 },
};

static struct settle_ask ask_of(struct facts *f, int year, int notice)
{
	struct settle_ask ask = { .facts = f, .notice = notice,
	    .contract = day_number(year, 6, 1) };

	memcpy(ask.bases.v, bases, sizeof bases);
	ask.bases.n = sizeof bases / sizeof *bases;
	return ask;
}

enum { NO = 0, YES = 1, EITHER = 2 };

struct row {
	const char *cause;
	int domestic, notice, times;
	const char *rule;
	int64_t refund, low, high, markup_low, markup_high;
};

/* The standard of 2011 with the 10 % of our own (articles in the policy). */
static const struct row travel[] = {
	{ "not_departed", YES, 7, 1, "cancelled", 123457, 12346, 12346, 13580, 13580 },
	{ "not_departed", YES, 3, 1, "cancelled", 123457, 18519, 18519, 14198, 14198 },
	{ "not_departed", YES, 0, 1, "cancelled", 123457, 24691, 24691, 14815, 14815 },
	{ "not_departed", NO, 30, 1, "cancelled", 123457, 2469, 2469, 12593, 12593 },
	{ "not_departed", NO, 14, 1, "cancelled", 123457, 6173, 6173, 12963, 12963 },
	{ "not_departed", NO, 4, 1, "cancelled", 123457, 12346, 12346, 13580, 13580 },
	{ "not_departed", NO, 1, 1, "cancelled", 123457, 18519, 18519, 14198, 14198 },
	{ "not_departed", NO, 0, 1, "cancelled", 123457, 24691, 24691, 14815, 14815 },
	{ "group_transferred", EITHER, -1, 1, "transferred", 50000, 30864, 30864, 8086, 8086 },
	{ "age_surcharge", EITHER, -1, 1, "surcharge", 30001, 0, 0, 3000, 3000 },
	{ "transport_missed", EITHER, -1, 1, "missed", 45678, 9136, 9136, 5481, 5481 },
	{ "hotel_below_contract", EITHER, -1, 1, "below", 20005, 20005, 20005, 4001, 4001 },
	{ "careless_guiding", EITHER, -1, 1, "guiding", 0, 1235, 6173, 124, 617 },
	{ "sight_omitted", EITHER, -1, 1, "omitted", 18000, 18000, 18000, 3600, 3600 },
	{ "free_sight_omitted", EITHER, -1, 3, "free_sight", 0, 18519, 18519, 1852, 1852 },
	{ "extra_paid_item", EITHER, -1, 1, "extra_item", 18000, 0, 0, 1800, 1800 },
	{ "extra_shopping", EITHER, -1, 2, "shopping", 0, 24692, 24692, 2469, 2469 },
	{ "forced_shopping", EITHER, -1, 1, "forced", 0, 24691, 24691, 2469, 2469 },
	{ "fake_goods", EITHER, -1, 1, "fake", 45678, 0, 0, 4568, 4568 },
	{ "guide_sold_goods", EITHER, -1, 1, "sold", 88888, 0, 0, 8889, 8889 },
	{ "service_stopped", EITHER, -1, 1, "stopped", 12001, 37037, 37037, 4904, 4904 },
	{ "refused_performance", EITHER, -1, 1, "refused", 0, 123457, 370371, 12346, 37037 },
	{ "fraud", EITHER, -1, 1, "fraud", 0, 370371, 370371, 37037, 37037 },
};

static const struct row travel_1997[] = {
	{ "not_departed", YES, 2, 1, "cancelled", 0, 4001, 4001, 0, 0 },
	{ "not_departed", NO, 6, 1, "cancelled", 0, 4001, 4001, 0, 0 },
	{ "transport_missed", EITHER, -1, 1, "missed", 45678, 4568, 4568, 0, 0 },
	{ "transport_below_contract", EITHER, -1, 1, "below", 20005, 4001, 4001, 0, 0 },
	{ "meal_below_contract", EITHER, -1, 1, "meal", 0, 1555, 1555, 0, 0 },
	{ "perfunctory", EITHER, -1, 1, "guiding", 0, 60000, 60000, 0, 0 },
	{ "forced_shopping", EITHER, -1, 2, "shopping", 0, 35556, 35556, 0, 0 },
	{ "tip_demanded", EITHER, -1, 1, "tip", 0, 6666, 6666, 0, 0 },
	{ "service_stopped", EITHER, -1, 1, "stopped", 12001, 37037, 37037, 0, 0 },
};

static const struct row hotel[] = {
	{ "overbooked", EITHER, -1, 1, "walked", 58800, 58800, 58800, 0, 0 },
	{ "noise", EITHER, -1, 1, "room", 0, 11760, 11760, 0, 0 },
	{ "facility_broken", EITHER, -1, 1, "facility", 0, 17640, 17640, 0, 0 },
	{ "bill_error", EITHER, -1, 1, "bill", 20005, 0, 0, 0, 0 },
	{ "fraud", EITHER, -1, 1, "fraud", 0, 370371, 370371, 0, 0 },
};

static const struct row telecom[] = {
	{ NULL, EITHER, -1, 3, "fault", 17700, 0, 0, 0, 0 },
	{ "billing_error", EITHER, -1, 1, "overcharge", 20005, 20005, 20005, 0, 0 },
	{ "undisclosed_fee", EITHER, -1, 1, "undisclosed", 123457, 123457, 123457, 0, 0 },
	{ "unauthorised_order", EITHER, -1, 1, "not_ordered", 123457, 370371, 370371, 0, 0 },
};

static void check_row(const struct policy *p, int year, const struct row *r,
	const struct pay_rule **seen)
{
	struct facts f = { 0 };
	struct settle_ask ask = ask_of(&f, year, r->notice);
	struct settlement s;
	const struct settle_line *l = &s.v[0];

	facts_text(&f, "kind", r->cause ? "complaint" : "fault");
	facts_text(&f, "cause", r->cause);
	if (r->domestic != EITHER)
		facts_number(&f, "domestic", r->domestic);
	ask.times.v[ask.times.n++] = (struct said){ r->rule, r->times };
	settle(p, &ask, &s);
	assert_int_equal(s.n, 1);
	assert_string_equal(l->rule->name, r->rule);
	assert_null(l->missing);
	assert_int_equal(l->refund_low, r->refund);
	assert_int_equal(l->refund_high, r->refund);
	assert_int_equal(l->penalty_low, r->low);
	assert_int_equal(l->penalty_high, r->high);
	assert_int_equal(l->markup_low, r->markup_low);
	assert_int_equal(l->markup_high, r->markup_high);
	*seen = l->rule;
}

/* The rows, and that they leave no rule of the table out. */
static void check_table(const char *path, int year, size_t table,
	const struct row *rows, size_t n)
{
	struct policy *p = load_quietly(path);
	const struct pay_rule *seen[64];
	size_t tables;
	const struct pay_table *t = &policy_pay_tables(p, &tables)[table];

	assert_true(table < tables);
	for (size_t i = 0; i < n; i++)
		check_row(p, year, &rows[i], &seen[i]);
	for (size_t k = 0; k < t->n; k++) {
		bool met = false;

		for (size_t i = 0; i < n; i++)
			met = met || seen[i] == &t->v[k];
		if (!met)
			fail_msg("%s:%ld: no figure", path, t->v[k].mark.line);
	}
	policy_free(p);
}

#define TABLE(path, year, table, rows) \
	check_table(path, year, table, rows, sizeof rows / sizeof *rows)

static void shipped(void **state)
{
	(void)state;
	TABLE("policies/travel-agency.yaml", 2026, 0, travel);
	TABLE("policies/travel-agency.yaml", 2010, 1, travel_1997);
	TABLE("policies/hotel.yaml", 2026, 0, hotel);
	TABLE("policies/telecom.yaml", 2026, 0, telecom);
}

/* Sums, the law's floor, our share: liability and share in thousandths. */
static void sums(void **state)
{
	static const struct {
		const char *cause, *liability;
		int share;
		int64_t floor, ours, high;
	} cases[] = {
		{ "sight_omitted", NULL, 1000, 36000, 39600, 39600 },
		{ "sight_omitted", "own", 1000, 36000, 39600, 39600 },
		{ "sight_omitted", "partner", 1000, 36000, 39600, 39600 },
		{ "sight_omitted", "shared", 500, 18000, 19800, 19800 },
		{ "sight_omitted", "customer", 0, 0, 0, 0 },
		{ "sight_omitted", "undetermined", 1000, 36000, 39600, 39600 },
		{ "perfunctory", "shared", 500, 618, 680, 3396 },
		{ "force_majeure", "own", 1000, 0, 0, 0 },
		{ "cold_attitude", "own", 1000, 0, 0, 0 },
	};
	struct policy *p = load_quietly("policies/travel-agency.yaml");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts f = { 0 };
		struct settle_ask ask = ask_of(&f, 2026, -1);
		struct settlement s;
		int64_t high;

		facts_text(&f, "cause", cases[i].cause);
		facts_text(&f, "liability", cases[i].liability);
		settle(p, &ask, &s);
		assert_int_equal(s.share, cases[i].share);
		assert_int_equal(settle_floor(&s), cases[i].floor);
		assert_int_equal(settle_ours(&s, &high), cases[i].ours);
		assert_int_equal(high, cases[i].high);
		assert_int_equal(s.sums[0].excluded, i == 7);
	}
	policy_free(p);
}

/* What is not said is told, and a rate counts only within its range. */
static void lacking(void **state)
{
	struct policy *p = load_quietly("policies/travel-agency.yaml");
	struct facts f = { 0 };
	struct settle_ask ask = ask_of(&f, 2026, -1);
	struct settlement s;

	(void)state;
	settle(p, &ask, &s);
	assert_string_equal(settle_lacks(&s)->fact, "cause");
	facts_text(&f, "cause", "sight_omitted");
	ask.bases.n = 3;		/* without item */
	settle(p, &ask, &s);
	assert_string_equal(settle_lacks(&s)->missing, "item");
	assert_int_equal(settle_floor(&s), 0);
	facts_text(&f, "cause", "not_departed");
	settle(p, &ask, &s);
	assert_string_equal(settle_lacks(&s)->fact, "domestic");
	assert_false(settle_lacks(&s)->notice);
	facts_number(&f, "domestic", 1);
	settle(p, &ask, &s);
	assert_null(settle_lacks(&s)->fact);
	assert_true(settle_lacks(&s)->notice);
	ask.notice = 9;			/* known, and nothing is paid so early */
	settle(p, &ask, &s);
	assert_null(settle_lacks(&s));
	facts_text(&f, "cause", "perfunctory");
	settle(p, &ask, &s);
	assert_string_equal(settle_undecided(&s)->rule->name, "guiding");
	ask.rates.v[ask.rates.n++] = (struct said){ "guiding", 51 };
	settle(p, &ask, &s);
	assert_non_null(settle_undecided(&s));
	ask.rates.v[0].n = 30;		/* 3 % of 1234.57 */
	settle(p, &ask, &s);
	assert_null(settle_undecided(&s));
	assert_int_equal(s.v[0].penalty_low, 3704);
	policy_free(p);
}

/* At least 500 yuan, each time (Consumer Protection Law 55). */
static void bounds(void **state)
{
	static const struct { int64_t fee, times, penalty; } cases[] = {
		{ 10000, 1, 50000 }, { 16666, 1, 50000 }, { 16667, 1, 50001 },
		{ 10000, 2, 50000 },	/* the rule does not count times */
	};
	struct policy *p = load_quietly("policies/travel-agency.yaml");
	struct facts f = { 0 };

	(void)state;
	facts_text(&f, "cause", "fraud");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct settle_ask ask = ask_of(&f, 2026, -1);
		struct settlement s;

		ask.bases.v[0].n = cases[i].fee;
		ask.times.v[ask.times.n++] = (struct said){ "fraud",
		    cases[i].times };
		settle(p, &ask, &s);
		assert_int_equal(s.v[0].penalty_low, cases[i].penalty);
	}
	policy_free(p);
	facts_text(&f, "cause", "extra_shopping");
	struct settle_ask ask = ask_of(&f, 2026, -1);
	struct settlement s;

	ask.times.v[ask.times.n++] = (struct said){ "shopping", 2 };
	settle(*state, &ask, &s);	/* 1 % .. 300 %, 500 .. 9999.99, each time */
	assert_int_equal(s.v[0].penalty_low, 100000);
	assert_int_equal(s.v[0].penalty_high, 533328);
}

/* What a payment is made of: 18000 by law, 3600 more by ourselves. */
static void split(void **state)
{
	static const struct {
		struct settle_parts before;
		int64_t amount;
		struct settle_parts is;
	} cases[] = {
		{ { 0, 0, 0 }, 36000, { 36000, 0, 0 } },
		{ { 0, 0, 0 }, 39600, { 36000, 3600, 0 } },
		{ { 0, 0, 0 }, 50000, { 36000, 3600, 10400 } },
		{ { 36000, 0, 0 }, 3600, { 0, 3600, 0 } },
		{ { 36000, 3600, 100 }, 1, { 0, 0, 1 } },
		{ { 40000, 0, 0 }, 4000, { 0, 3600, 400 } },
		{ { 10000, 0, 0 }, 20000, { 20000, 0, 0 } },
	};
	struct policy *p = load_quietly("policies/travel-agency.yaml");
	struct facts f = { 0 };
	struct settle_ask ask = ask_of(&f, 2026, -1);
	struct settlement s;
	struct settle_parts parts;

	(void)state;
	facts_text(&f, "cause", "sight_omitted");
	settle(p, &ask, &s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		parts = settle_split(&s, cases[i].before, cases[i].amount);
		assert_int_equal(parts.settlement, cases[i].is.settlement);
		assert_int_equal(parts.markup, cases[i].is.markup);
		assert_int_equal(parts.goodwill, cases[i].is.goodwill);
	}
	ask.contract = day_number(1990, 1, 1);		/* before any table */
	settle(p, &ask, &s);
	assert_int_equal(s.sums_n, 0);
	parts = settle_split(&s, (struct settle_parts){ 0 }, 500);
	assert_int_equal(parts.settlement, 500);
	policy_free(p);
}

/* A law's table and one of the company's own beside it: the one is the floor,
 * what the other gives above it is ours. */
static void two_tables(void **state)
{
	struct policy *p = load_text(HEAD "currency: CNY\nmoney:\n  tables:\n"
	    "    - {name: law, law: L 1, rules: [{name: a, penalty: 10%}]}\n"
	    "    - {name: own, rules: [{name: b, penalty: 15%}, {name: c, refund: 1%}]}\n",
	    NULL);
	struct facts f = { 0 };
	struct settle_ask ask = ask_of(&f, 2026, -1);
	struct settlement s;
	struct settle_parts parts;
	int64_t high;

	(void)state;
	assert_non_null(p);
	settle(p, &ask, &s);
	assert_int_equal(s.n, 3);
	assert_string_equal(s.law->table->law, "L 1");
	assert_int_equal(settle_floor(&s), 12346);
	assert_int_equal(settle_ours(&s, &high), 18519 + 1235);
	parts = settle_split(&s, (struct settle_parts){ 0 }, 20000);
	assert_int_equal(parts.settlement, 12346);
	assert_int_equal(parts.markup, 7408);
	assert_int_equal(parts.goodwill, 246);
	policy_free(p);
}

static void amounts(void **state)
{
	static const struct { const char *currency; int64_t n; const char *is; }
	texts[] = {
		{ "CNY", 0, "0.00" }, { "CNY", 5, "0.05" }, { "CNY", -5, "-0.05" },
		{ "CNY", 120000, "1200.00" }, { "CNY", -120001, "-1200.01" },
		{ "JPY", 500, "500" }, { "KWD", 1234, "1.234" },
		{ "CNY", INT64_MIN, "-92233720368547758.08" },
	};
	static const struct { int64_t n, permille, is; } shares[] = {
		{ 2, 250, 1 }, { 1, 499, 0 }, { 1, 500, 1 }, { 3, 500, 2 },
		{ 0, 1000, 0 }, { 7, 1000, 7 }, { 7, 10000, 70 }, { 999, 333, 333 },
		{ MONEY_MOST, 10000, 10 * MONEY_MOST },
	};
	char buf[MONEY_TEXT];
	int64_t n = 7;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(money_text(texts[i].currency, texts[i].n, buf),
		    texts[i].is);
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
		assert_int_equal(money_share(shares[i].n, shares[i].permille),
		    shares[i].is);
	assert_true(money_typed("CNY", "1200.5", &n));
	assert_int_equal(n, 120050);
	assert_false(money_typed("CNY", "-1", &n));
	assert_false(money_typed("CNY", "10000000000.01", &n));
	assert_int_equal(n, 120050);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped),
		cmocka_unit_test(sums),
		cmocka_unit_test(lacking),
		cmocka_unit_test(bounds),
		cmocka_unit_test(split),
		cmocka_unit_test(two_tables),
		cmocka_unit_test(amounts),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
