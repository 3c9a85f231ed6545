/* Strict numbers and the distance of words. */
#include "base/num.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 63 };

bool num_int(const char *s, int64_t lo, int64_t hi, int64_t *out)
{
	const char *digits = s + (*s == '-');
	char *end;
	long long v;

	if (!isdigit((unsigned char)*digits))
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || v < lo || v > hi)
		return false;
	*out = v;
	return true;
}

size_t num_text(int64_t v, char *out)
{
	char digits[NUM_TEXT], *at = digits + sizeof digits;
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	size_t n;

	*--at = '\0';
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (v < 0)
		*--at = '-';
	n = (size_t)(digits + sizeof digits - at);
	memcpy(out, at, n);
	return n - 1;
}

int num_distance(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);
	int row[LONGEST + 1];

	if (la > LONGEST || lb > LONGEST)
		return strcmp(a, b) == 0 ? 0 : LONGEST + 1;
	for (size_t j = 0; j <= lb; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= la; i++) {
		int diagonal = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= lb; j++) {
			int same = tolower((unsigned char)a[i - 1]) ==
			    tolower((unsigned char)b[j - 1]);
			int best = diagonal + !same;

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[lb];
}
