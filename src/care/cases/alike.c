/* How alike two cases are. */
#include "care/cases/alike.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { CHARACTERS = 2000, WORDS_FROM = 500 };

/* Letters and digits, folded, so that only what was said counts. */
static size_t characters(const char *s, uint32_t *out)
{
	size_t n = 0;

	while (*s && n < CHARACTERS) {
		uint32_t c;
		utf8proc_category_t kind;

		s += utf8_next(s, &c);
		kind = utf8proc_category((utf8proc_int32_t)c);
		if (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO)
			out[n++] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
	}
	return n;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Its pairs of neighbours, sorted; how many. */
static size_t pairs_of(const char *s, uint64_t *out)
{
	uint32_t c[CHARACTERS];
	size_t n = characters(s, c);

	for (size_t i = 0; i + 1 < n; i++)
		out[i] = (uint64_t)c[i] << 32 | c[i + 1];
	n = n ? n - 1 : 0;
	if (n)
		qsort(out, n, sizeof *out, by_value);
	return n;
}

int words_alike(const char *a, const char *b)
{
	uint64_t x[CHARACTERS], y[CHARACTERS];
	size_t n = pairs_of(a, x), m = pairs_of(b, y), both = 0;

	for (size_t i = 0, k = 0; i < n && k < m;) {
		if (x[i] == y[k]) {
			both++;
			i++;
			k++;
		} else if (x[i] < y[k]) {
			i++;
		} else {
			k++;
		}
	}
	return n + m ? (int)(2000 * both / (n + m)) : 0;
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

int cases_alike(const struct care_case *a, const char *a_text,
    const struct care_case *b, const char *b_text)
{
	bool place = same(a->trip, b->trip) ||
	    (a->booking && a->booking == b->booking);
	bool cause = !a->cause || !b->cause || same(a->cause, b->cause);
	int common = 0;

	if (!same(a->kind, b->kind))
		return 0;
	if (a->customer && a->customer == b->customer)
		common |= ALIKE_CUSTOMER;
	if (place && cause)
		common |= ALIKE_MATTER;
	if (a_text && b_text && words_alike(a_text, b_text) >= WORDS_FROM)
		common |= ALIKE_WORDS;
	return common;
}
