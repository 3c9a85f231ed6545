/* Taking back what an entry or a run did. */
#include "store/inverse.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/row.h"
#include "store/row_table.h"

enum { BLOB_MOST = 64 };

/* A row as the events so far make it. */
struct state {
	const char *table;
	struct row_cell *v;
	size_t n, cap;
	bool there;
	bool opposed;		/* a change of it is taken back */
};

struct inverse {
	struct db *db;
	struct arena *arena;
	struct state *rows;
	size_t n, cap;
	struct row_change *out;		/* in the order of the events */
	size_t out_n, out_cap;
};

/* Rows of these can be brought back; others stand for what cannot be undone. */
static bool returns(const char *table)
{
	static const char *const names[] = {
		"cases", "field", "promise", "fired", "pause", "step", "message",
		"contact", "proposal", "approval", "link",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], table) == 0)
			return true;
	return false;
}

int64_t undone_entry(const char *arg)
{
	static const char head[] = ". entry=";

	return arg && strncmp(arg, head, sizeof head - 1) == 0 ?
	    strtoll(arg + sizeof head - 1, NULL, 10) : 0;
}

static bool is_key(struct db *db, const char *table, const char *column)
{
	const struct row_table *t = row_table_of(db, table);
	const struct row_column *c = t ? row_column_of(t, column) : NULL;

	return c && c->key;
}

static const struct row_cell *cell_of(const struct row_cell *v, size_t n,
    const char *column)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].column, column) == 0)
			return &v[i];
	return NULL;
}

static bool same_key(struct db *db, const struct state *s,
    const struct row_change *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct row_cell *mine;

		if (!is_key(db, r->table, r->v[i].column))
			continue;
		mine = cell_of(s->v, s->n, r->v[i].column);
		if (!mine || !mine->text || !r->v[i].text ||
		    strcmp(mine->text, r->v[i].text) != 0)
			return false;
	}
	return true;
}

static struct state *find(struct inverse *v, const struct row_change *r)
{
	struct state *s;

	for (size_t i = v->n; i-- > 0;)
		if (strcmp(v->rows[i].table, r->table) == 0 &&
		    same_key(v->db, &v->rows[i], r))
			return &v->rows[i];
	v->rows = arena_grow(v->arena, v->rows, &v->cap, v->n + 1, sizeof *v->rows);
	s = &v->rows[v->n++];
	*s = (struct state){.table = arena_dup(v->arena, r->table)};
	return s;
}

static struct row_cell copy(struct inverse *v, const struct row_cell *c)
{
	return (struct row_cell){.column = arena_dup(v->arena, c->column),
	    .text = arena_dup(v->arena, c->text), .personal = c->personal};
}

static void put(struct inverse *v, struct state *s, const struct row_cell *c)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i].column, c->column) == 0) {
			s->v[i] = copy(v, c);
			return;
		}
	s->v = arena_grow(v->arena, s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = copy(v, c);
}

static void apply(struct inverse *v, const struct row_change *r)
{
	struct state *s = find(v, r);

	if (r->op == '+')
		s->n = 0;
	for (size_t i = 0; i < r->n; i++)
		put(v, s, &r->v[i]);
	s->there = r->op != '-';
}

/* A column as it was: of a row that did not say it, the table's default. */
static struct row_cell before(struct inverse *v, const struct state *s,
    const char *column)
{
	const struct row_cell *was = cell_of(s->v, s->n, column);
	const struct row_table *t = row_table_of(v->db, s->table);
	const struct row_column *c = t ? row_column_of(t, column) : NULL;

	if (was)
		return *was;
	return (struct row_cell){.column = arena_dup(v->arena, column),
	    .text = c && c->instead[0] ? arena_dup(v->arena, c->instead) : NULL};
}

