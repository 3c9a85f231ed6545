/* What is owed on a customer's bookings, looked at again. */
#include "care/bookings/booking_owed.h"

#include "care/bookings/booking.h"
#include "care/promises/change.h"
#include "store/db.h"
#include "store/log.h"

size_t bookings_of(struct db *db, int64_t customer, struct arena *a,
    int64_t **out)
{
	struct stmt *st = db_prepare(db,
	    "SELECT id FROM booking WHERE customer = $customer ORDER BY id");

	db_bind_int(st, "$customer", customer);
	return db_ids(st, a, out);
}

void bookings_owed(struct log *log, const struct policy *policy,
    int64_t policy_id, const int64_t *ids, size_t n, int64_t at)
{
	static const char *const facts[] = {"tier", "region"};
	struct arena *a;

	if (!policy_has_promises(policy, "booking"))
		return;
	a = arena_new();
	for (size_t i = 0; i < n; i++) {
		struct facts f = {.n = 0};
		struct promiser m = {log, policy, policy_id, "booking", ids[i],
		    &f, promise_live_from(log_db(log), ids[i])};
		struct booking b;

		if (!booking_load(log_db(log), ids[i], a, &b) ||
		    !booking_stands(b.state))
			continue;
		booking_facts(log_db(log), &b, a, &f);
		promises_changed(&m, facts, sizeof facts / sizeof facts[0], at);
	}
	arena_free(a);
}

void bookings_owed_anew(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t customer, int64_t at)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = bookings_of(log_db(log), customer, a, &ids);

	bookings_owed(log, policy, policy_id, ids, n, at);
	arena_free(a);
}
