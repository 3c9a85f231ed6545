/* Applying row changes: the one place where rows are written. */
#include "store/row.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/schema.h"

enum { COLUMNS = 40, TABLES = 32, BLOB_MAX = 64 };

struct column {
	char name[24], parameter[32];
	char type;	/* I T B */
	bool key;
};

struct table {
	char name[24];
	struct column v[COLUMNS];
	size_t n;
};

static void load_table(struct db *db, struct table *t)
{
	struct stmt *st = db_prepare(db,
	    "SELECT name, type, pk FROM pragma_table_info($table)");

	db_bind_text(st, "$table", t->name);
	while (db_step(st) && t->n < COLUMNS) {
		struct column *c = &t->v[t->n++];

		snprintf(c->name, sizeof c->name, "%s", db_text(st, 0));
		snprintf(c->parameter, sizeof c->parameter, "$%s", db_text(st, 0));
		c->type = db_text(st, 1)[0];
		c->key = db_int(st, 2) > 0;
	}
	db_done(st);
}

/* Only projections are found, so a forged arg cannot name the log itself. */
static const struct table *find_table(struct db *db, const char *name)
{
	static struct table tables[TABLES];
	static size_t known;
	const struct projection *all;
	size_t n;

	for (size_t i = 0; i < known; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	all = schema_projections(&n);
	for (size_t i = 0; i < n && known < TABLES; i++)
		if (strcmp(all[i].table, name) == 0) {
			struct table *t = &tables[known++];

			snprintf(t->name, sizeof t->name, "%s", name);
			load_table(db, t);
			return t;
		}
	return NULL;
}

static const struct column *find_column(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->v[i].name, name) == 0)
			return &t->v[i];
	return NULL;
}

/* The statement's text is made of names of our own schema only. */
static void add_assignment(struct buf *sql, const char *between,
    const struct column *c)
{
	buf_adds(sql, between);
	buf_adds(sql, c->name);
	buf_adds(sql, " = ");
	buf_adds(sql, c->parameter);
}

static void compose_insert(const struct table *t, const struct row_change *r,
    struct buf *sql)
{
	buf_adds(sql, "INSERT INTO ");
	buf_adds(sql, t->name);
	for (size_t i = 0; i < r->n; i++) {
		buf_adds(sql, i ? ", " : " (");
		buf_adds(sql, r->v[i].column);
	}
	for (size_t i = 0; i < r->n; i++) {
		buf_adds(sql, i ? ", " : ") VALUES (");
		buf_adds(sql, find_column(t, r->v[i].column)->parameter);
	}
	buf_addc(sql, ')');
}

static void compose(const struct table *t, const struct row_change *r,
    struct buf *sql)
{
	const char *between = " SET ";

	if (r->op == '+') {
		compose_insert(t, r, sql);
		return;
	}
	buf_adds(sql, r->op == '-' ? "DELETE FROM " : "UPDATE ");
	buf_adds(sql, t->name);
	for (size_t i = 0; i < r->n && r->op == '~'; i++) {
		const struct column *c = find_column(t, r->v[i].column);

		if (!c->key) {
			add_assignment(sql, between, c);
			between = ", ";
		}
	}
	between = " WHERE ";
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].key) {
			add_assignment(sql, between, &t->v[i]);
			between = " AND ";
		}
}

static const char *bind_cell(struct stmt *st, const struct column *c,
    const struct row_cell *cell)
{
	unsigned char blob[BLOB_MAX];
	const char *name = c->parameter;
	int64_t v;
	long n;

	if (!cell->text) {
		db_bind_null(st, name);
	} else if (c->type == 'I') {
		if (!num_int(cell->text, INT64_MIN, INT64_MAX, &v))
			return "not a number";
		db_bind_int(st, name, v);
	} else if (c->type == 'B') {
		n = digest_unhex(cell->text, blob, sizeof blob);
		if (n < 0)
			return "not hexadecimal";
		db_bind_blob(st, name, blob, (size_t)n);
	} else {
		db_bind_text(st, name, cell->text);
	}
	return NULL;
}

static const char *check_cells(const struct table *t, const struct row_change *r)
{
	size_t keys = 0, wanted = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct column *c = find_column(t, r->v[i].column);

		if (!c)
			return "no such column";
		if (c->key && !r->v[i].text)
			return "the key is null";
		keys += c->key;
		for (size_t j = 0; j < i; j++)
			if (strcmp(r->v[i].column, r->v[j].column) == 0)
				return "a column twice";
	}
	for (size_t i = 0; i < t->n; i++)
		wanted += t->v[i].key;
	if (keys != wanted)
		return "the key is not whole";
	if (r->op == '-' && keys != r->n)
		return "more than the key";
	if (r->op == '~' && keys == r->n)
		return "nothing but the key";
	return NULL;
}

const char *row_apply(struct db *db, const struct row_change *r)
{
	static struct buf sql;
	const struct table *t;
	const char *fault;
	struct stmt *st;

	if (r->op == '.')
		return NULL;
	t = find_table(db, r->table);
	if (!t)
		return "no such table";
	fault = check_cells(t, r);
	if (fault)
		return fault;
	buf_reset(&sql);
	compose(t, r, &sql);
	st = db_prepare(db, buf_text(&sql));
	for (size_t i = 0; i < r->n && !fault; i++)
		fault = bind_cell(st, find_column(t, r->v[i].column), &r->v[i]);
	if (!fault)
		fault = db_change(st);
	db_done(st);
	if (!fault && r->op != '+' && db_changes(db) != 1)
		fault = "no such row";
	return fault;
}
