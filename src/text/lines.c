/* Reading physical lines in blocks. */
#include "text/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 64 * 1024 };

struct lines {
	FILE *stream;
	long count;
	size_t at, n;
	char block[BLOCK];
};

struct lines *lines_new(FILE *stream)
{
	struct lines *l = mem_alloc(1, sizeof *l);

	l->stream = stream;
	return l;
}

void lines_free(struct lines *l)
{
	free(l);
}

long lines_count(const struct lines *l)
{
	return l->count;
}

/* Is there a byte at l->at? Reads a block when there is none left. */
static bool fill(struct lines *l)
{
	if (l->at < l->n)
		return true;
	l->at = 0;
	l->n = fread(l->block, 1, BLOCK, l->stream);
	return l->n > 0;
}

/* Take the bytes of this block that lie before the line's end. */
static void take(struct lines *l, struct buf *b, size_t cap, struct line *line)
{
	const char *s = l->block + l->at;
	size_t rest = l->n - l->at, n = 0, keep;

	for (; n < rest && s[n] != '\n' && s[n] != '\r'; n++)
		line->odd_quotes ^= s[n] == '"';
	keep = n;
	if (keep > cap - line->n) {
		keep = cap - line->n;
		line->cut = true;
	}
	buf_add(b, s, keep);
	line->n += keep;
	l->at += n;
}

bool lines_next(struct lines *l, struct buf *b, size_t cap, struct line *line)
{
	*line = (struct line){0};
	if (!fill(l))
		return false;
	l->count++;
	do {
		take(l, b, cap, line);
		if (l->at < l->n)
			break;
	} while (fill(l));
	if (l->at == l->n)		/* half a line is none */
		return !ferror(l->stream);
	if (l->block[l->at] == '\r') {
		buf_addc(b, '\r');
		line->end_n++;
		l->at++;
		if (!fill(l) || l->block[l->at] != '\n')
			return true;
	}
	buf_addc(b, '\n');
	line->end_n++;
	l->at++;
	return true;
}