/* The opposite of a change, while the row is as it was before. */
static void oppose(struct inverse *v, const struct row_change *r)
{
	struct state *s = find(v, r);
	struct row_change *o;
	size_t most = r->n + s->n;

	s->opposed = true;

	v->out = arena_grow(v->arena, v->out, &v->out_cap, v->out_n + 1,
	    sizeof *v->out);
	o = &v->out[v->out_n++];
	*o = (struct row_change){.op = r->op == '+' ? '-' : r->op == '-' ? '+' :
	    '~', .table = s->table, .v = arena_alloc(v->arena, most, sizeof *o->v)};
	if (r->op == '-') {
		for (size_t i = 0; i < s->n; i++)
			o->v[o->n++] = s->v[i];
		return;
	}
	for (size_t i = 0; i < r->n; i++)
		if (is_key(v->db, r->table, r->v[i].column))
			o->v[o->n++] = copy(v, &r->v[i]);
		else if (r->op == '~')
			o->v[o->n++] = before(v, s, r->v[i].column);
}

static void one_event(struct inverse *v, const char *arg, const char *body,
    bool opposed)
{
	struct row_changes rows = {0};
	char *a = mem_dup(arg), *b = body ? mem_dup(body) : NULL;

	if (row_decode(&rows, a, b))
		for (size_t i = 0; i < rows.n; i++) {
			if (rows.v[i].op == '.')
				continue;
			if (opposed)
				oppose(v, &rows.v[i]);
			apply(v, &rows.v[i]);
		}
	row_changes_free(&rows);
	free(a);
	free(b);
}

static void write_row(struct log *log, const struct row_change *r)
{
	log_row(log, r->op, r->table);
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].personal)
			log_private(log, r->v[i].column, r->v[i].text);
		else
			log_text(log, r->v[i].column, r->v[i].text);
}

/* The subject's events, up to the entry or to the end; those of the entry or
 * of the run are opposed. */
static void go_through(struct inverse *v, int64_t subject, int64_t entry,
    int64_t run)
{
	struct stmt *st = db_prepare(v->db, "SELECT e.entry, n.run, e.arg, c.body"
	    " FROM event e JOIN entry n ON n.id = e.entry"
	    " LEFT JOIN content c ON c.id = e.content WHERE e.subject = $subject"
	    " ORDER BY e.entry, e.n");

	db_bind_int(st, "$subject", subject);
	while (db_step(st) && (!entry || db_int(st, 0) <= entry))
		one_event(v, db_text(st, 2), db_text(st, 3), entry ?
		    db_int(st, 0) == entry : db_int(st, 1) == run);
	db_done(st);
}

void undoing_rows(struct log *log, int64_t subject, const struct undoing *u,
    struct arena *a)
{
	struct inverse v = {.db = log_db(log), .arena = a};

	go_through(&v, subject, u->entry, 0);
	log_row(log, '.', "");
	log_int(log, "entry", u->entry);
	log_text(log, "event", u->what);
	for (size_t i = v.out_n; i-- > 0;)
		write_row(log, &v.out[i]);
}

static bool same_value(struct stmt *st, int column, const struct row_column *c,
    const char *said)
{
	char hex[2 * BLOB_MOST + 1];
	const unsigned char *blob;
	size_t n;

	if (db_null(st, column) || !said)
		return db_null(st, column) && !said;
	if (c->type != 'B')
		return strcmp(db_text(st, column), said) == 0;
	blob = db_blob(st, column, &n);
	if (n > BLOB_MOST)
		return false;
	digest_hex(blob, n, hex);
	return strcmp(hex, said) == 0;
}

static struct stmt *look_up(struct db *db, const struct row_table *t,
    const struct state *s)
{
	struct buf sql = {0};
	struct stmt *st;

	buf_addf(&sql, "SELECT * FROM %s", t->name);
	for (size_t i = 0, keys = 0; i < t->n; i++)
		if (t->v[i].key)
			buf_addf(&sql, "%s%s = %s", keys++ ? " AND " : " WHERE ",
			    t->v[i].name, t->v[i].parameter);
	st = db_prepare(db, buf_text(&sql));
	buf_free(&sql);
	for (size_t i = 0; i < t->n; i++) {
		const struct row_cell *key = t->v[i].key ?
		    cell_of(s->v, s->n, t->v[i].name) : NULL;

		if (key)
			db_bind_text(st, t->v[i].parameter, key->text);
	}
	return st;
}

