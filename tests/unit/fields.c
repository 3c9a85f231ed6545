/* Fields of the company's own: read, laid over what was, derived. */
#include "policy_files.h"

#include "base/mem.h"
#include "care/fields/derived.h"
#include "care/fields/field.h"
#include "care/fields/reckoned.h"
#include "time/zone.h"

enum { NOW = 1773281520 };	/* 2026-03-12 10:12 in Shanghai */

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static const char text[] =
    HEAD
    "words:\n"
    "  kinds: {complaint: 投诉, request: 需求}\n"
    "  severities: [minor, normal, serious]\n"
    "  tiers: [plain, vip]\n"
    "  ages: {child: 儿童, old: 老人/长者, very_old: \"very old\"}\n"
    "retired: {ages: {baby: 婴儿}}\n"
    "fields:\n"
    "  plea: {for: complaint, type: text, title: 诉求}\n"
    "  motive: {for: complaint, type: word, of: {respect: 求尊重, money: 求补偿}, title: 动机}\n"
    "  reason: {for: request, type: word, of: [trip, stay], title: 动机}\n"
    "  ages: {for: booking, type: words, of: ages, title: 年龄}\n"
    "  ills: {for: booking, type: words, of: [asthma, allergy], class: sensitive, title: 疾病}\n"
    "  persons: {for: case, type: number, title: 人数}\n"
    "  oral: {for: case, type: flag, title: 口头}\n"
    "  notice: {for: complaint, type: date, title: 通知日期}\n"
    "  visit: {for: request, type: time, title: 上门时间}\n"
    "  limit: {for: request, type: time, title: 期限}\n"
    "  delivered: {for: request, type: date}\n"
    "  free_until: {for: request, type: date, is: delivered + 1y}\n"
    "  look_at: {for: request, type: date, is: delivered - 10d}\n"
    "  trips: {for: customer, type: number, title: 次数}\n"
    "derived:\n"
    "  - {when: {kind: complaint}, set: {severity: serious}}\n"
    "  - {when: {kind: complaint, motive: money}, set: {severity: minor}}\n"
    "  - {when: {severity: serious}, set: {motive: respect}}\n"
    "  - {for: customer, when: {trips: {over: 2}}, set: {tier: vip}}\n"
    "  - {for: customer, when: {trips: {under: 3}}, set: {tier: plain}}\n"
    "promises:\n"
    "  - {name: done, when: {kind: request}, to: replied, due: limit}\n";

static struct policy *policy;

static int load_policy(void **state)
{
	struct buf said = {0};

	(void)state;
	policy = load_text(text, &said);
	if (!policy)
		print_error("%s", buf_text(&said));
	buf_free(&said);
	return policy ? 0 : -1;
}

