/* Phone numbers as they come in sheets, and why some are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "text/phone.h"

static void good(void **state)
{
	static const struct {
		const char *value, *number;
	} cases[] = {
		{"13800138000", "13800138000"},
		{" 138-0013-8000 ", "13800138000"},
		{"138 0013 8000", "13800138000"},
		{"'13800138000", "13800138000"},
		{"+8613800138000", "13800138000"},
		{"+86 138 0013 8000", "13800138000"},
		{"86 13800138000", "13800138000"},
		{"008613800138000", "13800138000"},
		{"１３８－００１３－８０００", "13800138000"},
		{"＋８６　１３８００１３８０００", "13800138000"},
		{"138\xE2\x80\x93" "0013\xE2\x80\x94" "8000", "13800138000"},
		{"\xEF\xBB\xBF" "13800138000", "13800138000"},
		{"13800138000\xE2\x80\xAC", "13800138000"},
		{"13800138000.0", "13800138000"},
		{"13800138000.00", "13800138000"},
		{"1.3800138000E+10", "13800138000"},
		{"1.3800138000e10", "13800138000"},
		{"1.38001380000E+10", "13800138000"},
		{"19912345678", "19912345678"},
		{"010-64551234", "01064551234"},
		{"(010)64551234", "01064551234"},
		{"（010）6455 1234", "01064551234"},
		{"010.6455.1234", "01064551234"},
		{"0571-8765432", "05718765432"},
		{"0571-87654321", "057187654321"},
		{"+86 10 6455 1234", "01064551234"},
		{"+86 (0)10 6455 1234", "01064551234"},
		{"0086-571-87654321", "057187654321"},
		{"010-64551234转801", "01064551234x801"},
		{"010-64551234 ext. 801", "01064551234x801"},
		{"010-64551234-801", "01064551234x801"},
		{"010-64551234#1", "01064551234x1"},
		{"400-800-1234", "4008001234"},
		{"+86 400 800 1234", "4008001234"},
		{"8008101234", "8008101234"},
		{"95588", "95588"},
		{"951234567", "951234567"},
		{"+852 9123 4567", "+85291234567"},
		{"00852-91234567", "+85291234567"},
		{"+1 (415) 555-0123", "+14155550123"},
		{"+886 912 345 678", "+886912345678"},
		{"+65 6123 4567", "+6561234567"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[PHONE_TEXT], again[PHONE_TEXT];
		const char *why = "";

		if (!phone_normalise(cases[i].value, out, &why))
			fail_msg("%s: %s", cases[i].value, why);
		assert_string_equal(out, cases[i].number);
		/* What is normal stays so. */
		assert_true(phone_normalise(out, again, &why));
		assert_string_equal(again, out);
	}
}

static void refused(void **state)
{
	static const struct {
		const char *value, *part;
	} cases[] = {
		{"", "no phone number"},
		{"  ", "no phone number"},
		{"1.38E+10", "Excel cut"},
		{"1.38001E+10", "Excel cut"},
		{"1E+10", "Excel cut"},
		{"1.38E+99999999999999999999", "Excel cut"},
		{"1.38001380009E+10", "not a phone number"},
		{"1.3E", "not a phone number"},
		{"138****8000", "masked"},
		{"****", "masked"},
		{"1380013800", "one digit is missing"},
		{"138001380001", "not a mobile number"},
		{"12800138000", "not a mobile number"},
		{"64551234", "area code"},
		{"8765432", "area code"},
		{"123", "too short"},
		{"010-6455123", NULL},		/* ten digits: an old one */
		{"010-645512", "too short for a landline"},
		{"010-645512345678", "too long for a landline"},
		{"+852123", "country code"},
		{"+0123456789", "not a phone number"},
		{"+1234567890123456", "not a phone number"},
		{"85291234567", "not a phone number"},
		{"13800138000/13900139000", "more than one"},
		{"13800138000、13900139000", "more than one"},
		{"13800138000;13900139000", "more than one"},
		{"13800138000 13900139000", "two numbers"},
		{"无", "not a phone number"},
		{"张三13800138000", "not a phone number"},
		{"13800138000(张三)", "not a phone number"},
		{"=1+1", "not a phone number"},
		{"+", "not a phone number"},
		{"-", "not a phone number"},
		{"010-64551234转", "not a phone number"},
		{"010-64551234转1234567", "not a phone number"},
		{"00", "too short"},
		{"0000000000000000000", "not a phone number"},
		{"\xFF\xFE", "not a phone number"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[PHONE_TEXT] = "x";
		const char *why = "";
		bool ok = phone_normalise(cases[i].value, out, &why);

		if (ok != (cases[i].part == NULL))
			fail_msg("\"%s\" gives %s", cases[i].value, out);
		if (ok)
			continue;
		assert_string_equal(out, "");
		if (!strstr(why, cases[i].part))
			fail_msg("\"%s\": %s", cases[i].value, why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests_name("text_phone", tests, NULL, NULL);
}
