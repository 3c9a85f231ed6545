/* How long a pause lasts at most, and what it stops. */
#include "care/promises/pause.h"

#include <string.h>

#include "care/promises/promise.h"

/* What the pauses before have used up of a cap, on its own clock. */
static int64_t used(const struct policy *p, enum span_clock clock,
    const struct pause *before, size_t n)
{
	int64_t sum = 0, one;

	for (size_t i = 0; i < n; i++)
		if (before[i].until > before[i].from &&
		    worktime_elapsed(before[i].from, before[i].until, clock,
		    promise_calendar(p, clock), policy_head(p)->zone, NULL, 0,
		    &one) == WORKTIME_OK)
			sum += one;
	return sum;
}

int64_t pause_cap(const struct policy *p, const struct pause_rule *r,
    int64_t from, const struct pause *before, size_t n)
{
	struct span left = r->cap;
	int64_t at;

	if (!r->has_cap)
		return 0;
	if (r->cap_total)
		left.n -= used(p, left.clock, before, n);
	if (left.n <= 0)
		return from;
	return worktime_due(from, left, promise_calendar(p, left.clock),
	    policy_head(p)->zone, false, NULL, 0, &at, NULL, NULL) ==
	    WORKTIME_OK ? at : 0;
}

int64_t pauses_length(const struct pause *v, size_t n, int64_t from,
    int64_t until)
{
	int64_t sum = 0, done = from;

	for (size_t i = 0; i < n; i++) {
		int64_t begin = v[i].from > done ? v[i].from : done;
		int64_t end = v[i].until < until ? v[i].until : until;

		if (end > begin) {
			sum += end - begin;
			done = end;
		}
	}
	return sum;
}

bool pause_stops(const struct policy *p, const char *reason, const char *rule)
{
	const struct pause_rule *r = policy_pause(p, reason);

	for (size_t i = 0; r && i < r->stops.n; i++)
		if (strcmp(r->stops.v[i], rule) == 0)
			return true;
	return !r || r->stops.n == 0;
}
