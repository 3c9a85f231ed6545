/* Applying row changes: the one place where rows are written. */
#include "store/row.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "store/db.h"
#include "store/db_inside.h"
#include "store/digest.h"
#include "store/schema.h"

enum { COLUMNS = 40, TABLES = 32, BLOB_MAX = 64, SHAPES = 256 };

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

/* What changes of one kind have in common: the operation, the table, and the
 * columns in their order. Its statement is composed once. */
struct shape {
	struct shape *next;	/* same slot */
	const struct table *t;
	char op;
	size_t n;
	const struct column *column[COLUMNS];
	char *sql;
};

static void load_table(struct db *db, struct table *t)
{
	struct stmt *st = db_prepare(db,
	    "SELECT name, type, pk FROM pragma_table_info($table, 'main')");

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

static void compose_insert(const struct shape *s, struct buf *sql)
{
	buf_adds(sql, "INSERT INTO ");
	buf_adds(sql, s->t->name);
	for (size_t i = 0; i < s->n; i++) {
		buf_adds(sql, i ? ", " : " (");
		buf_adds(sql, s->column[i]->name);
	}
	for (size_t i = 0; i < s->n; i++) {
		buf_adds(sql, i ? ", " : ") VALUES (");
		buf_adds(sql, s->column[i]->parameter);
	}
	buf_addc(sql, ')');
}

static void compose(const struct shape *s, struct buf *sql)
{
	const char *between = " SET ";

	if (s->op == '+') {
		compose_insert(s, sql);
		return;
	}
	buf_adds(sql, s->op == '-' ? "DELETE FROM " : "UPDATE ");
	buf_adds(sql, s->t->name);
	for (size_t i = 0; i < s->n && s->op == '~'; i++)
		if (!s->column[i]->key) {
			add_assignment(sql, between, s->column[i]);
			between = ", ";
		}
	between = " WHERE ";
	for (size_t i = 0; i < s->t->n; i++)
		if (s->t->v[i].key) {
			add_assignment(sql, between, &s->t->v[i]);
			between = " AND ";
		}
}

static void bind_int(struct stmt *st, const struct column *c,
    const struct row_cell *cell)
{
	if (c->type == 'I')
		db_bind_int(st, c->parameter, cell->number);
	else
		db_lend_text(st, c->parameter, cell->text);
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
	} else if (cell->is_int && c->type != 'B') {
		bind_int(st, c, cell);
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
		db_lend_text(st, name, cell->text);
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

/* Few letters tell most names apart; the rest is compared. */
static size_t shape_slot(const struct row_change *r)
{
	size_t h = (unsigned char)r->op;

	h = h * 31 + (unsigned char)r->table[0];
	for (size_t i = 0; i < r->n; i++) {
		const char *name = r->v[i].column;

		h = h * 31 + (unsigned char)name[0];
		h = h * 31 + (name[0] ? (unsigned char)name[1] : 0);
	}
	return h % SHAPES;
}

static bool has_shape(const struct row_change *r, const struct shape *s)
{
	if (s->n != r->n || s->op != r->op || strcmp(s->t->name, r->table) != 0)
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(s->column[i]->name, r->v[i].column) != 0)
			return false;
	return true;
}

/* Look at a change's table and columns, and compose its statement. NULL with
 * *fault when they are not ours. */
static struct shape *shape_make(struct db *db, const struct row_change *r,
    const char **fault)
{
	const struct table *t = find_table(db, r->table);
	struct buf sql = {0};
	struct shape *s;

	*fault = t ? check_cells(t, r) : "no such table";
	if (*fault)
		return NULL;
	s = mem_alloc(1, sizeof *s);
	s->t = t;
	s->op = r->op;
	s->n = r->n;
	for (size_t i = 0; i < r->n; i++)
		s->column[i] = find_column(t, r->v[i].column);
	compose(s, &sql);
	s->sql = sql.s;
	return s;
}

/* A shape lives as long as the process: there are as many as there are places
 * in the program that write rows. */
static const struct shape *shape_of(struct db *db, const struct row_change *r,
    const char **fault)
{
	static struct shape *shapes[SHAPES];
	struct shape **at = &shapes[shape_slot(r)], *s;

	for (s = *at; s; s = s->next)
		if (has_shape(r, s))
			return s;
	s = shape_make(db, r, fault);
	if (s) {
		s->next = *at;
		*at = s;
	}
	return s;
}

const char *row_apply(struct db *db, const struct row_change *r)
{
	const struct shape *s;
	const char *fault = NULL;
	struct stmt *st;

	if (r->op == '.')
		return NULL;
	s = shape_of(db, r, &fault);
	if (!s)
		return fault;
	for (size_t i = 0; i < r->n; i++)
		if (s->column[i]->key && !r->v[i].text)
			return "the key is null";
	st = db_prepare(db, s->sql);
	for (size_t i = 0; i < r->n && !fault; i++)
		fault = bind_cell(st, s->column[i], &r->v[i]);
	if (!fault)
		fault = db_change(st);
	db_done(st);
	/* The engine does not count what triggers do in a view's place. */
	if (!fault && r->op != '+' && !db->overlaid && db_changes(db) != 1)
		fault = "no such row";
	return fault;
}
