/* Steps left out by bookings of the store. */
#include "care/intake/skipped.h"

#include <string.h>

#include "care/bookings/booking.h"
#include "care/plans/gate.h"
#include "policy/steps.h"
#include "store/subject.h"

bool skipped_any(const struct policy *p)
{
	size_t n;
	const struct plan *all = policy_plans(p, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].before && strcmp(all[i].subject, "booking") == 0)
			return true;
	return false;
}

const char *skipped_was(struct db *db, const char *source, const char *ref,
    struct arena *a)
{
	int64_t id = subject_find(db, "booking", source, ref, NULL);
	struct booking b;

	return id && booking_load(db, id, a, &b) ? b.state : NULL;
}

size_t skipped_by(struct db *db, const struct policy *p, int64_t booking,
    const char *was, struct arena *a, struct skipped **out)
{
	struct facts *facts = arena_alloc(a, 1, sizeof *facts);
	struct booking *b = arena_alloc(a, 1, sizeof *b);
	size_t n = 0, cap = 0;

	*out = NULL;
	if (!booking_load(db, booking, a, b))
		return 0;
	booking_facts(db, b, a, facts);
	for (int i = was ? booking_way(was) + 1 : 0; i <= booking_way(b->state); i++) {
		struct gate_fault *v;
		size_t faults = gate_ask(db, p, "booking", booking, facts, NULL,
		    booking_events[i], a, &v);

		for (size_t j = 0; j < faults; j++) {
			/* Steps of one plan stand together. */
			if (v[j].why != GATE_STEP || (n > 0 &&
			    strcmp((*out)[n - 1].plan, v[j].of) == 0 &&
			    strcmp((*out)[n - 1].event, booking_events[i]) == 0))
				continue;
			*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
			(*out)[n++] = (struct skipped){v[j].of, booking_events[i]};
		}
	}
	return n;
}
