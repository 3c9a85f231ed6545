/* Dates that follow another, by the policy's "is". */
#include "care/fields/reckoned.h"

#include <string.h>

#include "time/worktime.h"
#include "time/zone.h"

static const struct field_said *said_of(const struct field_said *v, size_t n,
    const struct field_rule *r, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].rule->name, name) == 0 &&
		    strcmp(v[i].rule->subject, r->subject) == 0)
			return &v[i];
	return NULL;
}

/* The end of the year 9999, in any zone: what is later cannot be typed. */
#define NO_DATE INT64_C(253402214400)

static bool reckon(const struct policy *p, const struct field_rule *r,
    const struct field_said *base, struct field_said *out)
{
	*out = (struct field_said){.rule = r, .empty = base->empty,
	    .follows = true};
	return base->empty || (worktime_due(base->number, r->after, NULL,
	    policy_head(p)->zone, false, NULL, 0, &out->number, NULL, NULL) ==
	    WORKTIME_OK && out->number < NO_DATE);
}

size_t fields_reckoned(const struct policy *p, struct field_said **said,
    size_t n, struct arena *a)
{
	size_t rules, more = 0;
	const struct field_rule *r = policy_fields(p, &rules);
	struct field_said *all = NULL;

	for (size_t i = 0; n > 0 && i < rules; i++) {
		const struct field_said *base = r[i].base ?
		    said_of(*said, n, &r[i], r[i].base) : NULL;

		if (!base || said_of(*said, n, &r[i], r[i].name))
			continue;
		if (!all) {
			all = arena_alloc(a, n + rules, sizeof *all);
			memcpy(all, *said, n * sizeof *all);
		}
		more += reckon(p, &r[i], base, &all[n + more]);
	}
	if (all)
		*said = all;
	return n + more;
}
