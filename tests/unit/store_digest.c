/* Digests of fields that keep apart, hexadecimal, and the chain made of them. */
#include "store_made.h"

#include "store/chain.h"
#include "store/digest.h"

enum { FIELDS = 3 };

static void of(const char *const *f, unsigned char *out)
{
	struct digest d;

	digest_begin(&d, NULL);
	for (int i = 0; i < FIELDS; i++)
		digest_text(&d, f[i]);
	digest_end(&d, out);
}

static void fields_keep_apart(void **state)
{
	static const char *const cases[][FIELDS] = {
		{"ab", "c", ""}, {"a", "bc", ""}, {"abc", "", ""}, {"", "abc", ""},
		{"", "", "abc"}, {"a", "b", "c"}, {"ab", "", "c"}, {NULL, "abc", ""},
		{"", NULL, "abc"}, {NULL, NULL, "abc"}, {NULL, "", "abc"},
		{"\xff", "", "abc"}, {"", "", ""}, {NULL, NULL, NULL},
		{"\1", "", ""}, {"", "\1", ""},
	};
	enum { N = sizeof cases / sizeof cases[0] };
	unsigned char digests[N][DIGEST_SIZE], again[DIGEST_SIZE];

	(void)state;
	for (int i = 0; i < N; i++) {
		of(cases[i], digests[i]);
		of(cases[i], again);
		assert_memory_equal(digests[i], again, DIGEST_SIZE);
		/* The one byte 0xff stands for "no text": it is never in UTF-8. */
		for (int j = 0; j < i; j++)
			if (memcmp(digests[i], digests[j], DIGEST_SIZE) == 0 &&
			    !(cases[i][0] && strcmp(cases[i][0], "\xff") == 0))
				fail_msg("%d and %d", j, i);
	}
}

static void known_value(void **state)
{
	/* BLAKE2b-256 of one field "abc": its length in eight bytes, then it. */
	unsigned char out[DIGEST_SIZE], same[DIGEST_SIZE];
	struct digest d;

	(void)state;
	digest_begin(&d, NULL);
	digest_text(&d, "abc");
	digest_end(&d, out);
	crypto_generichash(same, sizeof same,
	    (const unsigned char *)"\3\0\0\0\0\0\0\0abc", 11, NULL, 0);
	assert_memory_equal(out, same, DIGEST_SIZE);
	digest_begin(&d, same);
	digest_text(&d, "abc");
	digest_end(&d, same);
	assert_memory_not_equal(out, same, DIGEST_SIZE);
}

/* However long the fields are, the digest is that of lengths and bytes in a
 * row. */
static void any_lengths(void **state)
{
	static const size_t lengths[] = {0, 1, 7, 8, 9, 495, 496, 497, 503, 504,
	    505, 511, 512, 513, 519, 520, 521, 5000};
	enum { N = sizeof lengths / sizeof lengths[0] };
	unsigned char *all = malloc(2 * (5000 + 8) + 16), out[DIGEST_SIZE];
	unsigned char same[DIGEST_SIZE];

	(void)state;
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++) {
			size_t pair[] = {lengths[i], lengths[k]}, at = 0;
			struct digest d;

			digest_begin(&d, NULL);
			for (size_t f = 0; f < 2; f++) {
				for (size_t b = 0; b < 8; b++)
					all[at++] = (unsigned char)(pair[f] >> (8 * b));
				memset(all + at, (int)('a' + f), pair[f]);
				digest_bytes(&d, all + at, pair[f]);
				at += pair[f];
			}
			memcpy(all + at, "\10\0\0\0\0\0\0\0\2\1\0\0\0\0\0\0", 16);
			digest_int(&d, 258);
			digest_end(&d, out);
			crypto_generichash(same, sizeof same, all, at + 16, NULL, 0);
			assert_memory_equal(out, same, DIGEST_SIZE);
		}
	free(all);
}

static void hex(void **state)
{
	static const struct {
		const char *text;
		long n;
	} cases[] = {
		{"", 0}, {"00", 1}, {"00ff10", 3}, {"FF", 1}, {"0", -1},
		{"0g", -1}, {"00 ff", -1}, {" 00", -1}, {"0011223344", -1},
		{"00112233", 4},
	};
	unsigned char bytes[4];
	char back[2 * sizeof bytes + 1];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (digest_unhex(cases[i].text, bytes, sizeof bytes) != cases[i].n)
			fail_msg("%s", cases[i].text);
	digest_hex((const unsigned char *)"\0\xff\x10", 3, back);
	assert_string_equal(back, "00ff10");
}

/* Each field of an event and of an entry changes its hash. */
static void chain_binds_all(void **state)
{
	static const struct event_head e = {1, 2, 3, "replied", 4, "x"};
	static const struct entry_head h = {1, 2, 3, 4, 5, 6, "care-case", "k"};
	unsigned char base[DIGEST_SIZE], now[DIGEST_SIZE], zero[DIGEST_SIZE] = {0};
	struct event_head events[] = {e, e, e, e, e, e};
	struct entry_head entries[] = {h, h, h, h, h, h, h, h, h};

	(void)state;
	events[0].entry = 9;
	events[1].n = 9;
	events[2].subject = 9;
	events[3].what = "reply";
	events[4].at = 9;
	events[5].arg = "";
	chain_leaf(&e, NULL, base);
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		chain_leaf(&events[i], NULL, now);
		assert_memory_not_equal(base, now, DIGEST_SIZE);
	}
	chain_leaf(&e, zero, now);
	assert_memory_not_equal(base, now, DIGEST_SIZE);

	entries[0].id = entries[1].recorded_at = entries[2].actor = 9;
	entries[3].done_by = entries[4].policy = entries[5].run = 9;
	entries[6].tool = "care-cases";
	entries[7].once = NULL;
	entries[8].once = "";
	chain_link(zero, &h, zero, base);
	for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
		chain_link(zero, &entries[i], zero, now);
		assert_memory_not_equal(base, now, DIGEST_SIZE);
	}
	chain_link(base, &h, zero, now);
	assert_memory_not_equal(base, now, DIGEST_SIZE);
	chain_link(zero, &h, base, now);
	assert_memory_not_equal(base, now, DIGEST_SIZE);
}

static void content_is_salted(void **state)
{
	unsigned char a[DIGEST_SIZE], b[DIGEST_SIZE], salt[DIGEST_SHORT] = {0};

	(void)state;
	chain_content(salt, "13800138000", a);
	salt[0] = 1;
	chain_content(salt, "13800138000", b);
	assert_memory_not_equal(a, b, DIGEST_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_keep_apart),
		cmocka_unit_test(known_value), cmocka_unit_test(any_lengths),
		cmocka_unit_test(hex),
		cmocka_unit_test(chain_binds_all),
		cmocka_unit_test(content_is_salted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
