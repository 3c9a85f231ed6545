/* Applying row changes: the one place where rows are written. */
#include "store/row.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "store/db.h"
#include "store/db_inside.h"
#include "store/digest.h"
#include "store/row_table.h"

enum { BLOB_MAX = 64, SHAPES = 256 };

/* What changes of one kind have in common: the operation, the table, and the
 * columns in their order. Its statement is composed once. */
struct shape {
	struct shape *next;	/* same slot */
	const struct row_table *t;
	char op;
	size_t n;
	const struct row_column *column[ROW_COLUMNS];
	char *sql;
};

/* The statement's text is made of names of our own schema only. */
static void add_assignment(struct buf *sql, const char *between,
    const struct row_column *c)
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

static void bind_int(struct stmt *st, const struct row_column *c,
    const struct row_cell *cell)
{
	if (c->type == 'I')
		db_bind_int(st, c->parameter, cell->number);
	else
		db_lend_text(st, c->parameter, cell->text);
}

static const char *bind_cell(struct stmt *st, const struct row_column *c,
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

static const char *check_cells(const struct row_table *t, const struct row_change *r)
{
	size_t keys = 0, wanted = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct row_column *c = row_column_of(t, r->v[i].column);

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
	const struct row_table *t = row_table_of(db, r->table);
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
		s->column[i] = row_column_of(t, r->v[i].column);
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
