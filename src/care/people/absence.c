/* Absences as stretches of time. */
#include "care/people/absence.h"

bool absences_cover(const struct absence *v, size_t n, int64_t from,
    int64_t until)
{
	for (size_t i = 0; i < n && v[i].from <= from; i++)
		if (v[i].until > from)
			from = v[i].until;
	return from >= until;
}
