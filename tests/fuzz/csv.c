/*
 * Any bytes as a sheet: CSV in any encoding, JSON Lines; refused rows written
 * back and read again; the cells as dates, numbers, money and heads. The first
 * byte chooses the encoding that is named.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "care/intake/columns.h"
#include "care/intake/sheet.h"
#include "care/intake/value.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool true_thing)
{
	if (!true_thing)
		abort();
}

static void values(const char *s)
{
	char out[COLUMN_ALIAS];
	int64_t n;
	int second, offset;
	const char *why;

	for (int order = DATE_UNSAID; order <= DATE_DMY; order++)
		if (value_date(s, (enum date_order)order, &n, &second, &offset, &why))
			must(second >= -1 && second <= 86400);
	if (value_number(s, &n))
		must(n >= 0);
	if (value_money(s, &n))
		must(n >= 0);
	value_state(s);
	value_lost_digits(s);
	column_nearest(intake_columns[NOUN_CASES].v, s, out);
}

/* Every row into refused ones; returns how many. */
static size_t read_all(const uint8_t *data, size_t n, const char *encoding,
    bool own, struct buf *back)
{
	FILE *f = n ? fmemopen((void *)(uintptr_t)data, n, "r") :
	    fopen("/dev/null", "r");
	struct sheet *s = sheet_open(f, "-", encoding, 0);
	struct csv_row row;
	size_t heads, rows = 0;
	const char *const *head = sheet_heads(s, &heads);
	long line;

	for (size_t i = 0; i < heads; i++)
		must(utf8_valid(head[i], strlen(head[i])));
	sheet_reject_head(s, own, back);
	while (sheet_next(s, &row)) {
		must(row.fault || row.n == heads);
		for (size_t i = 0; !row.fault && i < row.n && i < 8; i++)
			if (row.cell[i])
				values(row.cell[i]);
		sheet_reject_row(s, own, row.raw, row.raw_n, row.line,
		    row.fault ? row.fault : "a \"fault\"", back);
		rows++;
	}
	sheet_failed(s, &line);
	sheet_close(s);
	fclose(f);
	return rows;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const names[] = {NULL, "GB18030", "UTF-16",
	    "ISO-8859-1"};
	struct buf back = {0}, again = {0};
	const char *name = n ? names[data[0] % 4] : NULL;

	if (n == 0)
		return 0;
	read_all(data + 1, n - 1, name, false, &back);
	read_all((const uint8_t *)buf_text(&back), back.n, name, false, &again);
	buf_free(&back);
	buf_free(&again);
	return 0;
}
