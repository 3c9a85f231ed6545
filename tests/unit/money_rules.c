/* Who may pay how much, the periods and bounds of the fund, the tiers of an
 * offer. */
#include "policy_example.h"

#include "care/money/authority.h"
#include "care/money/fund.h"
#include "care/money/offer.h"
#include "time/day.h"
#include "time/zone.h"

static const char money_policy[] = HEAD "currency: CNY\n"
    "calendars: {legal: {hours: {mon-fri: \"00:00-24:00\"}}}\n"
    "words: {roles: {agent: A, lead: L, boss: B, legal: J, clerk: C}}\n"
    "money:\n  limits: {agent: 100, lead: 500, boss: 5000}\n"
    "  tables:\n    - {name: t, rules: [{name: fraud, when: {cause: fraud},"
    " penalty: 10%, chain: [legal, boss]}]}\n"
    "approval:\n  - {name: big, over: 400, chain: [boss]}\n"
    "  - {name: grave, when: {severity: urgent}, chain: [legal]}\n"
    "rights:\n  agent: {pay: own}\n  lead: {pay: team}\n  boss: {pay: all}\n"
    "  legal: {pay: all}\n  clerk: {see: all}\n"
    "offers:\n  - {name: early, for: case, tiers: [{until: 12h, rate: 20%},"
    " {until: 2d, rate: 10%}, {until: end, rate: 0%}]}\n";

static int load(void **state)
{
	struct buf said = { 0 };

	*state = load_text(money_policy, &said);
	if (!*state)
		print_message("%s", buf_text(&said));
	buf_free(&said);
	return *state ? 0 : -1;
}

static void authority(void **state)
{
	static const struct {
		const char *role;	/* NULL: the owner of the store */
		bool owns, team;
		int64_t approved, total;
		const char *severity, *cause;
		enum authority_answer answer;
		const char *asks;	/* roles */
	} cases[] = {
		{ NULL, false, false, -1, 99999999, "urgent", NULL, AUTHORITY_OK, "" },
		{ "agent", true, false, -1, 10000, "minor", NULL, AUTHORITY_OK, "" },
		{ "agent", false, true, -1, 1, "minor", NULL, AUTHORITY_NONE, "" },
		{ "agent", true, false, -1, 10001, "minor", NULL, AUTHORITY_LIMIT, "lead boss" },
		{ "agent", true, false, -1, 40001, "minor", NULL, AUTHORITY_CHAIN, "boss" },
		{ "agent", true, false, 40001, 40001, "minor", NULL, AUTHORITY_OK, "" },
		{ "agent", true, false, 40000, 40001, "minor", NULL, AUTHORITY_CHAIN, "boss" },
		{ "agent", true, false, -1, 1, "urgent", NULL, AUTHORITY_CHAIN, "legal" },
		{ "agent", true, false, -1, 0, "urgent", NULL, AUTHORITY_OK, "" },
		{ "agent", true, false, -1, 1, "minor", "fraud", AUTHORITY_CHAIN, "legal boss" },
		{ "lead", false, true, -1, 40000, "minor", NULL, AUTHORITY_OK, "" },
		{ "lead", true, false, -1, 40000, "minor", NULL, AUTHORITY_OK, "" },
		{ "lead", false, false, -1, 1, "minor", NULL, AUTHORITY_NONE, "" },
		{ "boss", false, false, -1, 500000, "minor", NULL, AUTHORITY_OK, "" },
		{ "boss", false, false, -1, 500001, "minor", NULL, AUTHORITY_LIMIT, "" },
		{ "boss", false, false, -1, 1, "minor", "fraud", AUTHORITY_CHAIN, "legal" },
		/* A role without a limit may grant nothing where others have one. */
		{ "legal", false, false, -1, 1, "minor", NULL, AUTHORITY_LIMIT, "agent lead boss" },
		{ "clerk", true, true, -1, 0, "minor", NULL, AUTHORITY_NONE, "" },
	};
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts f = { 0 };
		struct payer who = { cases[i].role, cases[i].owns, cases[i].team,
		    cases[i].approved };
		struct authority a;

		facts_text(&f, "severity", cases[i].severity);
		facts_text(&f, "cause", cases[i].cause);
		a = authority_ask(*state, &f, &who, cases[i].total);
		assert_int_equal(a.answer, cases[i].answer);
		assert_string_equal(joined((struct names){ a.roles, a.n }, &b),
		    cases[i].asks);
		assert_int_equal(a.mark.line > 0, a.answer == AUTHORITY_LIMIT ||
		    a.answer == AUTHORITY_CHAIN);
	}
	buf_free(&b);
}

