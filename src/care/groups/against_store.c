/* The measure against what a group complains of. */
#include "care/groups/against.h"

#include <inttypes.h>

#include "base/lang.h"
#include "care/measures/measure.h"

int64_t group_measure(const struct act *act, const struct group_rule *r,
    const struct group *g, int64_t customers)
{
	const struct measure_act m = {act->log, act->policy, act->policy_id,
	    act->at, NULL};
	struct measure_said said = {.kind = r->opens, .about = g->lead};
	struct arena *a = arena_new();
	const char *cause = r->opens ? group_value(g->same, "cause", a) : NULL;
	const struct word *w;
	bool is_new = false;
	int64_t id = 0;

	if (cause) {
		w = policy_word(act->policy, "causes", cause);
		said.text = arena_printf(a, _("%s: complaints of %" PRId64
		    " customers; find why, and mend it"), w ? w->title : cause,
		    customers);
		id = measure_for_cause(&m, cause, &said, &is_new);
	}
	arena_free(a);
	return is_new ? id : 0;
}

bool group_answered(struct db *db, const struct group_rule *r,
    const struct group *g)
{
	struct arena *a = arena_new();
	const char *cause = r->opens ? group_value(g->same, "cause", a) : NULL;
	bool over = cause && measure_over(db, cause, g->opened_at);

	arena_free(a);
	return over;
}
