/* When a case may wait, and for how long it did. */
#include "care/cases/wait.h"

#include <string.h>

static int64_t end_of(const struct waiting *w)
{
	int64_t end = w->until ? w->until : INT64_MAX;

	return w->cap && w->cap < end ? w->cap : end;
}

bool wait_lasts(const struct waiting *w, int64_t at)
{
	return w->from <= at && at < end_of(w);
}

int64_t wait_end(const struct waiting *w, int64_t now)
{
	int64_t end = end_of(w) < now ? end_of(w) : now;

	return end > w->from ? end : w->from;
}

enum wait_refusal wait_may(const struct waiting *all, size_t n,
    const char *reason, int64_t from, int64_t cap)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].reason, reason) != 0)
			continue;
		if (!all[i].until)
			return WAIT_ALREADY;
		if (all[i].until > from)
			return WAIT_OVERLAPS;
	}
	return cap && cap <= from ? WAIT_USED_UP : WAIT_ALLOWED;
}
