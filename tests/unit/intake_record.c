/* Cells read by the type of their column, and rows judged as a whole. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "care/intake/record.h"
#include "policy/bundle.h"

enum { NOW = 1773281520 };	/* 2026-03-12 10:12 in Shanghai */

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static struct policy *policy;
static struct layout *layouts[NOUNS];

static void complain(void *arg, bool error, const char *file, long line,
    long column, const char *message)
{
	(void)arg;
	(void)line;
	(void)column;
	if (error)
		fail_msg("%s: %s", file, message);
}

static int load_policy(void **state)
{
	char *text = policy_bundle("policies/small-agency.yaml", complain, NULL);

	(void)state;
	policy = text ? policy_load(text, 2026, 2026, complain, NULL) : NULL;
	free(text);
	for (int i = 0; i < NOUNS; i++)
		layouts[i] = layout_new((enum noun)i, policy);
	return policy ? 0 : -1;
}

static int drop_policy(void **state)
{
	(void)state;
	for (int i = 0; i < NOUNS; i++)
		layout_free(layouts[i]);
	policy_free(policy);
	return 0;
}

/* One cell: what it becomes, or what must stand in the fault. */
static void cells(void **state)
{
	static const struct {
		enum noun noun;
		const char *column, *value, *text, *fault;
	} v[] = {
		{NOUN_CASES, "phone", "138 0013 8000", "13800138000", NULL},
		{NOUN_CASES, "phone", "１３８００１３８０００", "13800138000", NULL},
		{NOUN_CASES, "phone", "1.38E+10", NULL, "cut"},
		{NOUN_CASES, "phone", "138****8000", NULL, "masked"},
		{NOUN_CASES, "name", "李*", NULL, "masked"},
		{NOUN_CASES, "name", "  李梅 ", "李梅", NULL},
		{NOUN_CASES, "mail", "Li@Example.COM", "li@example.com", NULL},
		{NOUN_CASES, "mail", "l***@example.com", NULL, "masked"},
		{NOUN_CASES, "mail", "li.example.com", NULL, "mail address"},
		{NOUN_CASES, "mail", "a@b", NULL, "mail address"},
		{NOUN_CASES, "mail", "a@b.c, x@y.z", NULL, "mail address"},
		{NOUN_CASES, "mail", "a@b.c\nBcc: x", NULL, "mail address"},
		{NOUN_CASES, "kind", "投诉", "complaint", NULL},
		{NOUN_CASES, "kind", "complaint", "complaint", NULL},
		{NOUN_CASES, "kind", "complaints", NULL, "nearest: complaint"},
		{NOUN_CASES, "severity", "严重", "serious", NULL},
		{NOUN_CASES, "severity", "13800138000", NULL, "138****8000"},
		{NOUN_CASES, "ref", "2.02503E+11", NULL, "digits are lost"},
		{NOUN_CASES, "ref", "a\nb", NULL, "line break"},
		{NOUN_CASES, "category", "anything", "anything", NULL},
		{NOUN_CASES, "text", "'=1+1", "=1+1", NULL},
		{NOUN_CASES, "text", "'quoted'", "'quoted'", NULL},
		{NOUN_CASES, "text", "   ", NULL, NULL},
		{NOUN_CASES, "note", "请回电", "备注: 请回电", NULL},
		{NOUN_CUSTOMERS, "birthday", "1980/5/1", "1980-05-01", NULL},
		{NOUN_CUSTOMERS, "birthday", "****-**-**", NULL, "masked"},
		{NOUN_CUSTOMERS, "birthday", "5/1/1980", NULL, "month"},
		{NOUN_CUSTOMERS, "tier", "优质客户", "vip", NULL},
		{NOUN_CUSTOMERS, "tier", "gold", NULL, "tiers"},
		{NOUN_BOOKINGS, "state", "已取消", "cancelled", NULL},
		{NOUN_BOOKINGS, "state", "maybe", NULL, "booked cancelled"},
		{NOUN_BOOKINGS, "party", "两人", NULL, "whole number"},
		{NOUN_BOOKINGS, "fee", "many", NULL, "money"},
		{NOUN_STAFF, "role", "经办人", "owner", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct arena *a = arena_new();
		struct reading r = {policy, NOW, false, a, DATE_UNSAID};
		struct record rec = {.layout = layouts[v[i].noun]};
		struct buf fault = {0};
		bool ok = record_put(&rec, column_named(v[i].noun, v[i].column),
		    "备注", v[i].value, &r, &fault);

		if (ok != !v[i].fault)
			fail_msg("%s %s: %s", v[i].column, v[i].value,
			    buf_text(&fault));
		if (v[i].fault && !strstr(buf_text(&fault), v[i].fault))
			fail_msg("%s: %s", v[i].value, buf_text(&fault));
		if (v[i].text)
			assert_string_equal(record_text(&rec, v[i].column),
			    v[i].text);
		else
			assert_null(record_text(&rec, v[i].column));
		buf_free(&fault);
		arena_free(a);
	}
}

/* Two values of a row, and which column is to blame. */
static void rows(void **state)
{
	static const struct {
		enum noun noun;
		const char *a, *av, *b, *bv, *blamed, *fault;
	} v[] = {
		{NOUN_CASES, "kind", "投诉", "received", "2026-03-12 10:12",
		    NULL, NULL},
		{NOUN_CASES, "kind", "投诉", "received", "2026-03-12 10:13",
		    "received", "after now"},
		{NOUN_CASES, "kind", "投诉", "text", "x", "received", "missing"},
		{NOUN_CASES, "received", "2026-03-12", "text", "x", "kind",
		    "missing"},
		{NOUN_CUSTOMERS, "name", "李梅", "tier", "vip", "ref", "phone"},
		{NOUN_CUSTOMERS, "name", "李梅", "phone", "13800138000", NULL,
		    NULL},
		{NOUN_BOOKINGS, "departs", "2026-04-01", "returns", "2026-04-05",
		    "ref", "missing"},
		{NOUN_BOOKINGS, "ref", "T1", "booked", "2026-03-13", "booked",
		    "after now"},
		{NOUN_STAFF, "login", "wang", "role", "owner", NULL, NULL},
		{NOUN_STAFF, "name", "王芳", "role", "owner", "login", "missing"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct arena *a = arena_new();
		struct reading r = {policy, NOW, false, a, DATE_UNSAID};
		struct record rec = {.layout = layouts[v[i].noun]};
		struct buf fault = {0};
		int column;
		bool ok;

		assert_true(record_put(&rec, column_named(v[i].noun, v[i].a),
		    v[i].a, v[i].av, &r, &fault));
		assert_true(record_put(&rec, column_named(v[i].noun, v[i].b),
		    v[i].b, v[i].bv, &r, &fault));
		ok = record_judge(&rec, NULL, &r, &column, &fault);
		if (ok != !v[i].fault)
			fail_msg("%zu: %s", i, buf_text(&fault));
		assert_int_equal(column, v[i].blamed ?
		    column_named(v[i].noun, v[i].blamed) : -1);
		if (v[i].fault && !strstr(buf_text(&fault), v[i].fault))
			fail_msg("%zu: %s", i, buf_text(&fault));
		buf_free(&fault);
		arena_free(a);
	}
}

static void journeys(void **state)
{
	static const struct {
		const char *departs, *returns;
		bool ok;
	} v[] = {
		{"2026-04-01", "2026-04-05", true},
		{"2026-04-01", "2026-04-01", true},	/* a stay of no night */
		{"2026-04-06", "2026-04-05", false},
		{"2026-04-06", "", true}, {"", "2026-04-05", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		struct arena *a = arena_new();
		struct reading r = {policy, NOW, false, a, DATE_UNSAID};
		struct record rec = {.layout = layouts[NOUN_BOOKINGS]};
		struct buf fault = {0};
		int column;

		record_put(&rec, 0, "ref", "T1", &r, &fault);
		record_put(&rec, column_named(NOUN_BOOKINGS, "departs"), "",
		    v[i].departs, &r, &fault);
		record_put(&rec, column_named(NOUN_BOOKINGS, "returns"), "",
		    v[i].returns, &r, &fault);
		if (record_judge(&rec, NULL, &r, &column, &fault) != v[i].ok)
			fail_msg("%zu", i);
		buf_free(&fault);
		arena_free(a);
	}
}

/* Defaults fill in what a row does not say, and are read like it. */
static void defaults(void **state)
{
	const char *fill[COLUMNS_MOST] = {0};
	struct arena *a = arena_new();
	struct reading r = {policy, NOW, true, a, DATE_UNSAID};
	struct record rec = {.layout = layouts[NOUN_CASES]};
	struct buf fault = {0};
	int column;

	(void)state;
	fill[column_named(NOUN_CASES, "kind")] = "咨询";
	fill[column_named(NOUN_CASES, "received")] = "-2h";
	assert_true(record_judge(&rec, fill, &r, &column, &fault));
	assert_string_equal(record_text(&rec, "kind"), "consultation");
	assert_int_equal(record_number(&rec, "received", 0), NOW - 7200);
	rec = (struct record){.layout = layouts[NOUN_CASES]};
	r.typed = false;	/* a file knows no "two hours ago" */
	assert_false(record_judge(&rec, fill, &r, &column, &fault));
	assert_int_equal(column, column_named(NOUN_CASES, "received"));
	buf_free(&fault);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells),
		cmocka_unit_test(rows),
		cmocka_unit_test(journeys),
		cmocka_unit_test(defaults),
	};

	return cmocka_run_group_tests_name("intake_record", tests, load_policy,
	    drop_policy);
}
