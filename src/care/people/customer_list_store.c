/* Customers found and listed. */
#include "care/people/customer_list.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"

void customers_named(struct db *db, const char *name, customer_visit *visit,
    void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT id, name FROM customer"
	    " WHERE name IS NOT NULL AND state = 'active' ORDER BY id");
	struct buf wanted = {0}, form = {0};
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;

	alike_name_form(name, &wanted);
	while (wanted.n > 0 && db_step(st)) {
		buf_reset(&form);
		alike_name_form(db_text(st, 1), &form);
		if (strncmp(buf_text(&form), wanted.s, wanted.n) == 0) {
			ids = mem_grow(ids, &cap, n + 1, sizeof *ids);
			ids[n++] = db_int(st, 0);
		}
	}
	db_done(st);
	for (size_t i = 0; i < n; i++)
		visit(arg, ids[i]);
	free(ids);
	buf_free(&wanted);
	buf_free(&form);
}

void customers_stale(struct db *db, int64_t before, customer_visit *visit,
    void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT id, coalesce(seen, (SELECT"
	    " min(e.at) FROM event e WHERE e.subject = s.id)) AS last FROM"
	    " (SELECT c.id AS id, max(d.at) AS seen FROM customer c LEFT JOIN"
	    " (SELECT customer, booked_at AS at FROM booking"
	    " UNION ALL SELECT customer, departs FROM booking"
	    " UNION ALL SELECT customer, returns FROM booking"
	    " UNION ALL SELECT customer, received_at FROM cases"
	    " UNION ALL SELECT customer, at FROM contact) d"
	    " ON d.customer = c.id WHERE c.state = 'active' GROUP BY c.id) s"
	    " WHERE seen IS NULL OR seen < $before ORDER BY 2, 1");
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;

	db_bind_int(st, "$before", before);
	while (db_step(st) && db_int(st, 1) < before) {
		ids = mem_grow(ids, &cap, n + 1, sizeof *ids);
		ids[n++] = db_int(st, 0);
	}
	db_done(st);
	for (size_t i = 0; i < n; i++)
		visit(arg, ids[i]);
	free(ids);
}

static void alike_of(struct db *db, struct alike *a)
{
	struct stmt *st = db_prepare(db, "SELECT id, name, birthday FROM customer"
	    " WHERE state = 'active' AND name IS NOT NULL"
	    " AND birthday IS NOT NULL");

	while (db_step(st))
		alike_birthday(a, db_int(st, 0), db_text(st, 1), db_text(st, 2));
	db_done(st);
	st = db_prepare(db, "SELECT DISTINCT c.id, c.name, b.trip FROM booking b"
	    " JOIN customer c ON c.id = b.customer WHERE c.state = 'active'"
	    " AND c.name IS NOT NULL AND b.trip IS NOT NULL");
	while (db_step(st))
		alike_trip(a, db_int(st, 0), db_text(st, 1), db_text(st, 2));
	db_done(st);
	st = db_prepare(db, "SELECT k.customer, k.kind, k.value"
	    " FROM customer_key k JOIN customer c ON c.id = k.customer"
	    " WHERE c.state = 'active' AND k.kind IN ('phone', 'mail')");
	while (db_step(st)) {
		if (strcmp(db_text(st, 1), "mail") == 0)
			alike_mail(a, db_int(st, 0), db_text(st, 2));
		else
			alike_phone(a, db_int(st, 0), db_text(st, 2));
	}
	db_done(st);
}

size_t customers_alike(struct db *db, alike_visit *visit, void *arg)
{
	struct alike *a = alike_new();
	size_t n;

	alike_of(db, a);
	n = alike_pairs(a, visit, arg);
	alike_free(a);
	return n;
}

/* The last contact of each customer who has one, by customer. */
struct customer_sums {
	struct db *db;
	struct last {
		int64_t customer, at;
	} *v;
	size_t n, cap;
};

struct customer_sums *customer_sums_new(struct db *db)
{
	struct customer_sums *s = mem_alloc(1, sizeof *s);
	struct stmt *st = db_prepare(db, "SELECT customer, max(at) FROM contact"
	    " WHERE customer IS NOT NULL GROUP BY customer ORDER BY customer");

	s->db = db;
	while (db_step(st)) {
		s->v = mem_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
		s->v[s->n++] = (struct last){db_int(st, 0), db_int(st, 1)};
	}
	db_done(st);
	return s;
}

void customer_sums_free(struct customer_sums *s)
{
	free(s->v);
	free(s);
}

static int by_customer(const void *a, const void *b)
{
	const struct last *x = a, *y = b;

	return (x->customer > y->customer) - (x->customer < y->customer);
}

static void later(int64_t *last, int64_t at)
{
	if (at > *last)
		*last = at;
}

void customer_sums_of(struct customer_sums *s, int64_t id,
    struct customer_sum *out)
{
	struct last key = {.customer = id}, *contact = NULL;
	struct stmt *st = db_prepare(s->db, "SELECT count(*), max(booked_at),"
	    " max(departs), max(returns) FROM booking WHERE customer = $id");

	*out = (struct customer_sum){0};
	db_bind_int(st, "$id", id);
	if (db_step(st)) {
		out->bookings = db_int(st, 0);
		for (int i = 1; i < 4; i++)
			later(&out->last, db_int(st, i));
	}
	db_done(st);
	st = db_prepare(s->db, "SELECT count(*), count(*) - count(closed_at),"
	    " max(received_at) FROM cases WHERE customer = $id");
	db_bind_int(st, "$id", id);
	if (db_step(st)) {
		out->cases = db_int(st, 0);
		out->open = db_int(st, 1);
		later(&out->last, db_int(st, 2));
	}
	db_done(st);
	if (s->n)
		contact = bsearch(&key, s->v, s->n, sizeof key, by_customer);
	if (contact)
		later(&out->last, contact->at);
}

void customers_count(struct db *db, customer_count *count, void *arg)
{
	static const char *const counts[][2] = {
		{"customers", "SELECT count(*) FROM customer"
		    " WHERE state = 'active'"},
		{"merged", "SELECT count(*) FROM customer WHERE state = 'merged'"},
		{"nameless", "SELECT count(*) FROM customer"
		    " WHERE state = 'active' AND name IS NULL"},
		{"unreachable", "SELECT count(*) FROM customer c"
		    " WHERE state = 'active' AND NOT EXISTS (SELECT 1 FROM"
		    " customer_key k WHERE k.customer = c.id"
		    " AND k.kind IN ('phone', 'mail'))"},
		{"open", "SELECT count(DISTINCT customer) FROM cases"
		    " WHERE customer IS NOT NULL AND closed_at IS NULL"},
	};
	struct stmt *st;
	struct buf what = {0};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		count(arg, counts[i][0], db_int_of(db, counts[i][1], 0));
	st = db_prepare(db, "SELECT tier, count(*) FROM customer"
	    " WHERE state = 'active' AND tier IS NOT NULL GROUP BY tier"
	    " ORDER BY tier");
	while (db_step(st)) {
		buf_reset(&what);
		buf_addf(&what, "tier:%s", db_text(st, 0));
		count(arg, buf_text(&what), db_int(st, 1));
	}
	db_done(st);
	buf_free(&what);
}

void consents_list(struct db *db, int64_t customer, consent_visit *visit,
    void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT s.customer, s.at, s.purpose,"
	    " s.proof, s.given, s.at = (SELECT max(l.at) FROM consent l"
	    " WHERE l.customer = s.customer AND l.purpose = s.purpose)"
	    " FROM consent s JOIN customer c ON c.id = s.customer"
	    " WHERE s.customer = $customer OR ($customer = 0"
	    " AND c.state = 'active') ORDER BY s.customer, s.at, s.purpose");

	db_bind_int(st, "$customer", customer);
	while (db_step(st)) {
		struct consent c = {db_int(st, 0), db_int(st, 1),
		    db_text(st, 2), db_text(st, 3), db_int(st, 4) != 0,
		    db_int(st, 5) != 0};

		visit(arg, &c);
	}
	db_done(st);
}
