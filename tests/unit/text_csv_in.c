/* CSV as it comes: forms that are fine, rows that are not, and noise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/csv_in.h"

/* A literal as bytes and length, since it may hold NUL. */
#define BYTES(s) s, sizeof s - 1

/* Everything read, in one line of text: heads, then each row with the line
 * it began on; a fault as "!", a failure as "#line". */
static void read_all(struct buf *b, const char *bytes, size_t n)
{
	FILE *f = n ? fmemopen((void *)(uintptr_t)bytes, n, "r") :
	    fopen("/dev/null", "r");
	struct csv_in *in;
	struct csv_row row;
	size_t heads;
	const char *const *head;
	long line;

	assert_non_null(f);
	in = csv_in_open(f, "test.csv");
	head = csv_in_heads(in, &heads);
	for (size_t i = 0; i < heads; i++)
		buf_addf(b, "[%s]", head[i]);
	while (csv_in_next(in, &row)) {
		buf_addf(b, " %ld:", row.line);
		if (row.fault)
			buf_adds(b, "!");
		for (size_t i = 0; i < row.n; i++)
			buf_addf(b, "[%s]", row.cell[i]);
	}
	if (csv_in_failed(in, &line))
		buf_addf(b, " #%ld", line);
	/* The end stays the end. */
	assert_false(csv_in_next(in, &row));
	csv_in_close(in);
	fclose(f);
}

static void forms(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *read;
	} cases[] = {
		{BYTES(""), ""},
		{BYTES("\n\r\n"), ""},
		{BYTES("a,b\n"), "[a][b]"},
		{BYTES("a,b"), "[a][b]"},
		{BYTES("a\n1\n2\n"), "[a] 2:[1] 3:[2]"},
		{BYTES("a,b\n1,2\n3,4"), "[a][b] 2:[1][2] 3:[3][4]"},
		{BYTES("a,b\r\n1,2\r\n3,4\r\n"), "[a][b] 2:[1][2] 3:[3][4]"},
		{BYTES("a,b\r1,2\r3,4\r"), "[a][b] 2:[1][2] 3:[3][4]"},
		{BYTES("a;b\n1;2,5\n"), "[a][b] 2:[1][2,5]"},
		{BYTES("a\tb\n1\t2\n\t\n\t3\n"), "[a][b] 2:[1][2] 4:[][3]"},
		{BYTES("\"a,x\";b\n1;2\n"), "[a,x][b] 2:[1][2]"},
		{BYTES("\xEF\xBB\xBF\"姓名\",电话\n李,1\n"), "[姓名][电话] 2:[李][1]"},
		{BYTES("\xEF\xBB\xBF"), ""},
		{BYTES("\n\n a , b \n\n1,2\n  \n,,\n3,4\n"), "[a][b] 5:[1][2] 8:[3][4]"},
		{BYTES("a,b\n\"\",\n"), "[a][b] 2:[][]"},
		{BYTES("a,b\n\"x\ny\",2\n3,4\n"), "[a][b] 2:[x\ny][2] 4:[3][4]"},
		{BYTES("a,b\n\"x\r\n\r\ny\",2\r\n3,4\r\n"), "[a][b] 2:[x\r\n\r\ny][2] 5:[3][4]"},
		{BYTES("\"a\n1\",b\n3,4\n"), "[a\n1][b] 3:[3][4]"},
		{BYTES("a,b\n\"say \"\"no\"\"\",2\n"), "[a][b] 2:[say \"no\"][2]"},
		{BYTES("a,b\n\"\"\"\",2\n"), "[a][b] 2:[\"][2]"},
		{BYTES("a,b\n\" x \", y \n"), "[a][b] 2:[ x ][y]"},
		{BYTES("a,b\n　x　,=1+1\n"), "[a][b] 2:[　x　][=1+1]"},
		/* A bad row is one fault. */
		{BYTES("a,b\n1\n2,3\n4,5,6\n7,8\n"), "[a][b] 2:! 3:[2][3] 4:! 5:[7][8]"},
		{BYTES("a,b\n1,\0\n2,3\n"), "[a][b] 2:! 3:[2][3]"},
		{BYTES("a,b\n1,\xC1\xAA\n2,3\n"), "[a][b] 2:! 3:[2][3]"},
		{BYTES("a,b\n1,x\"y\n2,3\n"), "[a][b] 2:! 3:[2][3]"},
		{BYTES("a,b\n\"1\"x,2\n2,3\n"), "[a][b] 2:! 3:[2][3]"},
		{BYTES("a,b\n\"1,2\n\"x,3\n4,5\n"), "[a][b] 2:! 4:[4][5]"},
		{BYTES("a,b\n1,\"2\"\"\"\"\n3,4\n"), "[a][b] #2"},
		/* What makes the rest unreadable ends the reading. */
		{BYTES("a,b\n1,2\n\"3,4\n5,6\n"), "[a][b] 2:[1][2] #3"},
		{BYTES("a,b\n1,\"2\n\n"), "[a][b] #2"},
		{BYTES("a,b\n\"1\n2\",\"3\n4\n5"), "[a][b] #3"},
		{BYTES("a,b\n1,\""), "[a][b] #2"},
		{BYTES("a,\"b\n1,2\n"), " #1"},
		{BYTES("\na,b\"\n1,2\n"), " #2"},
		{BYTES("a,\xD0\xD5\n1,2\n"), " #1"},
		{BYTES("a,\0\n1,2\n"), " #1"},
		{BYTES("\xFF\xFE" "a\0,\0\"\0\n\0"), " #1"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		buf_reset(&b);
		read_all(&b, cases[i].bytes, cases[i].n);
		assert_string_equal(buf_text(&b), cases[i].read);
	}
	buf_free(&b);
}

