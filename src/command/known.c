/* Facts of any subject. */
#include "command/known.h"

#include <string.h>

#include "care/bookings/booking.h"
#include "care/cases/case.h"
#include "care/fields/field.h"
#include "care/groups/group_store.h"
#include "care/measures/measure.h"
#include "care/people/customer.h"
#include "care/people/staff.h"
#include "store/subject.h"

/* The fields of what has little else: of measures, and of the house. */
static bool others(struct db *db, int64_t subject, const char **kind,
    struct arena *a, struct facts *facts)
{
	struct fields *own = arena_alloc(a, 1, sizeof *own);
	struct buf ref = {0};
	bool found = subject_ref(db, subject, &ref, kind) && *kind;

	buf_free(&ref);
	*own = fields_load(db, subject, a);
	fields_facts(own, facts);
	return found;
}

bool known_facts(void *arg, int64_t subject, const char **kind,
    struct arena *a, struct facts *facts)
{
	struct db *db = *(struct db **)arg;
	struct care_case *c = arena_alloc(a, 1, sizeof *c);
	struct booking *b = arena_alloc(a, 1, sizeof *b);
	struct customer *who = arena_alloc(a, 1, sizeof *who);
	struct staff *staff = arena_alloc(a, 1, sizeof *staff);
	struct group *g = arena_alloc(a, 1, sizeof *g);
	struct measure *m = arena_alloc(a, 1, sizeof *m);

	if (case_load(db, subject, a, c)) {
		*kind = "case";
		case_facts(db, c, a, facts);
		return true;
	}
	if (booking_load(db, subject, a, b)) {
		*kind = "booking";
		booking_facts(db, b, a, facts);
		return true;
	}
	if (customer_load(db, subject, a, who)) {
		*kind = "customer";
		customer_facts(db, who, a, facts);
		return true;
	}
	if (staff_load(db, subject, a, staff)) {
		*kind = "staff";
		staff_facts(db, staff, a, facts);
		return true;
	}
	if (group_load(db, subject, a, g)) {
		*kind = "group";
		group_facts(db, g, a, facts);
		return true;
	}
	if (measure_load(db, subject, a, m))
		measure_facts(m, facts);
	return others(db, subject, kind, a, facts);
}

int64_t known_customer(struct db *db, const char *kind, int64_t subject)
{
	struct arena *a = arena_new();
	struct care_case c = {.customer = 0};
	struct booking b = {.customer = 0};
	int64_t id = strcmp(kind, "customer") == 0 ? subject : 0;

	if (strcmp(kind, "case") == 0 && case_load(db, subject, a, &c))
		id = c.customer;
	if (strcmp(kind, "booking") == 0 && booking_load(db, subject, a, &b))
		id = b.customer;
	arena_free(a);
	return id;
}
