/* Numbers, UTF-8, growing strings, arenas: tables of cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

static void numbers(void **state)
{
	static const struct {
		const char *text;
		int64_t lo, hi;
		bool good;
		int64_t value;
	} cases[] = {
		{"0", 0, 9, true, 0}, {"-5", -9, 9, true, -5}, {"9", 0, 9, true, 9},
		{"10", 0, 9, false, 7}, {"-1", 0, 9, false, 7}, {"", 0, 9, false, 7},
		{"-", -9, 9, false, 7}, {"+1", 0, 9, false, 7}, {" 1", 0, 9, false, 7},
		{"1 ", 0, 9, false, 7}, {"1x", 0, 9, false, 7}, {"0x1", 0, 9, false, 7},
		{"1e3", 0, 9999, false, 7}, {"１", 0, 9, false, 7},
		{"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
		{"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
		{"9223372036854775808", INT64_MIN, INT64_MAX, false, 7},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t v = 7;

		if (num_int(cases[i].text, cases[i].lo, cases[i].hi, &v) !=
		    cases[i].good || v != cases[i].value)
			fail_msg("\"%s\": %lld", cases[i].text, (long long)v);
	}
}

static void numbers_as_text(void **state)
{
	static const int64_t v[] = {0, 1, -1, 9, 10, -10, 99, 100, 1773277200,
	    INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		char ours[NUM_TEXT], wanted[32];
		int64_t back;

		snprintf(wanted, sizeof wanted, "%" PRId64, v[i]);
		assert_int_equal(num_text(v[i], ours), strlen(wanted));
		assert_string_equal(ours, wanted);
		assert_true(num_int(ours, INT64_MIN, INT64_MAX, &back));
		assert_true(back == v[i]);
	}
}

static void distances(void **state)
{
	static const struct {
		const char *a, *b;
		int wanted;
	} cases[] = {
		{"", "", 0}, {"a", "", 1}, {"within", "witin", 1},
		{"witihn", "within", 2}, {"Kind", "kind", 0}, {"abc", "xyz", 3},
		{"投诉", "投拆", 3},	/* by bytes */
	};
	char longer[100];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(num_distance(cases[i].a, cases[i].b),
		    cases[i].wanted);
		assert_int_equal(num_distance(cases[i].b, cases[i].a),
		    cases[i].wanted);
	}
	memset(longer, 'a', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	assert_int_equal(num_distance(longer, longer), 0);
	assert_int_equal(num_distance(longer, longer + 1), 64);
}

static void utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		bool valid;
	} cases[] = {
		{"", 0, true}, {"abc", 3, true}, {"\xE6\x9D\x8E", 3, true},
		{"\xF0\x9F\x98\x80", 4, true}, {"\xF4\x8F\xBF\xBF", 4, true},
		{"\xC0\xAF", 2, false},			/* overlong */
		{"\xC1\xAA\xCD\xA8", 4, false},		/* GBK that looks like it */
		{"\xE0\x80\xAF", 3, false}, {"\xF0\x80\x80\xAF", 4, false},
		{"\xED\xA0\x80", 3, false},		/* a surrogate */
		{"\xF4\x90\x80\x80", 4, false},		/* beyond U+10FFFF */
		{"\xE6\x9D", 2, false}, {"\x8E", 1, false}, {"a\xFF", 2, false},
		{"\xE6\x9D\x41", 3, false},
	};
	uint32_t c;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (utf8_valid(cases[i].bytes, cases[i].n) != cases[i].valid)
			fail_msg("case %zu", i);
	assert_int_equal(utf8_next("\xE6\x9D\x8E", &c), 3);
	assert_int_equal(c, 0x674E);
	assert_int_equal(utf8_next("\xF0\x9F\x98\x80", &c), 4);
	assert_int_equal(c, 0x1F600);
	assert_int_equal(utf8_length("a李é😀"), 4);
	assert_int_equal(utf8_cut("a李é😀", 2), 4);
	assert_int_equal(utf8_cut("a李é😀", 0), 0);
	assert_int_equal(utf8_cut("a李é😀", 99), 10);
}

static void strings(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_string_equal(buf_text(&b), "");
	buf_reset(&b);
	buf_adds(&b, NULL);
	assert_int_equal(b.n, 0);
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	assert_int_equal(b.n, 10 * 2 + 90 * 3 + 900 * 4);
	assert_int_equal(strlen(b.s), b.n);
	assert_memory_equal(b.s + b.n - 8, "998,999,", 8);
	buf_reset(&b);
	buf_add(&b, "a\0b", 3);
	buf_addc(&b, 'c');
	assert_int_equal(b.n, 4);
	assert_memory_equal(b.s, "a\0bc", 5);
	buf_free(&b);
	assert_null(b.s);
}

static void arenas(void **state)
{
	struct arena *a = arena_new();
	char *kept[200];
	int *grown = NULL;
	size_t cap = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		kept[i] = arena_printf(a, "%0*d", i + 1, i);
		assert_int_equal((uintptr_t)kept[i] % _Alignof(max_align_t), 0);
	}
	for (int i = 0; i < 200; i++) {
		assert_int_equal(strlen(kept[i]), (size_t)i + 1);
		assert_int_equal(atoi(kept[i]), i);
	}
	for (int i = 0; i < 5000; i++) {
		grown = arena_grow(a, grown, &cap, (size_t)i + 1, sizeof *grown);
		grown[i] = i;
	}
	for (int i = 0; i < 5000; i++)
		assert_int_equal(grown[i], i);
	assert_null(arena_dup(a, NULL));
	assert_string_equal(arena_dupn(a, "abcdef", 3), "abc");
	for (int round = 0; round < 3; round++) {
		char *zero;

		arena_reset(a);
		zero = arena_alloc(a, 300, 1);
		for (int i = 0; i < 300; i++)
			assert_int_equal(zero[i], 0);
		memset(zero, 'x', 300);
	}
	arena_free(a);
	arena_free(NULL);
}

static void arrays(void **state)
{
	size_t cap = 0;
	long *v = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		v = mem_grow(v, &cap, i + 1, sizeof *v);
		assert_int_equal(v[i], 0);
		v[i] = (long)i;
	}
	assert_true(cap >= 1000);
	assert_int_equal(v[999], 999);
	free(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers), cmocka_unit_test(numbers_as_text),
		cmocka_unit_test(distances),
		cmocka_unit_test(utf8), cmocka_unit_test(strings),
		cmocka_unit_test(arenas), cmocka_unit_test(arrays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
