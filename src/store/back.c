/* Rows as they were before a run. */
#include "store/back.h"

#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/row.h"
#include "store/row_table.h"
#include "store/schema.h"

enum { BLOB_SHOWN = 64 };

/* A row's values by the number of the column. */
struct values {
	bool is;		/* there is such a row */
	const char *text[ROW_COLUMNS];
	bool personal[ROW_COLUMNS];
};

struct back_row {
	const struct row_table *t;
	struct values now, before;
	bool said[ROW_COLUMNS];	/* its events say something of the column */
	bool changed;		/* by the run */
	size_t order;		/* in which the run came to it */
};

/* The rows of a subject, while its events are added up. */
struct fold {
	struct db *db;
	struct arena *arena;
	struct back_row *v;
	size_t n, cap, order;
};

static size_t number_of(const struct row_table *t, const char *column)
{
	const struct row_column *c = row_column_of(t, column);

	return c ? (size_t)(c - t->v) : ROW_COLUMNS;
}

static bool is_row(const struct back_row *r, const struct row_table *t,
    const struct row_change *change)
{
	if (r->t != t)
		return false;
	for (size_t i = 0; i < change->n; i++) {
		size_t k = number_of(t, change->v[i].column);

		if (k < ROW_COLUMNS && t->v[k].key && (!r->now.text[k] ||
		    !change->v[i].text ||
		    strcmp(r->now.text[k], change->v[i].text) != 0))
			return false;
	}
	return true;
}

static struct back_row *row_of(struct fold *f, const struct row_table *t,
    const struct row_change *change)
{
	for (size_t i = 0; i < f->n; i++)
		if (is_row(&f->v[i], t, change))
			return &f->v[i];
	f->v = arena_grow(f->arena, f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n].t = t;
	return &f->v[f->n++];
}

static void add_change(struct fold *f, const struct row_change *change,
    bool of_run)
{
	const struct row_table *t = row_table_of(f->db, change->table);
	struct back_row *r;

	if (!t)
		return;
	r = row_of(f, t, change);
	if (of_run && !r->changed) {
		r->changed = true;
		r->before = r->now;
		r->order = f->order++;
	}
	if (change->op == '+')
		r->now = (struct values){0};
	r->now.is = change->op != '-';
	for (size_t i = 0; i < change->n; i++) {
		size_t k = number_of(t, change->v[i].column);

		if (k == ROW_COLUMNS)
			continue;
		r->now.text[k] = change->v[i].text;
		r->now.personal[k] = change->v[i].personal;
		r->said[k] = true;
	}
}

/* The run that the event takes back; 0: it is no way back. */
static int64_t batch_of(const struct row_changes *rows)
{
	int64_t run;

	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < rows->v[i].n && rows->v[i].op == '.'; k++)
			if (strcmp(rows->v[i].v[k].column, "batch") == 0 &&
			    rows->v[i].v[k].text &&
			    num_int(rows->v[i].v[k].text, 1, INT64_MAX, &run))
				return run;
	return 0;
}

static struct stmt *events_of(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db, "SELECT e.arg, c.body, n.run, e.what"
	    " FROM event e JOIN entry n ON n.id = e.entry"
	    " LEFT JOIN content c ON c.id = e.content"
	    " WHERE e.subject = $subject ORDER BY e.entry, e.n");

	db_bind_int(st, "$subject", subject);
	return st;
}

/* Who made an event, and what it takes back. */
struct made {
	int64_t run, batch;
};

static size_t all_made(struct db *db, int64_t subject, struct arena *a,
    struct made **v)
{
	struct stmt *st = events_of(db, subject);
	struct row_changes rows = {0};
	size_t n = 0, cap = 0;

	*v = NULL;
	while (db_step(st)) {
		const char *what = db_text(st, 3);
		bool way_back = strcmp(what, "undone") == 0 ||
		    strcmp(what, "restored") == 0;

		*v = arena_grow(a, *v, &cap, n + 1, sizeof **v);
		(*v)[n].run = db_int(st, 2);
		if (way_back && row_decode(&rows, arena_dup(a, db_text(st, 0)), NULL))
			(*v)[n].batch = batch_of(&rows);
		n++;
	}
	db_done(st);
	row_changes_free(&rows);
	return n;
}

static bool taken_back(const struct made *v, size_t n, int64_t run)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].batch == run)
			return true;
	return false;
}

enum back_state back_state(struct db *db, int64_t subject, int64_t run)
{
	struct arena *a = arena_new();
	struct made *v;
	size_t n = all_made(db, subject, a, &v);
	enum back_state state = BACK_FREE;
	bool begun = false;

	if (taken_back(v, n, run))
		state = BACK_DONE;
	for (size_t i = 0; i < n && state == BACK_FREE; i++) {
		begun = begun || v[i].run == run;
		if (begun && v[i].run != run && !v[i].batch &&
		    !taken_back(v, n, v[i].run))
			state = BACK_TOUCHED;
	}
	arena_free(a);
	return state;
}

