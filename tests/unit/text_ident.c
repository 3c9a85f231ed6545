/* Names of the command line, and the check digit of case numbers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "text/ident.h"

static void spoken_numbers(void **state)
{
	(void)state;
	assert_int_equal(ident_damm("572"), 4);		/* the author's example */
	assert_int_equal(ident_damm("5724"), 0);
	assert_int_equal(ident_damm(""), 0);
	assert_int_equal(ident_damm("12a"), -1);
	assert_int_equal(ident_case(1042), 10429);
	assert_int_equal(ident_case_subject("10429"), 1042);
	assert_int_equal(ident_case_subject("10492"), -1);
	assert_int_equal(ident_case_subject("5"), -1);
	assert_int_equal(ident_case_subject("0"), 0);
	assert_int_equal(ident_case_subject("010429"), 0);
	assert_int_equal(ident_case_subject("+10429"), 0);
	assert_int_equal(ident_case_subject(" 10429"), 0);
	assert_int_equal(ident_case_subject(""), 0);
	assert_int_equal(ident_case_subject("99999999999999999999"), 0);
}

static void there_and_back(void **state)
{
	char text[32];

	(void)state;
	for (int64_t i = 1; i < 5000000; i += 997) {
		snprintf(text, sizeof text, "%lld", (long long)ident_case(i));
		assert_int_equal(ident_case_subject(text), i);
	}
	assert_true(ident_case(INT64_MAX / 10 - 1) > 0);
}

/* Every wrong digit and every swap of neighbours in every number of up to
 * five digits, the check digit among them. */
static void every_slip_is_found(void **state)
{
	long slips = 0;

	(void)state;
	for (int64_t subject = 1; subject <= 9999; subject++) {
		char right[16], wrong[16];
		size_t n;

		snprintf(right, sizeof right, "%lld",
		    (long long)ident_case(subject));
		n = strlen(right);
		for (size_t i = 0; i < n; i++) {
			for (char d = '0'; d <= '9'; d++) {
				if (d == right[i])
					continue;
				memcpy(wrong, right, n + 1);
				wrong[i] = d;
				assert_int_not_equal(ident_damm(wrong), 0);
				slips++;
			}
			if (i + 1 == n || right[i] == right[i + 1])
				continue;
			memcpy(wrong, right, n + 1);
			wrong[i] = right[i + 1];
			wrong[i + 1] = right[i];
			assert_int_not_equal(ident_damm(wrong), 0);
			slips++;
		}
	}
	assert_true(slips > 437400);
}

static void names(void **state)
{
	static const struct {
		const char *text;
		enum ident_kind kind;
		int64_t number;
		const char *ref, *rule;
		int turn;
	} cases[] = {
		{"10429", IDENT_CASE, 1042, "", "", 1},
		{"10429/result", IDENT_CASE, 1042, "", "result", 1},
		{"10429/result.2", IDENT_CASE, 1042, "", "result", 2},
		{"10429/first_action.12", IDENT_CASE, 1042, "", "first_action", 12},
		{"10492", IDENT_BAD_DIGIT, 0, "", "", 1},
		{"10492/result", IDENT_BAD_DIGIT, 0, "", "result", 1},
		{"10429/", IDENT_NONE, 0, "", "", 1},
		{"10429/result.", IDENT_NONE, 0, "", "", 1},
		{"10429/result.0", IDENT_NONE, 0, "", "", 1},
		{"10429/result.02", IDENT_NONE, 0, "", "", 1},
		{"10429/result.-1", IDENT_NONE, 0, "", "", 1},
		{"10429/a/b", IDENT_NONE, 0, "", "", 1},
		{"10429 ", IDENT_NONE, 0, "", "", 1},
		{"c3071", IDENT_CUSTOMER, 3071, "", "", 1},
		{"c3071/visit.2", IDENT_CUSTOMER, 3071, "", "visit", 2},
		{"m5512/visit", IDENT_NONE, 0, "", "", 1},
		{"m5512", IDENT_MESSAGE, 5512, "", "", 1},
		{"s12", IDENT_SURVEY, 12, "", "", 1},
		{"b7", IDENT_BATCH, 7, "", "", 1},
		{"a17", IDENT_MEASURE, 17, "", "", 1},
		{"a", IDENT_NONE, 0, "", "", 1},
		{"c0", IDENT_NONE, 0, "", "", 1},
		{"c07", IDENT_NONE, 0, "", "", 1},
		{"c-7", IDENT_NONE, 0, "", "", 1},
		{"wang", IDENT_NONE, 0, "", "", 1},
		{"", IDENT_NONE, 0, "", "", 1},
		{"booking:T0308-2", IDENT_BOOKING, 0, "T0308-2", "", 1},
		{"booking:T0308-2/greeting", IDENT_BOOKING, 0, "T0308-2", "greeting", 1},
		{"booking:T0308-2/greeting.3", IDENT_BOOKING, 0, "T0308-2", "greeting", 3},
		{"booking:2025/03/12", IDENT_BOOKING, 0, "2025/03/12", "", 1},
		{"booking:2025/03/call", IDENT_BOOKING, 0, "2025/03", "call", 1},
		{"booking:/call", IDENT_BOOKING, 0, "/call", "", 1},
		{"booking:", IDENT_NONE, 0, "", "", 1},
		{"booking:订单七", IDENT_BOOKING, 0, "订单七", "", 1},
		{"booking:a\nb", IDENT_NONE, 0, "", "", 1},
		{"booking:\xFF", IDENT_NONE, 0, "", "", 1},
		{"ref:TS20250312-7", IDENT_CASE_REF, 0, "TS20250312-7", "", 1},
		{"ref:a/b", IDENT_CASE_REF, 0, "a/b", "", 1},
		{"ref:", IDENT_NONE, 0, "", "", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct ident id = ident_parse(cases[i].text);

		if (id.kind != cases[i].kind)
			fail_msg("%s: kind %d", cases[i].text, (int)id.kind);
		assert_int_equal(id.number, cases[i].number);
		assert_string_equal(id.ref, cases[i].ref);
		assert_string_equal(id.rule, cases[i].rule);
		assert_int_equal(id.turn, cases[i].turn);
	}
}

static void too_long_names(void **state)
{
	char text[IDENT_TEXT + 16] = "booking:";

	(void)state;
	memset(text + 8, 'x', IDENT_TEXT - 1);
	assert_int_equal(ident_parse(text).kind, IDENT_BOOKING);
	memset(text + 8, 'x', IDENT_TEXT);
	assert_int_equal(ident_parse(text).kind, IDENT_NONE);
	memcpy(text, "10429/x", 7);
	memset(text + 7, 'x', IDENT_TEXT);
	assert_int_equal(ident_parse(text).kind, IDENT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spoken_numbers),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(every_slip_is_found),
		cmocka_unit_test(names),
		cmocka_unit_test(too_long_names),
	};

	return cmocka_run_group_tests_name("text_ident", tests, NULL, NULL);
}
