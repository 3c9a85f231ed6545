/* Complaints about a policy, and the word that was perhaps meant. */
#include "policy/complaint.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"

struct complaint {
	bool error;
	struct mark mark;
	size_t file, nth;	/* order of files and of coming in */
	char *message;
};

struct complaints {
	struct arena *arena;
	struct complaint *v;
	size_t n, cap;
	size_t files;
	size_t errors;
};

struct complaints *complaints_new(void)
{
	struct complaints *all = mem_alloc(1, sizeof *all);

	all->arena = arena_new();
	return all;
}

void complaints_add(struct complaints *all, bool error, struct mark mark,
	const char *message)
{
	struct complaint *c;
	size_t i;

	all->v = mem_grow(all->v, &all->cap, all->n + 1, sizeof *all->v);
	c = &all->v[all->n];
	c->file = all->files;
	for (i = all->n; i-- > 0; )
		if (strcmp(all->v[i].mark.file, mark.file) == 0) {
			c->file = all->v[i].file;
			break;
		}
	if (c->file == all->files)
		all->files++;
	c->error = error;
	c->mark = mark;
	c->mark.file = arena_dup(all->arena, mark.file);
	c->message = arena_dup(all->arena, message);
	c->nth = all->n++;
	all->errors += error;
}

bool complaints_failed(const struct complaints *all)
{
	return all->errors > 0;
}

size_t complaints_errors(const struct complaints *all)
{
	return all->errors;
}

static int by_place(const void *x, const void *y)
{
	const struct complaint *a = x, *b = y;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->mark.line != b->mark.line)
		return a->mark.line < b->mark.line ? -1 : 1;
	if (a->mark.column != b->mark.column)
		return a->mark.column < b->mark.column ? -1 : 1;
	return a->nth < b->nth ? -1 : 1;
}

void complaints_tell(struct complaints *all, policy_complaint *tell, void *arg)
{
	if (all->n)
		qsort(all->v, all->n, sizeof *all->v, by_place);
	for (size_t i = 0; tell && i < all->n; i++) {
		const struct complaint *c = &all->v[i];

		tell(arg, c->error, c->mark.file, c->mark.line, c->mark.column,
		    c->message);
	}
	free(all->v);
	arena_free(all->arena);
	free(all);
}

/* A third of the letters may be wrong; of Chinese, with its three bytes a
 * letter, half of the bytes. */
static int tolerance(const char *typed)
{
	int n = (int)strnlen(typed, 64);

	return (unsigned char)typed[0] >= 0x80 ? n / 2 : (n + 1) / 3;
}

void nearest_try(struct nearest *near, const char *candidate)
{
	int d = num_distance(near->typed, candidate);

	if (d <= tolerance(near->typed) && (!near->best || d < near->distance)) {
		near->best = candidate;
		near->distance = d;
	}
}