/* Add the subject's events up. False: one cannot be read. */
static bool add_events(struct fold *f, int64_t subject, int64_t run)
{
	struct stmt *st = events_of(f->db, subject);
	struct row_changes rows = {0};
	bool good = true;

	while (good && db_step(st)) {
		good = row_decode(&rows, arena_dup(f->arena, db_text(st, 0)),
		    arena_dup(f->arena, db_text(st, 1)));
		for (size_t i = 0; good && i < rows.n; i++)
			if (rows.v[i].op != '.')
				add_change(f, &rows.v[i], db_int(st, 2) == run);
	}
	db_done(st);
	row_changes_free(&rows);
	return good;
}

static void bind_key(struct stmt *st, const struct back_row *r)
{
	for (size_t k = 0; k < r->t->n; k++)
		if (r->t->v[k].key)
			db_bind_text(st, r->t->v[k].parameter, r->now.text[k]);
}

static bool same_value(struct stmt *st, int column, const struct row_column *c,
    const char *said)
{
	char hex[2 * BLOB_SHOWN + 1];
	const unsigned char *blob;
	const char *is;
	size_t n;

	if (db_null(st, column) || !said)
		return db_null(st, column) && !said;
	if (c->type != 'B') {
		is = db_text(st, column);
		return is && strcmp(is, said) == 0;
	}
	blob = db_blob(st, column, &n);
	if (n > BLOB_SHOWN)
		return false;
	digest_hex(blob, n, hex);
	return strcmp(hex, said) == 0;
}

/* Is the row in the store what its events say? */
static bool is_so(struct db *db, const struct back_row *r)
{
	struct buf sql = {0};
	struct stmt *st;
	bool same;

	buf_addf(&sql, "SELECT * FROM %s", r->t->name);
	for (size_t k = 0, keys = 0; k < r->t->n; k++)
		if (r->t->v[k].key)
			buf_addf(&sql, "%s%s = %s", keys++ ? " AND " : " WHERE ",
			    r->t->v[k].name, r->t->v[k].parameter);
	st = db_prepare(db, buf_text(&sql));
	bind_key(st, r);
	same = db_step(st) == r->now.is;
	for (size_t k = 0; same && r->now.is && k < r->t->n; k++)
		same = !r->said[k] ||
		    same_value(st, (int)k, &r->t->v[k], r->now.text[k]);
	db_done(st);
	buf_free(&sql);
	return same;
}

bool back_read(struct db *db, int64_t subject, int64_t run, struct arena *a,
    struct back *out)
{
	struct fold f = {.db = db, .arena = a};
	bool good = add_events(&f, subject, run);

	for (size_t i = 0; good && i < f.n; i++)
		good = !f.v[i].changed || is_so(db, &f.v[i]);
	*out = (struct back){f.v, f.n};
	return good;
}

static void put(struct log *log, const struct row_column *c,
    const struct values *v, size_t k)
{
	if (v->personal[k])
		log_private(log, c->name, v->text[k]);
	else
		log_text(log, c->name, v->text[k]);
}

static bool differs(const struct back_row *r, size_t k)
{
	const char *now = r->now.text[k], *before = r->before.text[k];

	return now && before ? strcmp(now, before) != 0 : now != before;
}

/* The key, and the columns that are to be written. */
static void write_row(struct log *log, const struct back_row *r, char op)
{
	log_row(log, op, r->t->name);
	for (size_t k = 0; k < r->t->n; k++)
		if (r->t->v[k].key || (op == '~' && differs(r, k)) ||
		    (op == '+' && r->before.text[k]))
			put(log, &r->t->v[k], op == '-' ? &r->now : &r->before, k);
}

static bool any_differs(const struct back_row *r)
{
	for (size_t k = 0; k < r->t->n; k++)
		if (differs(r, k))
			return true;
	return false;
}

static void rename_subject(struct log *log, const struct back_row *r,
    const char *ref)
{
	log_row(log, '~', "subject");
	log_text(log, "id", r->now.text[number_of(r->t, "id")]);
	log_text(log, "ref", ref);
}

void back_write(struct log *log, const struct back *b, int64_t run,
    const char *ref)
{
	log_fact_int(log, "batch", run);
	/* Backwards: what came first is what the others hang on. */
	for (size_t order = b->n; order-- > 0;)
		for (size_t i = 0; i < b->n; i++) {
			const struct back_row *r = &b->v[i];

			if (!r->changed || r->order != order)
				continue;
			if (r->before.is && r->now.is) {
				if (any_differs(r))
					write_row(log, r, '~');
			} else if (r->before.is) {
				write_row(log, r, '+');
			} else if (r->now.is && strcmp(r->t->name, "subject") == 0) {
				rename_subject(log, r, ref);
			} else if (r->now.is) {
				write_row(log, r, '-');
			}
		}
}
