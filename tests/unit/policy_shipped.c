/* The policies we ship and the examples of the manual: they load, without a
 * word, and mean what they say. */
#include "policy_files.h"

#include "time/worktime.h"

static struct policy *load_quietly(const char *path)
{
	struct buf said = { 0 };
	struct policy *p = load_file(path, 2026, 2026, &said);

	assert_string_equal(buf_text(&said), "");
	assert_non_null(p);
	buf_free(&said);
	return p;
}

static void agency(void **state)
{
	struct policy *p = load_quietly("policies/small-agency.yaml");
	const struct policy_head *h = policy_head(p);

	(void)state;
	assert_string_equal(h->name, "small-agency");
	assert_string_equal(h->company, "小舟旅行社");
	assert_string_equal(h->notify_by.v[0], "wecom");
	assert_string_equal(calendar_name(h->working), "office");
	assert_string_equal(calendar_name(h->days), "legal");
	assert_string_equal(policy_word(p, "kinds", "投诉")->name, "complaint");
	assert_string_equal(policy_word(p, "call_results", "接通-满意")->name,
	    "satisfied");
	assert_int_equal(policy_rank(p, "serious"), 2);
	assert_int_equal(policy_rank(p, "grave"), -1);
	assert_non_null(policy_template(p, "pretrip"));
	assert_non_null(strstr(policy_template(p, "invitation")->subject, "company"));
	assert_true(policy_ladder(p, "limit")->v[0].urgent);
	policy_free(p);
}

static void facts_of(struct facts *f, const char *kind, const char *severity,
	const char *channel)
{
	memset(f, 0, sizeof *f);
	facts_text(f, "kind", kind);
	facts_text(f, "severity", severity);
	facts_text(f, "channel", channel);
}

static const char *amount_of(const struct policy *p, const char *subject,
	const struct facts *f, const char *name, char *buf)
{
	const struct promise_rule *r[32];
	size_t n = policy_promises(p, subject, f, r, 32);

	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i]->name, name) == 0)
			return policy_amount(r[i], buf);
	return "none";
}

static void agency_promises(void **state)
{
	static const struct {
		const char *kind, *severity, *channel, *rule, *amount;
	} cases[] = {
		{ "complaint", "normal", "phone", "first_action", "24h" },
		{ "complaint", "normal", "phone", "result", "48h" },
		{ "complaint", "urgent", "phone", "result", "24h" },
		{ "complaint", NULL, "phone", "result", "48h" },
		{ "complaint", "urgent", "phone", "result_limit", "7d" },
		{ "complaint", "urgent", "phone", "authority", "none" },
		{ "complaint", "urgent", "regulator", "authority", "5wd" },
		{ "consultation", NULL, "phone", "reply", "1bh" },
		{ "consultation", NULL, "wechat", "reply", "0wd" },
		{ "consultation", NULL, "phone", "result", "none" },
		{ "incident", "urgent", "phone", "first_action", "15m" },
		{ "complaint", NULL, "phone", "told", "told_time" },
		{ "complaint", NULL, "phone", "progress", "24h" },
	};
	struct policy *p = load_quietly("policies/small-agency.yaml");
	char buf[SPAN_TEXT];
	struct facts f;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		facts_of(&f, cases[i].kind, cases[i].severity, cases[i].channel);
		assert_string_equal(amount_of(p, "case", &f, cases[i].rule, buf),
		    cases[i].amount);
	}
	memset(&f, 0, sizeof f);
	facts_text(&f, "tier", "vip");
	assert_string_equal(amount_of(p, "customer", &f, "visit", buf), "90d");
	assert_string_equal(amount_of(p, "booking", &f, "visit", buf), "none");
	assert_string_equal(amount_of(p, "booking", &f, "greeting", buf),
	    "returns + 1d, 10:00 .. 20:00");
	facts_number(&f, "customer.open_complaint", 1);
	assert_string_equal(amount_of(p, "booking", &f, "greeting", buf), "none");
	policy_free(p);
}

static void agency_messages(void **state)
{
	struct policy *p = load_quietly("policies/small-agency.yaml");
	const struct message_rule *r[8];
	struct facts f = { 0 };

	(void)state;
	assert_int_equal(policy_messages(p, "booking", &f, r, 8), 1);
	assert_string_equal(r[0]->by.v[0], "sms");
	assert_string_equal(r[0]->window.from.field, "departs");
	assert_int_equal(r[0]->window.from.offset.n, -3);
	assert_int_equal(r[0]->window.from.second, 10 * 3600);
	assert_int_equal(r[0]->window.to.offset.n, -1);
	assert_int_equal(r[0]->window.to.second, -1);
	facts_text(&f, "needs", "child wheelchair");
	assert_int_equal(policy_messages(p, "booking", &f, r, 8), 1);
	assert_string_equal(r[0]->by.v[0], "phone");
	assert_true(r[0]->replaces_sent);
	assert_int_equal(policy_messages(p, "case", &f, r, 8), 0);
	policy_free(p);
}

/* 2026-02-13 17:00 + 2wd = close of business of 2026-02-24 (the make-up
 * Saturday 02-14 works, Spring Festival does not), and so on. */
static void china(void **state)
{
	static const struct {
		int year, month, day;
		bool works;
	} days[] = {
		{ 2018, 2, 11, true }, { 2018, 5, 2, true }, { 2018, 5, 1, false },
		{ 2018, 12, 29, true }, { 2018, 12, 31, false },
		{ 2019, 5, 4, false }, { 2019, 5, 5, true },
		{ 2020, 1, 31, false }, { 2020, 2, 3, true },
		{ 2022, 12, 31, false }, { 2023, 1, 3, true },
		{ 2024, 9, 14, true }, { 2024, 9, 16, false },
		{ 2025, 10, 8, false }, { 2025, 10, 9, true },
		{ 2026, 1, 1, false }, { 2026, 1, 4, true },
		{ 2026, 2, 14, true }, { 2026, 2, 16, false },
		{ 2026, 2, 24, true }, { 2026, 9, 20, true },
		{ 2026, 10, 8, true }, { 2026, 10, 10, true },
		{ 2027, 5, 1, false }, { 2027, 10, 1, false },
	};
	struct policy *p = load_quietly("policies/small-agency.yaml");
	const struct calendar *legal = policy_calendar(p, "legal");

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		assert_int_equal(calendar_works(legal, day_number(days[i].year,
		    days[i].month, days[i].day)), days[i].works);
	for (int year = 2018; year <= 2026; year++)
		assert_true(calendar_covered(legal, year));
	assert_false(calendar_covered(legal, 2027));
	policy_free(p);
}

static void missing_year(void **state)
{
	struct buf said = { 0 };
	struct policy *p = load_file("policies/small-agency.yaml", 2026, 2027, &said);

	(void)state;
	assert_non_null(p);
	assert_non_null(strstr(buf_text(&said), "warning: calendars.office: no "
	    "days off are listed for 2027"));
	buf_free(&said);
	policy_free(p);
}

static void examples(void **state)
{
	static const char *const paths[] = {
		"tests/policy/good/first.yaml", "tests/policy/good/semantics.yaml",
		"tests/policy/good/json.yaml", "tests/policy/good/rich.yaml",
		"tests/policy/good/language.yaml",
	};

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		policy_free(load_quietly(paths[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agency),
		cmocka_unit_test(agency_promises),
		cmocka_unit_test(agency_messages),
		cmocka_unit_test(china),
		cmocka_unit_test(missing_year),
		cmocka_unit_test(examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
