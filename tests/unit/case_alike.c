/* Which cases may be merged, and how alike cases are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care/cases/alike.h"
#include "care/cases/merge.h"

#define COUNT(v) (sizeof(v) / sizeof(v)[0])

static void merging(void **state)
{
	static const struct {
		struct care_case one, into;
		enum merge_refusal want;
	} v[] = {
		{{.id = 1, .customer = 7}, {.id = 2, .customer = 7}, MERGE_ALLOWED},
		{{.id = 1}, {.id = 2, .customer = 7}, MERGE_ALLOWED},
		{{.id = 1, .customer = 7}, {.id = 2}, MERGE_ALLOWED},
		{{.id = 1}, {.id = 2}, MERGE_ALLOWED},
		{{.id = 1, .customer = 7}, {.id = 2, .customer = 8},
		    MERGE_OTHER_CUSTOMER},
		{{.id = 1}, {.id = 1}, MERGE_SELF},
		{{.id = 1, .closed_at = 5}, {.id = 2}, MERGE_CLOSED},
		{{.id = 1}, {.id = 2, .closed_at = 5}, MERGE_CLOSED},
		{{.id = 1, .closed_at = 5, .merged_into = 3}, {.id = 2}, MERGE_DONE},
		{{.id = 1}, {.id = 2, .closed_at = 5, .merged_into = 3}, MERGE_DONE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++)
		assert_int_equal(case_may_merge(&v[i].one, &v[i].into), v[i].want);
}

static void words(void **state)
{
	static const struct {
		const char *a, *b;
		int least, most;
	} v[] = {
		{"大巴迟到两小时", "大巴迟到两小时", 1000, 1000},
		{"大巴迟到两小时", "大巴，迟到两小时！", 1000, 1000},
		{"大巴迟到两小时", "大巴迟到了两个小时", 500, 800},
		{"大巴迟到两小时", "酒店房间太脏", 0, 0},
		{"The bus was late", "the BUS was late.", 1000, 1000},
		{"The bus was late", "the bus was two hours late", 600, 900},
		{"", "", 0, 0},
		{"a", "a", 0, 0},	/* no pair to compare */
		{"", "大巴迟到", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		int n = words_alike(v[i].a, v[i].b);

		assert_in_range(n, v[i].least, v[i].most);
		assert_int_equal(words_alike(v[i].b, v[i].a), n);
	}
}

/* However long the text: only its beginning is compared. */
static void long_words(void **state)
{
	static char a[300001], b[300001];

	(void)state;
	memset(a, 'x', sizeof a - 1);
	memset(b, 'x', sizeof b - 1);
	assert_int_equal(words_alike(a, b), 1000);
}

static void alike(void **state)
{
	static const struct {
		struct care_case a, b;
		const char *a_text, *b_text;
		int want;
	} v[] = {
		{{.kind = "complaint", .customer = 7}, {.kind = "complaint",
		    .customer = 7}, NULL, NULL, ALIKE_CUSTOMER},
		{{.kind = "complaint", .customer = 7}, {.kind = "request",
		    .customer = 7}, NULL, NULL, 0},
		{{.kind = "complaint"}, {.kind = "complaint"}, NULL, NULL, 0},
		{{.kind = "complaint", .trip = "T1"}, {.kind = "complaint",
		    .trip = "T1"}, NULL, NULL, ALIKE_MATTER},
		{{.kind = "complaint", .trip = "T1", .cause = "traffic"},
		    {.kind = "complaint", .trip = "T1", .cause = "fraud"}, NULL, NULL,
		    0},
		{{.kind = "complaint", .trip = "T1", .cause = "traffic"},
		    {.kind = "complaint", .trip = "T1"}, NULL, NULL, ALIKE_MATTER},
		{{.kind = "complaint", .booking = 4}, {.kind = "complaint",
		    .booking = 4}, NULL, NULL, ALIKE_MATTER},
		{{.kind = "complaint"}, {.kind = "complaint"}, "大巴迟到两小时",
		    "大巴迟到两小时。", ALIKE_WORDS},
		{{.kind = "complaint", .customer = 7, .trip = "T1"},
		    {.kind = "complaint", .customer = 7, .trip = "T1"},
		    "大巴迟到两小时", "大巴迟到两小时",
		    ALIKE_CUSTOMER | ALIKE_MATTER | ALIKE_WORDS},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++) {
		assert_int_equal(cases_alike(&v[i].a, v[i].a_text, &v[i].b,
		    v[i].b_text), v[i].want);
		assert_int_equal(cases_alike(&v[i].b, v[i].b_text, &v[i].a,
		    v[i].a_text), v[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging),
		cmocka_unit_test(words),
		cmocka_unit_test(long_words),
		cmocka_unit_test(alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
