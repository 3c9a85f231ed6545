/* Encodings: found, decoded, and written back to the very bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/csv_in.h"
#include "text/encoding.h"

#define BYTES(s) s, sizeof s - 1

static FILE *open_bytes(const char *bytes, size_t n)
{
	FILE *f = n ? fmemopen((void *)(uintptr_t)bytes, n, "r") :
	    fopen("/dev/null", "r");

	assert_non_null(f);
	return f;
}

/* Everything decoded into b; the name of the encoding. */
static const char *decode(struct buf *b, const char *bytes, size_t n,
    const char *name)
{
	FILE *f = open_bytes(bytes, n);
	struct encoding *e = encoding_open(f, name);
	const char *found;
	char some[7];
	size_t got;

	assert_non_null(e);
	buf_reset(b);
	while ((got = fread(some, 1, sizeof some, encoding_stream(e))) > 0)
		buf_add(b, some, got);
	found = encoding_name(e);
	encoding_close(e);
	fclose(f);
	return found;
}

static void found(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *encoding, *text;
		size_t text_n;
	} cases[] = {
		{BYTES(""), "UTF-8", BYTES("")},
		{BYTES("a,b\n"), "UTF-8", BYTES("a,b\n")},
		{BYTES("姓名,1\n"), "UTF-8", BYTES("姓名,1\n")},
		{BYTES("\xEF\xBB\xBF" "a\xE9\n"), "UTF-8", BYTES("\xEF\xBB\xBF" "a\xE9\n")},
		/* GB18030: 姓名, 联通, a four-byte character, a lone 0x80 */
		{BYTES("\xD0\xD5\xC3\xFB,1\n"), "GB18030", BYTES("姓名,1\n")},
		{BYTES("\xC1\xAA\xCD\xA8\n"), "GB18030", BYTES("联通\n")},
		{BYTES("\xFE\x9F"), "GB18030", BYTES("䶮")},
		{BYTES("\x82\x35\x87\x38"), "GB18030", BYTES("䶵")},
		{BYTES("\xD0\xD5\x80\n"), "GB18030", BYTES("姓€\n")},
		{BYTES("\xD0\xD5\xFF,\xD0\xD5"), "GB18030", BYTES("姓\xFF\xFF,姓")},
		{BYTES("\xD0\xD5\xD0"), "GB18030", BYTES("姓\xFF\xD0")},
		/* One broken byte in a UTF-8 file is a broken row, no more. */
		{BYTES("姓名电话地址\n\xE6\n"), "UTF-8", BYTES("姓名电话地址\n\xE6\n")},
		{BYTES("\xFF\xFE" "a\0\xD3\x59"), "UTF-16LE", BYTES("\xEF\xBB\xBF" "a姓")},
		{BYTES("\xFE\xFF" "\0a\x59\xD3"), "UTF-16BE", BYTES("\xEF\xBB\xBF" "a姓")},
		/* The same without a mark; 一 has a NUL on the other side. */
		{BYTES("\xD3\x59,\0a\0\r\0\n\0\0\x4E,\0" "1\0"), "UTF-16LE", BYTES("姓,a\r\n一,1")},
		{BYTES("\x59\xD3\0,\0a\0\n\x4E\0\0,\0" "1"), "UTF-16BE", BYTES("姓,a\n一,1")},
		/* NULs by accident are no encoding. */
		{BYTES("a\0b\nc\0\n"), "UTF-8", BYTES("a\0b\nc\0\n")},
	};
	struct buf b = {0}, back = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *name = decode(&b, cases[i].bytes, cases[i].n, NULL);

		assert_string_equal(name, cases[i].encoding);
		assert_int_equal(b.n, cases[i].text_n);
		assert_memory_equal(buf_text(&b), cases[i].text, b.n);
		if (strstr(cases[i].text, "€"))
			continue;	/* the euro comes back in its own form */
		buf_reset(&back);
		assert_true(encoding_back(&back, name, buf_text(&b), b.n));
		assert_int_equal(back.n, cases[i].n);
		assert_memory_equal(buf_text(&back), cases[i].bytes, back.n);
	}
	buf_free(&b);
	buf_free(&back);
}

static void named(void **state)
{
	struct buf b = {0};

	(void)state;
	decode(&b, BYTES("\xC9mile"), "ISO-8859-1");
	assert_string_equal(b.s, "Émile");
	decode(&b, BYTES("\xC3\x89mile"), "UTF-8");
	assert_string_equal(b.s, "Émile");
	assert_null(encoding_open(stdin, "no-such-encoding"));
	buf_reset(&b);
	assert_false(encoding_back(&b, "no-such-encoding", "a", 1));
	assert_false(encoding_back(&b, "ISO-8859-1", BYTES("a姓")));
	assert_string_equal(b.s, "a?");
	buf_free(&b);
}

/* ASCII first, characters cut by the ends of blocks. */
static void blocks(void **state)
{
	struct buf in = {0}, out = {0}, expect = {0};

	(void)state;
	while (in.n < 200001)
		buf_adds(&in, "a,b,c\n");
	buf_add(&expect, in.s, in.n);
	for (int i = 0; i < 100000; i++) {
		buf_adds(&in, "\xD0\xD5");
		buf_adds(&expect, "姓");
	}
	assert_string_equal(decode(&out, in.s, in.n, NULL), "GB18030");
	assert_string_equal(out.s, expect.s);
	assert_string_equal(decode(&out, expect.s, expect.n, NULL), "UTF-8");
	assert_string_equal(out.s, expect.s);
	buf_free(&in);
	buf_free(&out);
	buf_free(&expect);
}

/* A sheet as Excel saves it: only the row with the broken byte is refused,
 * and its own bytes come back. */
static void a_sheet(void **state)
{
	static const char bytes[] = "\xD0\xD5\xC3\xFB,tel\r\n\xC0\xEE,1\r\n\xC0\xFF,2\r\n\xC0\xEE,3\r\n";
	FILE *f = open_bytes(bytes, sizeof bytes - 1);
	struct encoding *e = encoding_open(f, NULL);
	struct csv_in *in = csv_in_open(encoding_stream(e), "sheet.csv");
	struct csv_row row;
	struct buf b = {0};
	size_t n;

	(void)state;
	assert_string_equal(csv_in_heads(in, &n)[0], "姓名");
	assert_true(csv_in_next(in, &row));
	assert_string_equal(row.cell[0], "李");
	assert_true(csv_in_next(in, &row));
	assert_non_null(row.fault);
	assert_true(encoding_back(&b, encoding_name(e), row.raw, row.raw_n));
	assert_string_equal(b.s, "\xC0\xFF,2");
	assert_true(csv_in_next(in, &row));
	assert_string_equal(row.cell[1], "3");
	assert_false(csv_in_next(in, &row));
	csv_in_close(in);
	encoding_close(e);
	fclose(f);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found),
		cmocka_unit_test(named),
		cmocka_unit_test(blocks),
		cmocka_unit_test(a_sheet),
	};

	return cmocka_run_group_tests_name("text_encoding", tests, NULL, NULL);
}
