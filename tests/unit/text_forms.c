/* JSON strings and numbers, CSV cells, lines without tabs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/csv_out.h"
#include "text/json_out.h"
#include "text/real.h"

typedef void writer(struct buf *, const char *);

struct pair {
	const char *value, *form;
};

static void compare(writer *add, const struct pair *cases, size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_reset(&b);
		add(&b, cases[i].value);
		assert_string_equal(buf_text(&b), cases[i].form);
	}
	buf_free(&b);
}

static void json_texts(void **state)
{
	static const struct pair cases[] = {
		{NULL, "null"},
		{"", "\"\""},
		{"李*", "\"李*\""},
		{"a\"b\\c/", "\"a\\\"b\\\\c/\""},
		{"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
		{"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
		{"\x1b[2J", "\"\\u001b[2J\""},
		{"𠮷", "\"𠮷\""},
		{"a\xFFz", "\"a\xEF\xBF\xBDz\""},
		{"\xE6\x9D", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
		{"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
	};

	(void)state;
	compare(json_out_text, cases, sizeof cases / sizeof cases[0]);
}

static void csv_cells(void **state)
{
	static const struct pair cases[] = {
		{"", ""},
		{"李*", "李*"},
		{"a b", "a b"},
		{"a,b", "\"a,b\""},
		{"say \"no\"", "\"say \"\"no\"\"\""},
		{"a\nb", "\"a\nb\""},
		{"a\rb", "\"a\rb\""},
		{" a", "\" a\""},
		{"a\t", "\"a\t\""},
		{"a;b", "a;b"},
		{"=1+1", "=1+1"},		/* exact data: no guard */
		{"-15", "-15"},
	};

	(void)state;
	compare(csv_out_cell, cases, sizeof cases / sizeof cases[0]);
}

static void flat_lines(void **state)
{
	static const struct pair cases[] = {
		{"", ""},
		{"a\tb", "a b"},
		{"a\nb\rc\r\nd", "a b c d"},
		{"\n\n", "  "},
		{"\r\n\r\n", "  "},
		{"say \"no\", 李", "say \"no\", 李"},
	};

	(void)state;
	compare(csv_out_flat, cases, sizeof cases / sizeof cases[0]);
}

static void numbers(void **state)
{
	static const struct {
		double value;
		const char *form;
	} cases[] = {
		{0, "0"}, {1, "1"}, {-3.5, "-3.5"}, {0.1, "0.1"},
		{0.1 + 0.2, "0.30000000000000004"}, {1250, "1250"},
		{1.0 / 3, "0.3333333333333333"}, {0.00001, "0.00001"},
		{1e15, "1000000000000000"}, {123456789.25, "123456789.25"},
		{1e22, "10000000000000000000000"}, {99.95, "99.95"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		buf_reset(&b);
		real_add(&b, cases[i].value);
		assert_string_equal(b.s, cases[i].form);
	}
	buf_free(&b);
}

static void numbers_read_back(void **state)
{
	static const double hard[] = {5e-324, 2.2250738585072014e-308,
		1.7976931348623157e308, 9007199254740993.0, 4.35, 1e23};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof hard / sizeof hard[0]; i++) {
		buf_reset(&b);
		real_add(&b, hard[i]);
		assert_true(!(strtod(b.s, NULL) < hard[i]) &&
		    !(strtod(b.s, NULL) > hard[i]));
		assert_null(strpbrk(b.s, "eE"));
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_texts),
		cmocka_unit_test(csv_cells),
		cmocka_unit_test(flat_lines),
		cmocka_unit_test(numbers),
		cmocka_unit_test(numbers_read_back),
	};

	return cmocka_run_group_tests_name("text_forms", tests, NULL, NULL);
}
