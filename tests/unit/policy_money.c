/* Who agrees to what is paid, and how much that is: the money of
 * tests/policy/good/language.yaml by tables. */
#include "policy_example.h"

#include "policy/handling.h"
#include "policy/money.h"
#include "time/day.h"

static void approval(void **state)
{
	static const struct {
		int64_t amount;
		const char *severity, *chain;
	} cases[] = {
		{ 0, "normal", "" }, { 50000, "normal", "" },
		{ 50001, "normal", "manager" }, { 50001, "serious", "legal manager" },
		{ 0, "serious", "legal" }, { 500050, NULL, "manager" },
		{ 500051, NULL, "manager supervisor" },
		{ 500051, "serious", "legal manager supervisor" },
	};
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *roles[8];
		struct approver who[8];
		struct facts f = { 0 };
		size_t n;

		facts_text(&f, "severity", cases[i].severity);
		n = policy_approval(*state, &f, cases[i].amount, who, 8);
		for (size_t k = 0; k < n; k++)
			roles[k] = who[k].role;
		assert_string_equal(joined((struct names){ roles, n }, &b),
		    cases[i].chain);
	}
	buf_free(&b);
}

static void compensation(void **state)
{
	static const struct {
		const char *cause;
		int notice;
		int refund, penalty;	/* of the rule that counts; -1: none */
		const char *base;	/* of the refund */
	} cases[] = {
		{ "not_departed", 7, 1000, 100, "fee" },
		{ "not_departed", 4, 1000, 100, "fee" },
		{ "not_departed", 3, 1000, 150, "fee" },
		{ "not_departed", 0, 1000, 200, "fee" },
		{ "not_departed", 8, 1000, 0, "unused" },
		{ "not_departed", -1, 1000, 0, "unused" },
		{ "extra_shopping", 0, 0, 10, "fee" },
		{ "force_majeure", 0, -1, -1, NULL },
		{ NULL, 0, -1, -1, NULL },
	};
	const struct pay_table *t = policy_pay_table(*state, "travel",
	    day_number(2026, 1, 1));
	const struct pay_rule *r[8];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts f = { 0 };
		size_t n;

		facts_text(&f, "cause", cases[i].cause);
		n = pay_rules(t, &f, cases[i].notice, r, 8);
		assert_int_equal(n, cases[i].base ? 1 : 0);
		if (n == 0)
			continue;
		assert_int_equal(r[0]->refund.low, cases[i].refund);
		assert_int_equal(r[0]->penalty.low, cases[i].penalty);
		assert_string_equal(r[0]->refund.base, cases[i].base);
	}
	assert_int_equal(t->v[4].penalty.high, 3000);
	assert_string_equal(t->v[4].penalty.base, "goods_price");
	assert_int_equal(t->v[4].at_least, 50000);
	assert_int_equal(t->v[4].at_most, 999999);
	assert_string_equal(t->v[4].each, "time");
	assert_int_equal(t->markup, 100);
}

static void money(void **state)
{
	static const struct { int year, month, day, rules; } versions[] = {
		{ 1996, 12, 31, 0 }, { 1997, 1, 1, 1 }, { 2011, 4, 11, 1 },
		{ 2011, 4, 12, 5 }, { 2026, 1, 1, 5 },
	};
	const struct fund *fund = policy_fund(*state);

	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		const struct pay_table *t = policy_pay_table(*state, "travel",
		    day_number(versions[i].year, versions[i].month,
		    versions[i].day));

		assert_int_equal(t ? t->n : 0, versions[i].rules);
	}
	assert_null(policy_pay_table(*state, "hotel", 0));
	assert_string_equal(policy_head(*state)->currency, "CNY");
	assert_int_equal(policy_money_limit(*state, "supervisor"), 20000);
	assert_int_equal(policy_money_limit(*state, "manager"), 500000);
	assert_int_equal(policy_money_limit(*state, "owner"), -1);
	assert_int_equal(fund->budget, 10000000);
	assert_int_equal(fund->each, PERIOD_QUARTER);
	assert_int_equal(fund->warn_permille, 200);
	assert_int_equal(fund->single, 200000);
	assert_int_equal(fund->pays.n, 2);
}

/* Decimals follow the currency; what has too many is no amount. */
static void currencies(void **state)
{
	static const struct {
		const char *currency, *text;
		int64_t amount;		/* -1: a complaint */
	} cases[] = {
		{ "CNY", "500", 50000 }, { "CNY", "0.01", 1 },
		{ "CNY", "99.5", 9950 }, { "CNY", "99.505", -1 },
		{ "CNY", "-1", -1 }, { "CNY", "1,000", -1 }, { "CNY", "5.", -1 },
		{ "CNY", ".5", -1 }, { "CNY", "1.2.3", -1 },
		{ "CNY", "99999999999999999999", -1 },
		{ "JPY", "500", 500 }, { "JPY", "500.5", -1 },
		{ "KWD", "1.234", 1234 }, { "EUR", "0", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 };
		struct policy *p;

		buf_addf(&b, HEAD "currency: %s\nmoney: {limits: {manager: "
		    "\"%s\"}}\n", cases[i].currency, cases[i].text);
		p = load_text(buf_text(&b), NULL);
		assert_int_equal(p ? policy_money_limit(p, "manager") : -1,
		    cases[i].amount);
		policy_free(p);
		buf_free(&b);
	}
}

static void offers(void **state)
{
	size_t n;
	const struct offer_rule *r = policy_offers(*state, &n);

	assert_int_equal(n, 2);
	assert_string_equal(r[0].subject, "group");
	assert_string_equal(r[0].from, "planned");
	assert_string_equal(r[0].of, "settled");
	assert_int_equal(r[0].n, 3);
	assert_int_equal(r[0].v[0].rate, 100);
	assert_int_equal(r[0].v[1].until.n, 7);
	assert_true(r[0].v[2].to_the_end);
	assert_string_equal(r[1].of, "fee");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(approval), cmocka_unit_test(compensation),
		cmocka_unit_test(money), cmocka_unit_test(currencies),
		cmocka_unit_test(offers),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
