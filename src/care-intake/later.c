/* Rows that wait for the end of a file. */
#include "care-intake/later.h"

#include <stdlib.h>

#include "base/mem.h"

struct later *later_new(void)
{
	struct later *l = mem_alloc(1, sizeof *l);

	l->arena = arena_new();
	return l;
}

void later_free(struct later *l)
{
	arena_free(l->arena);
	free(l);
}

void later_keep(struct later *l, const struct file_row *row, size_t cells)
{
	const char **cell = arena_alloc(l->arena, cells, sizeof *cell);
	struct file_row *mine;

	l->v = arena_grow(l->arena, l->v, &l->cap, l->n + 1, sizeof *l->v);
	mine = &l->v[l->n++];
	*mine = *row;
	mine->raw = arena_dupn(l->arena, row->raw, row->raw_n);
	for (size_t i = 0; i < cells; i++)
		cell[i] = arena_dup(l->arena, row->cell[i]);
	mine->cell = cell;
}