static int drop_policy(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

static const struct field_rule *rule(const char *name)
{
	static const char *const subjects[] = {"case", "booking", "customer"};
	const struct field_rule *r = NULL;

	for (size_t i = 0; !r && i < COUNT(subjects); i++)
		r = policy_field(policy, subjects[i], name);
	assert_non_null(r);
	return r;
}

/* What is typed, and the text or number it is, or what is wrong with it. */
static const struct {
	const char *field, *typed;
	const char *text;	/* NULL: a number, or a fault */
	int64_t number;
	const char *fault;
} typed[] = {
	{"plea", "退款", "退款", 0, NULL},
	{"plea", "  a, b/c ", "a, b/c", 0, NULL},
	{"motive", "money", "money", 0, NULL},
	{"motive", "求补偿", "money", 0, NULL},
	{"motive", " money\n", "money", 0, NULL},
	{"motive", "mony", NULL, 0, "\"mony\" is not one of 动机; nearest: money"},
	{"motive", "money respect", NULL, 0, "is not one of"},
	{"motive", "13800138000", NULL, 0, "138****8000"},
	{"motive", "a\x1b[2J", NULL, 0, "\"a?[2J\""},
	{"motive", "\xff", NULL, 0, "UTF-8"},
	{"ages", "child", "child", 0, NULL},
	{"ages", "儿童", "child", 0, NULL},
	{"ages", "儿童,old", "child old", 0, NULL},
	{"ages", "old 儿童", "old child", 0, NULL},
	{"ages", "old; child;child", "old child", 0, NULL},
	{"ages", "儿童、老人/长者", "child old", 0, NULL},
	{"ages", "儿童，very old；old", "child very_old old", 0, NULL},
	{"ages", "very old", "very_old", 0, NULL},
	{"ages", "child/very_old", "child very_old", 0, NULL},
	{"ages", "very old child", NULL, 0, "\"very\" is not one of"},
	{"ages", "、 ,", NULL, 0, "is not one of"},
	{"ages", "child, chld", NULL, 0, "nearest: child"},
	{"ages", "婴儿", NULL, 0, "is not one of"},	/* used no more */
	{"ills", "asthma allergy", "asthma allergy", 0, NULL},
	{"ills", "asthmas", NULL, 0, "not one of 疾病; nearest: asthma"},
	{"persons", "3", NULL, 3, NULL},
	{"persons", "-2", NULL, -2, NULL},
	{"persons", "9223372036854775807", NULL, INT64_MAX, NULL},
	{"persons", "9223372036854775808", NULL, 0, "whole number"},
	{"persons", "3.5", NULL, 0, "whole number"},
	{"persons", "three", NULL, 0, "whole number"},
	{"oral", "yes", NULL, 1, NULL}, {"oral", "No", NULL, 0, NULL},
	{"oral", "TRUE", NULL, 1, NULL}, {"oral", "0", NULL, 0, NULL},
	{"oral", "是", NULL, 1, NULL}, {"oral", "否", NULL, 0, NULL},
	{"oral", "√", NULL, 1, NULL}, {"oral", "×", NULL, 0, NULL},
	{"oral", "有", NULL, 1, NULL}, {"oral", "没有", NULL, 0, NULL},
	{"oral", "maybe", NULL, 0, "neither"},
	/* 2026-03-09 00:00 in Shanghai, whatever time of the day is given */
	{"notice", "2026-03-09", NULL, 1772985600, NULL},
	{"notice", "2026-03-09 18:30", NULL, 1772985600, NULL},
	{"notice", "2026年3月9日", NULL, 1772985600, NULL},
	/* late in UTC it is the next day in Shanghai */
	{"notice", "2026-03-08T17:00:00Z", NULL, 1772985600, NULL},
	{"notice", "-3d", NULL, 1772985600, NULL},
	{"notice", "soon", NULL, 0, ""},
	{"visit", "2026-03-09 18:30", NULL, 1773052200, NULL},
	{"visit", "2026-03-09", NULL, 1772985600, NULL},
	/* a promise is due by it: that day still counts */
	{"limit", "2026-03-09", NULL, 1773072000, NULL},
	{"limit", "2026-03-09 18:30", NULL, 1773052200, NULL},
};

static void values(void **state)
{
	const struct zone *zone = policy_head(policy)->zone;

	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		struct arena *a = arena_new();
		struct field_said said;
		const char *why = NULL;
		bool ok = field_read(policy, rule(typed[i].field),
		    typed[i].typed, zone, NOW, a, &said, &why);

		if (ok != !typed[i].fault)
			fail_msg("%s: %s", typed[i].typed, ok ? "taken" : why);
		if (typed[i].fault && !strstr(why, typed[i].fault))
			fail_msg("%s: %s", typed[i].typed, why);
		if (ok) {
			assert_false(said.empty);
			assert_ptr_equal(said.rule, rule(typed[i].field));
		}
		if (ok && typed[i].text)
			assert_string_equal(said.text, typed[i].text);
		if (ok && !typed[i].text && said.number != typed[i].number)
			fail_msg("%s: %lld", typed[i].typed,
			    (long long)said.number);
		arena_free(a);
	}
}

/* Of a class that is not open, no reason tells the value. */
static void values_are_kept(void **state)
{
	struct arena *a = arena_new();
	struct field_said said;
	const char *why;

	(void)state;
	assert_false(field_read(policy, rule("ills"), "leprosy", policy_head(
	    policy)->zone, NOW, a, &said, &why));
	assert_null(strstr(why, "leprosy"));
	arena_free(a);
}

