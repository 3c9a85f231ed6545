/* Reading TZif files, of which no byte is trusted. */
#include "time/tzif.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "time/tzrule.h"

/* Times beyond are refused, so that sums with offsets cannot overflow. */
static const int64_t TIME_MOST = (int64_t)1 << 60;

enum { HEADER = 44, TYPE = 6, RULE_TEXT = 128 };

struct change {
	int64_t at;
	int	offset;		/* from then on */
};

struct tzif {
	int	first;		/* offset before the first change */
	size_t	n;
	struct change *changes;	/* ascending; each changes the offset */
	bool	has_rule;
	int64_t	rule_from;	/* the rule counts from here on */
	struct tzrule rule;
};

/* The part of a file that is still to read. */
struct bytes {
	const unsigned char *p;
	size_t n;
};

struct counts {
	uint32_t isut, isstd, leap, times, types, chars;
};

static bool skip(struct bytes *b, size_t n)
{
	if (n > b->n)
		return false;
	b->p += n;
	b->n -= n;
	return true;
}

static uint32_t read32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Two's complement without relying on how the compiler narrows. */
static int64_t signed64(const unsigned char *p)
{
	uint64_t u = (uint64_t)read32(p) << 32 | read32(p + 4);

	return u <= INT64_MAX ? (int64_t)u : -(int64_t)(UINT64_MAX - u) - 1;
}

static int64_t signed32(const unsigned char *p)
{
	uint32_t u = read32(p);

	return u <= INT32_MAX ? (int64_t)u : (int64_t)u - ((int64_t)UINT32_MAX + 1);
}

static bool read_header(struct bytes *b, struct counts *c)
{
	const unsigned char *p = b->p;

	if (b->n < HEADER || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	c->isut = read32(p + 20);
	c->isstd = read32(p + 24);
	c->leap = read32(p + 28);
	c->times = read32(p + 32);
	c->types = read32(p + 36);
	c->chars = read32(p + 40);
	return skip(b, HEADER);
}

/* Bytes of a data block; the counts are 32 bits, so the sum cannot overflow. */
static uint64_t block_size(const struct counts *c, uint64_t time)
{
	return c->times * (time + 1) + c->types * (uint64_t)TYPE + c->chars +
	    c->leap * (time + 4) + c->isstd + c->isut;
}

static bool type_offset(const unsigned char *types, const struct counts *c,
	unsigned i, int *offset)
{
	int64_t v;

	if (i >= c->types)
		return false;
	v = signed32(types + i * (size_t)TYPE);
	*offset = (int)v;
	return v >= -TZIF_OFFSET_MOST && v <= TZIF_OFFSET_MOST;
}

/* The block of 64-bit times; it is known to lie inside of the bytes. */
static bool read_block(const unsigned char *p, const struct counts *c,
	struct tzif *z)
{
	const unsigned char *index = p + (size_t)c->times * 8;
	const unsigned char *types = index + c->times;
	int offset;

	if (!type_offset(types, c, 0, &z->first))
		return false;
	offset = z->first;
	z->rule_from = INT64_MIN;
	z->changes = mem_alloc(c->times, sizeof *z->changes);
	for (size_t i = 0; i < c->times; i++) {
		struct change next = {.at = signed64(p + i * 8)};

		if (!type_offset(types, c, index[i], &next.offset))
			return false;
		if (next.at < -TIME_MOST || next.at > TIME_MOST ||
		    next.at <= z->rule_from)
			return false;	/* absurd, or not ascending */
		z->rule_from = next.at;
		if (next.offset != offset)
			z->changes[z->n++] = next;
		offset = next.offset;
	}
	return true;
}

/* "\n" TZ string "\n"; the string may be empty. */
static bool read_footer(const struct bytes *b, struct tzif *z)
{
	const unsigned char *end;
	char text[RULE_TEXT];
	size_t n;

	if (b->n < 2 || b->p[0] != '\n')
		return false;
	end = memchr(b->p + 1, '\n', b->n - 1);
	if (!end)
		return false;
	n = (size_t)(end - b->p) - 1;
	if (n >= sizeof text || memchr(b->p + 1, '\0', n))
		return false;
	memcpy(text, b->p + 1, n);
	text[n] = '\0';
	z->has_rule = n > 0;
	return n == 0 || tzrule_parse(text, &z->rule);
}

struct tzif *tzif_parse(const unsigned char *bytes, size_t n)
{
	struct bytes b = {bytes, n};
	struct counts c;
	struct tzif *z;
	uint64_t size;

	if (!read_header(&b, &c) || block_size(&c, 4) > b.n)
		return NULL;
	skip(&b, (size_t)block_size(&c, 4));	/* 32-bit times, for old readers */
	if (!read_header(&b, &c) || c.leap > 0)
		return NULL;
	size = block_size(&c, 8);
	if (size > b.n)
		return NULL;
	z = mem_alloc(1, sizeof *z);
	if (read_block(b.p, &c, z) && skip(&b, (size_t)size) && read_footer(&b, z))
		return z;
	tzif_free(z);
	return NULL;
}

void tzif_free(struct tzif *z)
{
	if (z)
		free(z->changes);
	free(z);
}

int tzif_stretch(const struct tzif *z, int64_t at, int64_t *from, int64_t *until)
{
	size_t lo = 0, hi = z->n;	/* changes before lo are <= at, from hi on > at */

	if (z->has_rule && at >= z->rule_from) {
		int offset = tzrule_stretch(&z->rule, at, from, until);

		if (*from < z->rule_from)
			*from = z->rule_from;
		return offset;
	}
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (z->changes[mid].at <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	*from = lo > 0 ? z->changes[lo - 1].at : INT64_MIN;
	*until = lo < z->n ? z->changes[lo].at : INT64_MAX;
	if (z->has_rule && *until > z->rule_from)
		*until = z->rule_from;
	return lo > 0 ? z->changes[lo - 1].offset : z->first;
}
