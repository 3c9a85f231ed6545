/* Allocation that exits, and arenas. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

/* An arena begins small, since many live for one row only, and doubles. The
 * first chunk, with its head, is of what the allocator keeps at hand. */
enum { CHUNK_FIRST = 992, CHUNK_MOST = 64 * 1024 };

struct chunk {
	struct chunk *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct chunk *chunks;	/* newest first */
};

static noreturn void out_of_memory(void)
{
	die(STATUS_BUG, "out of memory");
}

static void *there(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

void *mem_alloc(size_t n, size_t size)
{
	return there(calloc(n ? n : 1, size ? size : 1));
}

char *mem_dup(const char *s)
{
	return s ? mem_dupn(s, strlen(s)) : NULL;
}

char *mem_dupn(const char *s, size_t n)
{
	char *copy = mem_alloc(n + 1, 1);

	memcpy(copy, s, n);
	return copy;
}

void *mem_grow(void *array, size_t *cap, size_t need, size_t size)
{
	size_t old = *cap, next = old ? old : 8;
	char *p;

	if (need <= old)
		return array;
	while (next < need)
		next *= 2;
	if (next > SIZE_MAX / size)
		out_of_memory();
	p = realloc(array, next * size);
	if (!p)
		out_of_memory();
	memset(p + old * size, 0, (next - old) * size);
	*cap = next;
	return p;
}

struct arena *arena_new(void)
{
	return mem_alloc(1, sizeof(struct arena));
}

static void free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *next = c->next;

		free(c);
		c = next;
	}
}

void arena_reset(struct arena *a)
{
	struct chunk *last = a->chunks;

	if (!last)
		return;
	free_chunks(last->next);
	last->next = NULL;
	last->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	free_chunks(a->chunks);
	free(a);
}

/* A chunk as it comes: what is taken from it is zeroed, mostly a small part. */
static struct chunk *add_chunk(struct arena *a, size_t want)
{
	size_t room = !a->chunks ? CHUNK_FIRST :
	    a->chunks->size < CHUNK_MOST ? 2 * a->chunks->size : CHUNK_MOST;
	struct chunk *c;

	if (room < want)
		room = want;
	c = there(malloc(sizeof *c + room));
	c->used = 0;
	c->size = room;
	c->next = a->chunks;
	a->chunks = c;
	return c;
}

static void *take(struct arena *a, size_t n, size_t size)
{
	size_t align = alignof(max_align_t), want;
	struct chunk *c = a->chunks;
	char *p;

	if (size && n > (SIZE_MAX / 2) / size)
		out_of_memory();
	want = (n * size + align - 1) / align * align;
	if (!c || c->size - c->used < want)
		c = add_chunk(a, want);
	p = c->bytes + c->used;
	c->used += want;
	return p;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	return memset(take(a, n, size), 0, n * size);
}

void *arena_grow(struct arena *a, void *array, size_t *cap, size_t need,
    size_t size)
{
	size_t old = *cap, next = old ? old : 8;
	char *more;

	if (need <= old)
		return array;
	while (next < need)
		next *= 2;
	more = arena_alloc(a, next, size);
	if (old)
		memcpy(more, array, old * size);
	*cap = next;
	return more;
}

char *arena_dup(struct arena *a, const char *s)
{
	return s ? arena_dupn(a, s, strlen(s)) : NULL;
}

char *arena_dupn(struct arena *a, const char *s, size_t n)
{
	char *copy = take(a, n + 1, 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *text;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die(STATUS_BUG, "printf: %s", fmt);
	text = arena_alloc(a, (size_t)n + 1, 1);
	vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	return text;
}