/* Without limits and rights in the policy, everybody may. */
static void no_limits(void **state)
{
	struct policy *p = load_text(HEAD, NULL);
	struct facts f = { 0 };
	struct payer who = { "agent", false, false, -1 };

	(void)state;
	assert_int_equal(authority_ask(p, &f, &who, 1000000).answer,
	    AUTHORITY_OK);
	policy_free(p);
}

static int64_t local(const struct zone *z, int year, int month, int day)
{
	return zone_day_instant(z, day_number(year, month, day), 0);
}

static void periods(void **state)
{
	static const struct {
		enum period_kind each;
		int month, day;		/* of 2026, noon */
		int from[2], until[3];
	} cases[] = {
		{ PERIOD_MONTH, 1, 31, { 1, 1 }, { 2026, 2, 1 } },
		{ PERIOD_MONTH, 12, 1, { 12, 1 }, { 2027, 1, 1 } },
		{ PERIOD_QUARTER, 3, 31, { 1, 1 }, { 2026, 4, 1 } },
		{ PERIOD_QUARTER, 4, 1, { 4, 1 }, { 2026, 7, 1 } },
		{ PERIOD_QUARTER, 12, 31, { 10, 1 }, { 2027, 1, 1 } },
		{ PERIOD_YEAR, 12, 31, { 1, 1 }, { 2027, 1, 1 } },
	};
	const struct zone *z = zone_open("America/New_York");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t from, until, at = local(z, 2026, cases[i].month,
		    cases[i].day) + 12 * 3600;

		fund_period(cases[i].each, z, at, &from, &until);
		assert_int_equal(from, local(z, 2026, cases[i].from[0],
		    cases[i].from[1]));
		assert_int_equal(until, local(z, cases[i].until[0],
		    cases[i].until[1], cases[i].until[2]));
		fund_period(cases[i].each, z, until, &at, &from);
		assert_int_equal(at, until);	/* the next one begins there */
	}
}

static void fund(void **state)
{
	static const char *const pays[] = { "goodwill", "reward" };
	struct fund f = { .budget = 1000, .warn_permille = 200, .single = 300,
	    .pays = { pays, 2 } };

	(void)state;
	assert_int_equal(fund_may(&f, 700, 0, 300), FUND_PAYS);
	assert_int_equal(fund_may(&f, 701, 0, 300), FUND_EMPTY);
	assert_int_equal(fund_may(&f, 0, 1, 300), FUND_SINGLE);
	f.single = -1;
	assert_int_equal(fund_may(&f, 0, 1, 999), FUND_PAYS);
	assert_false(fund_is_low(&f, 799));
	assert_true(fund_is_low(&f, 800));
	f.warn_permille = 0;
	assert_false(fund_is_low(&f, 1000));
	assert_true(fund_pays(&f, "reward"));
	assert_false(fund_pays(&f, "markup"));
	assert_false(fund_pays(NULL, "reward"));
	f.pays.n = 0;
	assert_true(fund_pays(&f, "markup"));
	assert_false(fund_pays(&f, "settlement"));
}

static void tiers(void **state)
{
	size_t n;
	const struct offer_rule *r = policy_offers(*state, &n);
	const struct zone *z = policy_head(*state)->zone;
	/* Thursday 10:00: two days end with Saturday, so with Monday. */
	int64_t start = local(z, 2026, 3, 12) + 10 * 3600;
	int64_t monday = local(z, 2026, 3, 17);
	struct offer o, again = { .n = 0 };
	struct buf b = { 0 };

	assert_true(offer_freeze(*state, r, start, &o));
	assert_int_equal(o.n, 3);
	assert_int_equal(o.v[0].until, start + 12 * 3600);
	assert_int_equal(o.v[1].until, monday);
	assert_int_equal(offer_tier(&o, start), 0);
	assert_int_equal(offer_tier(&o, start + 12 * 3600), 0);
	assert_int_equal(offer_tier(&o, start + 12 * 3600 + 1), 1);
	assert_int_equal(offer_tier(&o, monday), 1);
	assert_int_equal(offer_tier(&o, monday + 1), 2);
	offer_write(&o, &b);
	assert_true(offer_read(buf_text(&b), &again));
	assert_int_equal(again.n, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(again.v[i].until, o.v[i].until);
		assert_int_equal(again.v[i].rate, o.v[i].rate);
	}
	buf_free(&b);
}

static void bad_tiers(void **state)
{
	static const char *const texts[] = {
		"", "end", "end:", "end:1001", "5:10", "x:1 end:0", "end:0 ",
		"1:1 2:2:2 end:0", "end:-1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct offer o;

		assert_false(offer_read(texts[i], &o));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(authority),
		cmocka_unit_test(no_limits),
		cmocka_unit_test(periods),
		cmocka_unit_test(fund),
		cmocka_unit_test(tiers),
		cmocka_unit_test(bad_tiers),
	};

	return cmocka_run_group_tests(tests, load, teardown);
}