static void reasons(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *part;
	} cases[] = {
		{BYTES("a,b\n1\n"), "1 cells where the heading has 2; put"},
		{BYTES("a,b\n1,2,3\n"), "3 cells where the heading has 2; a text"},
		{BYTES("a,b\n1,\0\n"), "NUL"},
		{BYTES("a,b\n1,\xFF\n"), "UTF-8"},
		{BYTES("a,b\n1,x\"\n"), "quotation mark inside a cell"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		FILE *f = fmemopen((void *)(uintptr_t)cases[i].bytes,
		    cases[i].n, "r");
		struct csv_in *in = csv_in_open(f, "-");
		struct csv_row row;

		assert_true(csv_in_next(in, &row));
		assert_non_null(row.fault);
		assert_int_equal(row.n, 0);
		assert_non_null(strstr(row.fault, cases[i].part));
		csv_in_close(in);
		fclose(f);
	}
}

/* What a reject file needs: the very bytes, of good rows and of bad. */
static void raw_bytes(void **state)
{
	static const char bytes[] = "\xEF\xBB\xBF\"a\r\n1\" ;b\r\n x ; \"y\nz\"\r\n1\r2;\xFF";
	static const char *const raw[] = {" x ; \"y\nz\"", "1", "2;\xFF"};
	FILE *f = fmemopen((void *)(uintptr_t)bytes, sizeof bytes - 1, "r");
	struct csv_in *in = csv_in_open(f, "-");
	struct csv_row row;
	size_t n;
	const char *heads = csv_in_raw_heads(in, &n);

	(void)state;
	assert_int_equal(n, 9);
	assert_memory_equal(heads, "\"a\r\n1\" ;b", n);
	assert_int_equal(csv_in_separator(in), ';');
	for (size_t i = 0; i < 3; i++) {
		assert_true(csv_in_next(in, &row));
		assert_int_equal(row.raw_n, strlen(raw[i]));
		assert_memory_equal(row.raw, raw[i], row.raw_n);
		assert_true((row.fault != NULL) == (i > 0));
	}
	assert_false(csv_in_next(in, &row));
	csv_in_close(in);
	fclose(f);
}

