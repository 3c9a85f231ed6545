/* Looking a caller up: his bookings, his open cases. */
#include "care/intake/known.h"

#include "care/people/customer.h"
#include "store/db.h"

static void load_bookings(struct db *db, struct known *k, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT s.ref, (SELECT count(*)"
	    " FROM booking WHERE customer = $id) FROM booking b"
	    " JOIN subject s ON s.id = b.id WHERE b.customer = $id"
	    " AND b.state NOT IN ('cancelled', 'no_show')"
	    " ORDER BY coalesce(b.departs, b.booked_at, 0) DESC, b.id DESC LIMIT 1");

	db_bind_int(st, "$id", k->customer);
	if (db_step(st)) {
		k->booking = arena_dup(a, db_text(st, 0));
		k->bookings = db_int(st, 1);
	}
	db_done(st);
}

static void load_open(struct db *db, struct known *k)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM cases"
	    " WHERE customer = $id AND closed_at IS NULL"
	    " ORDER BY received_at DESC, id DESC");

	db_bind_int(st, "$id", k->customer);
	while (k->open_n < KNOWN_OPEN && db_step(st))
		k->open[k->open_n++] = db_int(st, 0);
	db_done(st);
}

struct known known_by_phone(struct db *db, const char *phone, struct arena *a)
{
	struct known k = {.customer = customer_by_key(db, "phone", phone)};

	if (k.customer) {
		load_bookings(db, &k, a);
		load_open(db, &k);
	}
	return k;
}

int64_t known_case_of_once(struct db *db, const char *once)
{
	struct stmt *st = db_prepare(db, "SELECT v.subject FROM entry e"
	    " JOIN event v ON v.entry = e.id"
	    " WHERE e.once = $once AND v.what = 'received' ORDER BY v.n LIMIT 1");
	int64_t id = 0;

	db_bind_text(st, "$once", once);
	if (db_step(st))
		id = db_int(st, 0);
	db_done(st);
	return id;
}
