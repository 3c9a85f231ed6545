/* Quoting for CSV, flattening for TSV. */
#include "text/csv_out.h"

#include <string.h>

/* Many readers trim spaces that stand outside of quotes. */
static int blank_end(const char *s, size_t n)
{
	return n > 0 && (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' ||
	    s[n - 1] == '\t');
}

void csv_out_cell(struct buf *b, const char *value)
{
	size_t n = strlen(value);

	if (!strpbrk(value, ",\"\r\n") && !blank_end(value, n)) {
		buf_add(b, value, n);
		return;
	}
	buf_addc(b, '"');
	for (; *value; value++) {
		if (*value == '"')
			buf_addc(b, '"');
		buf_addc(b, *value);
	}
	buf_addc(b, '"');
}

void csv_out_flat(struct buf *b, const char *value)
{
	while (*value) {
		size_t n = strcspn(value, "\t\r\n");

		buf_add(b, value, n);
		value += n;
		if (!*value)
			break;
		buf_addc(b, ' ');
		value += value[0] == '\r' && value[1] == '\n' ? 2 : 1;
	}
}
