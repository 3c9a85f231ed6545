/* Fields of the company's own: read, laid over what was. */
#include "fields_policy.h"

#include "base/mem.h"
#include "care/fields/field.h"
#include "time/zone.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(values_are_kept),
		cmocka_unit_test(nothing_said),
		cmocka_unit_test(rules),
		cmocka_unit_test(said_over_was),
	};

	return cmocka_run_group_tests_name("fields", tests, load_policy,
	    drop_policy);
}
