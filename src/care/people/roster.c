/* Shifts of a policy on a day of the calendar. */
#include "care/people/roster.h"

#include <string.h>
#include <strings.h>

#include "policy/policy.h"

const struct shift_rule *shift_named(const struct policy *p, const char *typed)
{
	size_t n;
	const struct shift_rule *v = policy_shifts(p, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, typed) == 0 ||
		    (v[i].title && strcmp(v[i].title, typed) == 0))
			return &v[i];
	return NULL;
}

bool shift_is_off(const char *typed)
{
	static const char *const words[] = {"off", "休", "休息", "轮休", "-"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcasecmp(words[i], typed) == 0)
			return true;
	return false;
}

void shift_hours(const struct shift_rule *s, const struct zone *zone,
    int64_t day, int64_t *from, int64_t *until)
{
	*from = zone_day_instant(zone, day, s->from);
	*until = zone_day_instant(zone, s->to <= s->from ? day + 1 : day, s->to);
}
