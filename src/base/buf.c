/* A growing string of bytes. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"

char *buf_room(struct buf *b, size_t n)
{
	if (b->cap - b->n <= n)
		b->s = mem_grow(b->s, &b->cap, b->n + n + 1, 1);
	return b->s + b->n;
}

void buf_add(struct buf *b, const char *bytes, size_t n)
{
	buf_room(b, n);
	if (n)
		memcpy(b->s + b->n, bytes, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	if (s)
		buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
	buf_room(b, 1);
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die(STATUS_BUG, "printf: %s", fmt);
	buf_room(b, (size_t)n);
	vsnprintf(b->s + b->n, (size_t)n + 1, fmt, again);
	va_end(again);
	b->n += (size_t)n;
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	if (b->s)
		b->s[0] = '\0';
}

const char *buf_text(const struct buf *b)
{
	return b->s ? b->s : "";
}

void buf_free(struct buf *b)
{
	free(b->s);
	*b = (struct buf){0};
}