/* Is the row in the store what its events say? */
static bool is_so(struct db *db, const struct state *s)
{
	const struct row_table *t = row_table_of(db, s->table);
	struct stmt *st;
	bool same;

	if (!t)
		return false;
	st = look_up(db, t, s);
	same = db_step(st) == s->there;
	for (size_t i = 0; same && s->there && i < s->n; i++) {
		const struct row_column *c = row_column_of(t, s->v[i].column);

		same = c && same_value(st, (int)(c - t->v), c, s->v[i].text);
	}
	db_done(st);
	return same;
}

struct inverse *inverse_of_run(struct db *db, int64_t subject, int64_t run,
    struct arena *a)
{
	struct inverse *v = arena_alloc(a, 1, sizeof *v);

	v->db = db;
	v->arena = a;
	go_through(v, subject, 0, run);
	for (size_t i = 0; i < v->n; i++)
		if (v->rows[i].opposed && !is_so(db, &v->rows[i]))
			return NULL;
	return v;
}

void inverse_write(struct log *log, const struct inverse *v, const char *ref)
{
	for (size_t i = v->out_n; i-- > 0;) {
		const struct row_change *r = &v->out[i];

		if (r->op == '-' && strcmp(r->table, "subject") == 0) {
			log_row(log, '~', "subject");
			log_text(log, "id", cell_of(r->v, r->n, "id")->text);
			log_text(log, "ref", ref);
		} else {
			write_row(log, r);
		}
	}
}

static bool taken_back(const int64_t *v, size_t n, int64_t entry)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == entry)
			return true;
	return false;
}

/* The last entry of the subject that is neither undone nor an undoing. */
static int64_t last_entry(struct db *db, int64_t subject, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT entry, what, arg FROM event"
	    " WHERE subject = $subject ORDER BY entry DESC, n");
	int64_t *undone = NULL, entry = 0;
	size_t n = 0, cap = 0;

	db_bind_int(st, "$subject", subject);
	while (entry == 0 && db_step(st)) {
		if (strcmp(db_text(st, 1), "undone") == 0) {
			undone = arena_grow(a, undone, &cap, n + 2, sizeof *undone);
			undone[n++] = undone_entry(db_text(st, 2));
			undone[n++] = db_int(st, 0);
		} else if (!taken_back(undone, n, db_int(st, 0))) {
			entry = db_int(st, 0);
		}
	}
	db_done(st);
	return entry;
}

/* What the entry did to the subject, and whether to others. */
static void read_events(struct db *db, int64_t subject, struct arena *a,
    struct undoing *u)
{
	struct stmt *st = db_prepare(db, "SELECT subject, what, arg FROM event"
	    " WHERE entry = $entry ORDER BY n");
	struct row_changes rows = {0};

	u->alone = true;
	db_bind_int(st, "$entry", u->entry);
	while (db_step(st)) {
		char *arg = mem_dup(db_text(st, 2));

		if (db_int(st, 0) != subject)
			u->alone = false;
		else if (!u->what)
			u->what = arena_dup(a, db_text(st, 1));
		row_changes_reset(&rows);
		if (row_decode(&rows, arg, NULL))
			for (size_t i = 0; i < rows.n && !u->table; i++)
				if (rows.v[i].op != '.' && !returns(rows.v[i].table))
					u->table = arena_dup(a, rows.v[i].table);
		free(arg);
	}
	db_done(st);
	row_changes_free(&rows);
}

struct undoing undoing_of(struct db *db, int64_t subject, struct arena *a)
{
	struct undoing u = {.entry = last_entry(db, subject, a)};
	struct stmt *st;

	if (u.entry == 0)
		return u;
	st = db_prepare(db,
	    "SELECT actor, recorded_at, tool FROM entry WHERE id = $id");
	db_bind_int(st, "$id", u.entry);
	if (db_step(st)) {
		u.actor = db_int(st, 0);
		u.recorded_at = db_int(st, 1);
		u.tool = arena_dup(a, db_text(st, 2));
	}
	db_done(st);
	read_events(db, subject, a, &u);
	return u;
}
