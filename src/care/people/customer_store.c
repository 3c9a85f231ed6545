/* Customers in the store, found by their keys. */
#include "care/people/customer.h"

#include <string.h>

#include "base/utf8.h"
#include "care/people/customer_merge.h"
#include "care/fields/field.h"
#include "policy/facts.h"
#include "store/db.h"
#include "store/subject.h"

/* Merges are rare: they are followed only where there is one. */
int64_t customer_key_of(struct db *db, const char *kind, const char *value)
{
	struct stmt *st = db_prepare(db, "SELECT k.customer, c.merged_into"
	    " FROM customer_key k JOIN customer c ON c.id = k.customer"
	    " WHERE k.kind = $kind AND k.value = $value");
	int64_t id = 0;
	bool merged = false;

	db_lend_text(st, "$kind", kind);
	db_lend_text(st, "$value", value);
	if (db_step(st)) {
		id = db_int(st, 0);
		merged = !db_null(st, 1);
	}
	db_done(st);
	return merged ? customer_survivor(db, id) : id;
}

int64_t customer_by_key(struct db *db, const char *kind, const char *value)
{
	int64_t id = 0;

	if (strcmp(kind, "ref") == 0)
		id = subject_by_ref(db, "customer", value);
	return id > 0 ? customer_survivor(db, id) : customer_key_of(db, kind, value);
}

static bool is_mobile(const char *phone)
{
	return phone[0] == '1' && utf8_length(phone) == 11;
}

/* The first of his keys of each kind; a mobile phone before others, for it is
 * what messages go to. */
static void first_keys(struct db *db, struct arena *a, struct customer *c)
{
	struct stmt *st = db_prepare(db, "SELECT kind, value FROM customer_key"
	    " WHERE customer = $id ORDER BY kind, value");

	db_bind_int(st, "$id", c->id);
	while (db_step(st)) {
		const char *kind = db_text(st, 0), *value = db_text(st, 1);

		if (strcmp(kind, "mail") == 0 && !c->mail)
			c->mail = arena_dup(a, value);
		if (strcmp(kind, "phone") == 0 && (!c->phone ||
		    (is_mobile(value) && !is_mobile(c->phone))))
			c->phone = arena_dup(a, value);
	}
	db_done(st);
}

bool customer_values(struct db *db, int64_t id, struct arena *a,
    struct customer *c)
{
	struct stmt *st = db_prepare(db, "SELECT name, birthday, tier, region,"
	    " lang, standing, state FROM customer WHERE id = $id");
	bool found;

	*c = (struct customer){.id = id};
	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found) {
		c->name = arena_dup(a, db_text(st, 0));
		c->birthday = arena_dup(a, db_text(st, 1));
		c->tier = arena_dup(a, db_text(st, 2));
		c->region = arena_dup(a, db_text(st, 3));
		c->lang = arena_dup(a, db_text(st, 4));
		c->standing = arena_dup(a, db_text(st, 5));
		c->state = arena_dup(a, db_text(st, 6));
	}
	db_done(st);
	return found;
}

bool customer_load(struct db *db, int64_t id, struct arena *a,
    struct customer *c)
{
	if (!customer_values(db, id, a, c))
		return false;
	first_keys(db, a, c);
	return true;
}

int64_t customer_open_complaints(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db, "SELECT count(*) FROM"
	    " (SELECT 1 FROM cases WHERE customer = $id AND kind = 'complaint'"
	    " AND closed_at IS NULL LIMIT 2)");
	int64_t n = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		n = db_int(st, 0);
	db_done(st);
	return n;
}

void customer_facts_with(struct db *db, const struct customer *c,
    const struct fields *own, struct facts *f)
{
	facts_text(f, "tier", c->tier);
	facts_text(f, "region", c->region);
	facts_text(f, "standing", c->standing);
	facts_number(f, "customer.open_complaint",
	    c->id && customer_open_complaints(db, c->id) > 0);
	fields_facts(own, f);
}

void customer_facts(struct db *db, const struct customer *c, struct arena *a,
    struct facts *f)
{
	struct fields *own = arena_alloc(a, 1, sizeof *own);

	*own = fields_load(db, c->id, a);
	customer_facts_with(db, c, own, f);
}
