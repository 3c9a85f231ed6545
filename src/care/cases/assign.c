/* Whom to give a case to. */
#include "care/cases/assign.h"

int64_t assign_by_load(const struct candidate *c, size_t n)
{
	const struct candidate *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (c[i].here && (!best || c[i].open < best->open ||
		    (c[i].open == best->open && c[i].id < best->id)))
			best = &c[i];
	return best ? best->id : 0;
}