static void nothing_said(void **state)
{
	static const char *const nothing[] = {"", "-", "  ", " - "};
	size_t n;
	const struct field_rule *all = policy_fields(policy, &n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < COUNT(nothing); j++) {
			struct arena *a = arena_new();
			struct field_said said;
			const char *why;

			assert_true(field_read(policy, &all[i], nothing[j],
			    policy_head(policy)->zone, NOW, a, &said, &why));
			assert_true(said.empty);
			arena_free(a);
		}
}

/* Two kinds of case may call different things alike. */
static void rules(void **state)
{
	(void)state;
	assert_ptr_equal(field_rule_of(policy, "case", "complaint", "动机"),
	    rule("motive"));
	assert_ptr_equal(field_rule_of(policy, "case", "request", "动机"),
	    rule("reason"));
	assert_ptr_equal(field_rule_of(policy, "case", NULL, "motive"),
	    rule("motive"));
	assert_null(field_rule_of(policy, "case", "request", "motive"));
	assert_null(field_rule_of(policy, "booking", NULL, "motive"));
	assert_ptr_equal(field_rule_of(policy, "case", "request", "人数"),
	    rule("persons"));
	assert_true(field_is_limit(policy, rule("limit")));
	assert_false(field_is_limit(policy, rule("visit")));
}

static void said_over_was(void **state)
{
	struct field was_v[] = {
		{.name = "motive", .word = "money"},
		{.name = "persons", .has_number = true, .number = 3},
		{.name = "plea", .content = 7},
	};
	const struct fields was = {was_v, COUNT(was_v)};
	const struct field_said said[] = {
		{.rule = rule("motive"), .text = "respect"},
		{.rule = rule("plea"), .empty = true},
		{.rule = rule("oral"), .number = 1},
	};
	struct arena *a = arena_new();
	struct fields now = fields_after(&was, said, COUNT(said), a);
	struct facts facts = {.n = 0};

	(void)state;
	assert_int_equal(now.n, 3);
	fields_facts(&now, &facts);
	assert_string_equal(facts_get(&facts, "motive")->text, "respect");
	assert_int_equal(facts_get(&facts, "persons")->number, 3);
	assert_int_equal(facts_get(&facts, "oral")->number, 1);
	assert_null(facts_get(&facts, "plea"));
	/* of a text only that it is there can be asked */
	facts.n = 0;
	fields_facts(&was, &facts);
	assert_true(facts_get(&facts, "plea")->known);
	assert_string_equal(facts_get(&facts, "plea")->text, "");
	arena_free(a);
}

