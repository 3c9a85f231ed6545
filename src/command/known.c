/* Facts of any subject. */
#include "command/known.h"

#include "care/bookings/booking.h"
#include "care/cases/case.h"
#include "care/people/customer.h"

bool known_facts(void *arg, int64_t subject, const char **kind,
    struct arena *a, struct facts *facts)
{
	struct db *db = *(struct db **)arg;
	struct care_case *c = arena_alloc(a, 1, sizeof *c);
	struct booking *b = arena_alloc(a, 1, sizeof *b);
	struct customer *who = arena_alloc(a, 1, sizeof *who);

	if (case_load(db, subject, a, c)) {
		*kind = "case";
		case_facts(c, facts);
		return true;
	}
	if (booking_load(db, subject, a, b)) {
		*kind = "booking";
		booking_facts(db, b, a, facts);
		return true;
	}
	if (customer_load(db, subject, a, who)) {
		*kind = "customer";
		customer_facts(db, who, facts);
		return true;
	}
	return false;
}
