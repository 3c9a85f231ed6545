/* The rows in which a customer stands, found and given to another. */
#include "care/people/customer_goods.h"

#include <string.h>

#include "store/db.h"
#include "store/log.h"

/* $id is null for all of the customer's rows. All take the same values, also
 * where no row of the other's could be in the way. */
static const struct kind {
	const char *table, *column, *sql;
} kinds[] = {
	{"booking", "customer", "SELECT id, id FROM booking"
	    " WHERE customer = $customer AND ($id IS NULL OR id = $id)"
	    " AND $other > 0 ORDER BY id"},
	{"cases", "customer", "SELECT id, id FROM cases"
	    " WHERE customer = $customer AND ($id IS NULL OR id = $id)"
	    " AND $other > 0 ORDER BY id"},
	{"survey", "customer", "SELECT id, subject FROM survey"
	    " WHERE customer = $customer AND ($id IS NULL OR id = $id)"
	    " AND $other > 0 ORDER BY id"},
	{"contact", "customer", "SELECT id, subject FROM contact"
	    " WHERE customer = $customer AND ($id IS NULL OR id = $id)"
	    " AND $other > 0 ORDER BY id"},
	{"message", "addressee", "SELECT m.id, m.subject FROM message m"
	    " WHERE m.addressee = $customer AND ($id IS NULL OR m.id = $id)"
	    " AND NOT EXISTS (SELECT 1 FROM message o WHERE o.rule = m.rule"
	    " AND o.subject = m.subject AND o.occurrence = m.occurrence"
	    " AND o.addressee = $other) ORDER BY m.id"},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static struct stmt *asked(struct db *db, const struct kind *k,
    int64_t customer, int64_t other, int64_t id)
{
	struct stmt *st = db_prepare(db, k->sql);

	db_bind_int(st, "$customer", customer);
	db_bind_int(st, "$other", other);
	if (id)
		db_bind_int(st, "$id", id);
	else
		db_bind_null(st, "$id");
	return st;
}

static const struct kind *kind_of(const char *table)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].table, table) == 0)
			return &kinds[i];
	return NULL;
}

const char *customer_good_column(const char *table)
{
	const struct kind *k = kind_of(table);

	return k ? k->column : NULL;
}

size_t customer_goods(struct db *db, int64_t customer, int64_t other,
    struct arena *a, struct good **out)
{
	struct good *v = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < KINDS; i++) {
		struct stmt *st = asked(db, &kinds[i], customer, other, 0);

		while (db_step(st)) {
			if (n == cap) {
				struct good *more = arena_alloc(a,
				    cap = cap ? 2 * cap : 16, sizeof *more);

				if (n)
					memcpy(more, v, n * sizeof *v);
				v = more;
			}
			v[n++] = (struct good){kinds[i].table, kinds[i].column,
			    db_int(st, 1), db_int(st, 0)};
		}
		db_done(st);
	}
	*out = v;
	return n;
}

bool customer_good_is(struct db *db, const char *table, int64_t id,
    int64_t customer, int64_t other)
{
	const struct kind *k = kind_of(table);
	struct stmt *st;
	bool found;

	if (!k)
		return false;
	st = asked(db, k, customer, other, id);
	found = db_step(st);
	db_done(st);
	return found;
}

void customer_give(struct log *log, const struct good *g, int64_t from,
    int64_t to, int64_t at)
{
	log_event(log, g->subject ? g->subject : from, "customer_changed", at);
	log_row(log, '~', g->table);
	log_int(log, "id", g->id);
	log_int(log, g->column, to);
	log_fact_int(log, "customer", from);
	log_end(log);
}
