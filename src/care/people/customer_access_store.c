/* Who saw a customer's data in clear. */
#include "care/people/customer_access.h"

#include "store/db.h"

/* The names on a list are recorded right behind the list itself; a few others
 * may have come between. */
void customer_looks(struct db *db, int64_t customer, look_visit *visit,
    void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT a.at, a.actor, a.what, a.why,"
	    " a.person IS NOT NULL FROM access a WHERE a.person = $customer"
	    " OR a.person IN (SELECT id FROM customer"
	    " WHERE merged_into = $customer)"
	    " OR (a.person IS NULL AND NOT EXISTS (SELECT 1 FROM access b"
	    " WHERE b.id > a.id AND b.id < a.id + 32 AND b.at = a.at AND b.actor = a.actor"
	    " AND b.what = a.what AND b.why = a.why AND b.person IS NOT NULL))"
	    " ORDER BY a.at, a.id");

	db_bind_int(st, "$customer", customer);
	while (db_step(st)) {
		struct look look = {db_int(st, 0), db_int(st, 1),
		    db_text(st, 2), db_text(st, 3), db_int(st, 4) != 0};

		visit(arg, &look);
	}
	db_done(st);
}
