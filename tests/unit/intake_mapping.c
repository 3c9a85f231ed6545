/* Heads of files, and the columns they are. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "care/intake/mapping.h"
#include "care/intake/rows_seen.h"
#include "text/head.h"

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static void heads(void **state)
{
	static const struct {
		enum noun noun;
		const char *head, *column;
	} v[] = {
		{NOUN_CASES, "received", "received"},
		{NOUN_CASES, "投诉日期", "received"},
		{NOUN_CASES, "受理时间", "received"},
		{NOUN_CASES, "客户姓名（必填）：", "name"},
		{NOUN_CASES, " ＰＨＯＮＥ ", "phone"},
		{NOUN_CASES, "联系电话", "phone"},
		{NOUN_CASES, "订单号", "booking"},
		{NOUN_CASES, "Customer Name", "name"},
		{NOUN_CASES, "备注", "note"},
		{NOUN_CASES, "诉求", "wants"},
		{NOUN_CASES, "团号", "trip"},
		{NOUN_CASES, "经办人", "owner"},
		{NOUN_BOOKINGS, "订单号", "ref"},
		{NOUN_BOOKINGS, "返回日期", "returns"},
		{NOUN_BOOKINGS, "团款(元)", "fee"},
		{NOUN_BOOKINGS, "人数", "party"},
		{NOUN_CUSTOMERS, "生日", "birthday"},
		{NOUN_STAFF, "直属上级", "supervisor"},
		{NOUN_STAFF, "until", "to"},
		{NOUN_CASES, "满意度", NULL}, {NOUN_CASES, "", NULL},
		{NOUN_CASES, "\xff", NULL}, {NOUN_STAFF, "订单号", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int column = column_of_head(intake_columns[v[i].noun].v,
		    v[i].head);
		int wanted = v[i].column ?
		    column_named(v[i].noun, v[i].column) : -1;

		if (column != wanted)
			fail_msg("%s: %d, not %d", v[i].head, column, wanted);
	}
}

/* Every alias is in its comparable form, and means one column of its noun. */
static void aliases_are_found(void **state)
{
	size_t n = 0;

	(void)state;
	for (int noun = 0; noun < NOUNS; noun++)
		for (int i = 0; intake_columns[noun].v[i].name; i++) {
			char *all = mem_dup(intake_columns[noun].v[i].aliases);
			char *save = NULL;

			for (char *w = strtok_r(all, " ", &save); w;
			    w = strtok_r(NULL, " ", &save), n++) {
				struct buf form = {0};

				head_add(&form, w);
				assert_string_equal(buf_text(&form), w);
				buf_free(&form);
				assert_true(strlen(w) < COLUMN_ALIAS);
				if (column_of_head(intake_columns[noun].v, w) != i)
					fail_msg("%s of %s", w,
					    intake_columns[noun].noun);
			}
			free(all);
		}
	assert_true(n > 150);
}

static struct layout *cases;

static bool make(struct mapping *m, const char *const *v, size_t n,
    const char *ignored, struct buf *fault)
{
	return mapping_make(m, cases, v, n, &ignored, ignored != NULL, NULL,
	    fault);
}

static void faults(void **state)
{
	static const char *const twice[] = {"电话", "类型", "手机号"};
	static const char *const unknown[] = {"phone", "recieved"};
	static const char *const alien[] = {"phone", "满意度"};
	struct buf fault = {0};
	struct mapping m;

	(void)state;
	assert_false(make(&m, twice, 3, NULL, &fault));
	assert_non_null(strstr(buf_text(&fault), "电话"));
	assert_non_null(strstr(buf_text(&fault), "手机号"));
	mapping_free(&m);
	buf_reset(&fault);
	assert_true(make(&m, twice, 3, "手机号", &fault));
	assert_int_equal(m.head[column_named(NOUN_CASES, "phone")], 0);
	assert_int_equal(m.column[2], -1);
	mapping_free(&m);
	assert_false(make(&m, unknown, 2, NULL, &fault));
	assert_non_null(strstr(buf_text(&fault), "nearest: received"));
	mapping_free(&m);
	buf_reset(&fault);
	assert_false(make(&m, alien, 2, NULL, &fault));
	assert_null(strstr(buf_text(&fault), "nearest"));
	mapping_free(&m);
	assert_true(make(&m, alien, 2, "满 意 度：", &fault));
	mapping_free(&m);
	buf_free(&fault);
}

/* The two columns of a reject file stand at its end and nowhere else. */
static void reject_files(void **state)
{
	static const char *const end[] = {"phone", "care_line", "care_fault"};
	static const char *const middle[] = {"care_line", "care_fault", "phone"};
	struct buf fault = {0};
	struct mapping m;

	(void)state;
	assert_true(make(&m, end, 3, NULL, &fault));
	assert_true(m.rejects);
	mapping_free(&m);
	assert_false(make(&m, middle, 3, NULL, &fault));
	assert_false(m.rejects);
	mapping_free(&m);
	buf_free(&fault);
}

static void rows_told_apart(void **state)
{
	struct rows_seen *seen = rows_seen_new();
	unsigned char one[16] = {1}, two[16] = {2};
	char ref[16];

	(void)state;
	assert_int_equal(rows_seen_ask(seen, "A", one), ROW_UNSEEN);
	rows_seen_put(seen, "A", one);
	assert_int_equal(rows_seen_ask(seen, "A", one), ROW_AGAIN);
	assert_int_equal(rows_seen_ask(seen, "A", two), ROW_OTHERWISE);
	assert_int_equal(rows_seen_ask(seen, "", one), ROW_UNSEEN);
	for (int i = 0; i < 200000; i++) {
		snprintf(ref, sizeof ref, "R%d", i);
		rows_seen_put(seen, ref, i % 2 ? one : two);
	}
	for (int i = 0; i < 200000; i++) {
		snprintf(ref, sizeof ref, "R%d", i);
		assert_int_equal(rows_seen_ask(seen, ref, one),
		    i % 2 ? ROW_AGAIN : ROW_OTHERWISE);
	}
	assert_int_equal(rows_seen_ask(seen, "R200000", one), ROW_UNSEEN);
	rows_seen_free(seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heads),
		cmocka_unit_test(aliases_are_found),
		cmocka_unit_test(faults),
		cmocka_unit_test(reject_files),
		cmocka_unit_test(rows_told_apart),
	};

	int failed;

	cases = layout_new(NOUN_CASES, NULL);
	failed = cmocka_run_group_tests_name("intake_mapping", tests, NULL, NULL);
	layout_free(cases);
	return failed;
}
