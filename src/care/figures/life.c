/* What can be said of a case at an instant, from its turns. */
#include "care/figures/life.h"

bool life_open(const struct life *l, int64_t at)
{
	bool open = l->received < at;

	for (size_t i = 0; i < l->n && l->v[i].at < at; i++)
		open = !l->v[i].closed;
	return open;
}

bool life_closed(const struct life *l, int64_t from, int64_t until,
    int64_t *at, bool *reopened)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!l->v[i].closed || l->v[i].at < from || l->v[i].at >= until)
			continue;
		*at = l->v[i].at;
		*reopened = i + 1 < l->n;
		return true;
	}
	return false;
}
