/* Codes of notices: made, read as people type them, proven. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "care/escalation/ack_code.h"
#include "care/messages/outbox.h"
#include "store/digest.h"

static const struct message notice = {.id = 5512, .subject = 1042,
    .rule = "notice:due", .occurrence = "result.1/due.0/1773279000",
    .addressee = 17, .not_before = 1773279000};

static void key_of(unsigned char first, unsigned char *key)
{
	memset(key, 7, DIGEST_KEY);
	key[0] = first;
}

static void test_proves(void **state)
{
	unsigned char key[DIGEST_KEY];
	struct ack_code code;
	struct message others[6];
	char text[ACK_CODE];

	(void)state;
	key_of(1, key);
	ack_code_make(key, &notice, text);
	assert_memory_equal(text, "m5512-", 6);
	assert_int_equal(strlen(text), 6 + ACK_PROOF - 1);
	assert_true(ack_code_read(text, &code));
	assert_int_equal(code.message, 5512);
	assert_true(ack_code_proves(&code, key, &notice));
	for (size_t i = 0; i < 6; i++)
		others[i] = notice;
	others[0].id++;
	others[1].subject++;
	others[2].rule = "notice:over";
	others[3].occurrence = "result.2/due.0/1773279000";
	others[4].addressee++;
	others[5].not_before++;
	for (size_t i = 0; i < 6; i++)
		assert_false(ack_code_proves(&code, key, &others[i]));
	key_of(2, key);
	assert_false(ack_code_proves(&code, key, &notice));
	/* Every letter counts. */
	key_of(1, key);
	for (size_t i = 0; i < ACK_PROOF - 1; i++) {
		struct ack_code wrong = code;

		wrong.proof[i] = code.proof[i] == '0' ? '1' : '0';
		assert_false(ack_code_proves(&wrong, key, &notice));
	}
}

static void test_spelling(void **state)
{
	static const struct { const char *typed; bool good; } v[] = {
		{"m1-00000000", true}, {"M1-OoIiLl00", true}, {"m12-ABCDEFGH", true},
		{"m9223372036854775807-zzzzzzzz", true},
		{"m9223372036854775808-zzzzzzzz", false},
		{"m99999999999999999999-zzzzzzzz", false},
		{"m1-0000000", false}, {"m1-000000000", false}, {"m1-0000000u", false},
		{"m01-00000000", false}, {"m-00000000", false}, {"m1 00000000", false},
		{" m1-00000000", false}, {"m1-00000000 ", false}, {"m1", false},
		{"1-00000000", false}, {"", false}, {"m1-0000000\xc3\xa9", false},
	};
	struct ack_code code;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		if (ack_code_read(v[i].typed, &code) != v[i].good)
			fail_msg("\"%s\"", v[i].typed);
	assert_true(ack_code_read("M1-OoIiLlAb", &code));
	assert_string_equal(code.proof, "001111ab");
}

static void test_find(void **state)
{
	static const struct { const char *text; size_t n; int64_t last; } v[] = {
		{"OK m5-00000000.", 1, 5}, {"收到m6-00000000，谢谢", 1, 6},
		{"m5-00000000 m6-00000001\nm7-00000002", 3, 7},
		{"xm5-00000000", 0, 0}, {"m5-00000000x", 0, 0}, {"m5-000", 0, 0},
		{"mm5-00000000", 0, 0}, {"m5-m6-00000000", 1, 6}, {"", 0, 0},
		{"m5-0000000m6-00000000", 0, 0}, {"mmmmmmmm", 0, 0},
		{"m1-00000000 m2-00000000 m3-00000000 m4-00000000 m5-00000000", 4, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct ack_code found[4];
		size_t n = ack_codes_find(v[i].text, found, 4);

		if (n != v[i].n || (n && found[n - 1].message != v[i].last))
			fail_msg("\"%s\": %zu", v[i].text, n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_proves),
		cmocka_unit_test(test_spelling),
		cmocka_unit_test(test_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