/* n times the piece between two others. */
static void read_long(struct buf *out, const char *before, const char *piece,
    size_t n, const char *after)
{
	struct buf b = {0};

	buf_adds(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_adds(&b, piece);
	buf_adds(&b, after);
	buf_reset(out);
	read_all(out, b.s, b.n);
	buf_free(&b);
}

static void caps(void **state)
{
	enum { OVER = CSV_IN_ROW + 10 };
	struct buf b = {0};

	(void)state;
	read_long(&b, "a,b\n", "x", OVER, ",1\n2,3\n");
	assert_string_equal(b.s, "[a][b] 2:! 3:[2][3]");
	read_long(&b, "a,b\n\"", "x", OVER, "\n2,3\n");
	assert_string_equal(b.s, "[a][b] #2");
	read_long(&b, "a,b\n\"", "x\n", OVER, "\n2,3\n");
	assert_string_equal(b.s, "[a][b] #2");
	read_long(&b, "a,b\n\"\n", "\n", OVER, "\n2,3\n");
	assert_string_equal(b.s, "[a][b] #2");
	read_long(&b, "a,b\n1,\n\"\n\",\"", "x", OVER, "\"\n2,3\n");
	assert_string_equal(b.s, "[a][b] 2:[1][] #3");
	read_long(&b, "", "x", OVER, ",1\n2,3\n");
	assert_string_equal(b.s, " #1");
	read_long(&b, "\"", "\n", OVER, "");
	assert_string_equal(b.s, " #1");
	read_long(&b, "a,b\n", ",", CSV_IN_CELLS, "x\n2,3\n");
	assert_string_equal(b.s, "[a][b] 2:! 3:[2][3]");
	read_long(&b, "", "x,", CSV_IN_CELLS, "x\n2,3\n");
	assert_string_equal(b.s, " #1");
	/* Just within: a cell of nearly 1 MiB. */
	read_long(&b, "a,b\n", "x", CSV_IN_ROW - 2, ",1\n2,3\n");
	assert_int_equal(b.n, sizeof "[a][b] 2:[][1] 3:[2][3]" - 1 +
	    CSV_IN_ROW - 2);
	buf_free(&b);
}

static void unreadable(void **state)
{
	FILE *f = fopen("/", "r");
	struct csv_in *in;
	struct csv_row row;
	size_t n;
	long line;

	(void)state;
	assert_non_null(f);
	in = csv_in_open(f, "/");
	csv_in_heads(in, &n);
	assert_int_equal(n, 0);
	assert_non_null(csv_in_failed(in, &line));
	assert_int_equal(line, 0);
	assert_false(csv_in_next(in, &row));
	csv_in_close(in);
	fclose(f);
}

/* xorshift64*: the same noise every time. */
static uint64_t noise(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(2685821657736338717);
}

/*
 * Noise of bytes that matter: never a crash, rows in rising order of lines,
 * every good row as wide as the heading, raw bytes in their order, and all
 * of them there: what is in no row is blank.
 */
static void read_noise(const char *bytes, size_t n, long *good, long *bad)
{
	FILE *f = fmemopen((void *)(uintptr_t)bytes, n, "r");
	struct csv_in *in = csv_in_open(f, "noise");
	struct csv_row row;
	size_t heads, raw_n;
	const char *raw = csv_in_raw_heads(in, &raw_n);
	const char *at = (char *)memmem(bytes, n, raw, raw_n) + raw_n;
	long last = 0, line;

	csv_in_heads(in, &heads);
	while (csv_in_next(in, &row)) {
		const char *found = memmem(at, n - (size_t)(at - bytes),
		    row.raw, row.raw_n);

		assert_true(row.line > last);
		last = row.line;
		assert_non_null(found);
		at = found + row.raw_n;
		if (row.fault) {
			++*bad;
			continue;
		}
		++*good;
		assert_int_equal(row.n, heads);
		for (size_t i = 0; i < row.n; i++)
			assert_non_null(row.cell[i]);
	}
	if (!csv_in_failed(in, &line))
		for (; at < bytes + n; at++)
			assert_non_null(memchr(", ;\t\r\n", *at, 6));
	csv_in_close(in);
	fclose(f);
}

static void any_bytes(void **state)
{
	static const char letters[] = "aab,,,\n\n\r\"\"; \t\0\xFF\xE6\x9D\x8E";
	uint64_t seed = 20260312;
	long good = 0, bad = 0;

	(void)state;
	for (int round = 0; round < 10000; round++) {
		char bytes[128] = "a,b\n";
		size_t from = round % 4 ? 4 : 0;
		size_t n = from + 1 + noise(&seed) % (sizeof bytes - from - 1);
		/* Most noise from few letters, so that rows come about. */
		size_t choice = round % 8 ? sizeof letters - 1 : 256;

		for (size_t i = from; i < n; i++) {
			uint64_t r = (noise(&seed) >> 32) % choice;

			bytes[i] = choice == 256 ? (char)r : letters[r];
		}
		read_noise(bytes, n, &good, &bad);
	}
	assert_true(good > 1000);
	assert_true(bad > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(reasons),
		cmocka_unit_test(raw_bytes),
		cmocka_unit_test(caps),
		cmocka_unit_test(unreadable),
		cmocka_unit_test(any_bytes),
	};

	return cmocka_run_group_tests_name("text_csv_in", tests, NULL, NULL);
}