/* Facts as known, and what is derived of them: "fact=word ..". */
static void derivations(void **state)
{
	static const struct {
		const char *kind, *severity, *motive, *out;
	} v[] = {
		{"complaint", NULL, NULL, "severity=serious"},
		{"complaint", NULL, "money", "severity=minor"},
		{"complaint", "", "money", "severity=minor"},
		{"complaint", "normal", "money", ""},
		{"request", NULL, NULL, ""},
		{"complaint", "serious", NULL, "motive=respect"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct facts facts = {.n = 0};
		struct derived out[DERIVED_MOST];
		struct buf all = {0};
		size_t n;

		facts_text(&facts, "kind", v[i].kind);
		facts_text(&facts, "severity", v[i].severity);
		facts_text(&facts, "motive", v[i].motive);
		n = derive(policy, "case", &facts, out);
		for (size_t j = 0; j < n; j++)
			buf_addf(&all, "%s%s=%s", j ? " " : "", out[j].fact,
			    out[j].word);
		assert_string_equal(buf_text(&all), v[i].out);
		buf_free(&all);
	}
	assert_true(derives(policy, "customer"));
	assert_false(derives(policy, "booking"));
}

/* A tier follows the journeys as long as it is what they gave. */
static void derived_again(void **state)
{
	static const struct {
		int before, after;
		const char *was, *is, *word;
	} v[] = {
		{0, 1, NULL, NULL, "plain"},
		{1, 5, "plain", "plain", "vip"},
		{1, 2, "plain", "plain", "plain"},
		{5, 1, "vip", "vip", "plain"},
		{1, 5, "vip", "vip", NULL},	/* somebody said so */
		{1, 5, "plain", "vip", NULL},	/* says so now */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct facts before = {.n = 0}, after = {.n = 0};
		struct derived out[DERIVED_MOST];
		const char *word;
		size_t n;

		if (v[i].was) {
			facts_number(&before, "trips", v[i].before);
			facts_text(&before, "tier", v[i].was);
		}
		facts_number(&after, "trips", v[i].after);
		facts_text(&after, "tier", v[i].is);
		n = derive_again(policy, "customer", &before, &after, out);
		word = derived_word(out, n, "tier");
		if (v[i].word)
			assert_string_equal(word, v[i].word);
		else
			assert_null(word);
	}
}

static void derived_into_fields(void **state)
{
	const struct derived derived[] = {{"motive", "respect"},
	    {"severity", "minor"}};
	const struct field_said taken = {.rule = rule("motive"), .empty = true};
	struct arena *a = arena_new();
	size_t n = 0;
	const struct field_said *all = derived_fields(policy, "case", derived, 2,
	    NULL, &n, a);

	(void)state;
	assert_int_equal(n, 1);
	assert_string_equal(all[0].text, "respect");
	n = 1;		/* what is taken away is not put back by a rule */
	all = derived_fields(policy, "case", derived, 2, &taken, &n, a);
	assert_int_equal(n, 1);
	assert_true(all[0].empty);
	arena_free(a);
}

/* The day of a field among what was said; "-": taken away; "": not said. */
static const char *day_of(const struct field_said *v, size_t n,
    const char *name, struct arena *a)
{
	const struct zone *z = policy_head(policy)->zone;
	int year, month, day;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].rule->name, name) == 0) {
			if (v[i].empty)
				return "-";
			day_civil(zone_day(z, v[i].number), &year, &month, &day);
			return arena_printf(a, "%04d-%02d-%02d", year, month, day);
		}
	return "";
}

static void dates_that_follow(void **state)
{
	static const struct {
		const char *delivered, *free_until, *free_then, *look_at;
	} v[] = {
		{ "2026-12-07", NULL, "2027-12-07", "2026-11-27" },
		{ "2028-02-29", NULL, "2029-02-28", "2028-02-19" },
		{ "2026-12-07", "2028-01-01", "2028-01-01", "2026-11-27" },
		{ "2026-12-07", "-", "-", "2026-11-27" },
		{ "-", NULL, "-", "-" },
		{ "-", "2028-01-01", "2028-01-01", "-" },
		{ NULL, "2028-01-01", "2028-01-01", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct arena *a = arena_new();
		struct field_said said[2], *all = said;
		const char *why = "";
		size_t n = 0;

		if (v[i].delivered)
			assert_true(field_read(policy, rule("delivered"),
			    v[i].delivered, policy_head(policy)->zone, NOW, a,
			    &said[n++], &why));
		if (v[i].free_until)
			assert_true(field_read(policy, rule("free_until"),
			    v[i].free_until, policy_head(policy)->zone, NOW, a,
			    &said[n++], &why));
		n = fields_reckoned(policy, &all, n, a);
		assert_string_equal(day_of(all, n, "free_until", a),
		    v[i].free_then);
		assert_string_equal(day_of(all, n, "look_at", a), v[i].look_at);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(values_are_kept),
		cmocka_unit_test(nothing_said),
		cmocka_unit_test(rules),
		cmocka_unit_test(said_over_was),
		cmocka_unit_test(derivations),
		cmocka_unit_test(derived_again),
		cmocka_unit_test(derived_into_fields),
		cmocka_unit_test(dates_that_follow),
	};

	return cmocka_run_group_tests_name("fields", tests, load_policy,
	    drop_policy);
}
