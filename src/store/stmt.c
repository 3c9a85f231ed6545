/* The door to SQLite: statements, kept prepared. */
#include "store/db.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "store/db_inside.h"

static size_t slot_of(const char *sql)
{
	size_t h = 5381;

	for (; *sql; sql++)
		h = h * 33 + (unsigned char)*sql;
	return h % SLOTS;
}

static struct stmt *prepare(struct db *db, const char *sql)
{
	struct stmt *st = mem_alloc(1, sizeof *st);
	int rc;

	st->db = db;
	rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT,
	    &st->s, NULL);
	if (rc != SQLITE_OK)
		db_fail(db, rc, sql);
	st->sql = sqlite3_sql(st->s);
	st->n = sqlite3_bind_parameter_count(st->s);
	st->order = mem_alloc((size_t)st->n, sizeof *st->order);
	st->bound = mem_alloc((size_t)st->n, sizeof *st->bound);
	return st;
}

static bool is_free(const struct stmt *st, const char *sql)
{
	return !st->used && strcmp(st->sql, sql) == 0;
}

struct stmt *db_prepare(struct db *db, const char *sql)
{
	struct stmt **near = &db->near[((uintptr_t)sql >> 3) % SLOTS];
	struct stmt *st = *near;
	size_t slot;

	if (!st || !is_free(st, sql)) {
		slot = slot_of(sql);
		st = db->slots[slot];
		while (st && !is_free(st, sql))
			st = st->next;
		if (!st) {
			st = prepare(db, sql);
			st->next = db->slots[slot];
			db->slots[slot] = st;
		}
		*near = st;
	}
	st->used = true;
	st->begun = false;
	st->uses++;
	st->given = 0;
	return st;
}

void db_forget_statements(struct db *db)
{
	for (size_t i = 0; i < SLOTS; i++)
		while (db->slots[i]) {
			struct stmt *next = db->slots[i]->next;

			sqlite3_finalize(db->slots[i]->s);
			free(db->slots[i]->order);
			free(db->slots[i]->bound);
			free(db->slots[i]);
			db->slots[i] = next;
		}
}

/* Some parameters are bound only now and then: the next ones are looked at
 * too. */
static int named(struct stmt *st, const char *name)
{
	enum { AHEAD = 3 };
	int i;

	for (int t = st->turn; t < st->n && t < st->turn + AHEAD; t++)
		if (st->order[t].said == name) {
			st->turn = t + 1;
			return st->order[t].i;
		}
	i = sqlite3_bind_parameter_index(st->s, name);
	if (i == 0)
		die(STATUS_BUG, "no parameter %s in: %s", name, st->sql);
	if (st->turn < st->n)
		st->order[st->turn++] = (struct parameter){name, i};
	return i;
}

static int parameter(struct stmt *st, const char *name)
{
	int i = named(st, name);

	st->given += st->bound[i - 1] != st->uses;
	st->bound[i - 1] = st->uses;
	return i;
}

/* What was not said this time is null; mostly everything was, which spares
 * clearing it all after each time. */
static void begin(struct stmt *st)
{
	for (int i = 0; st->given < st->n && i < st->n; i++)
		if (st->bound[i] != st->uses)
			sqlite3_bind_null(st->s, i + 1);
	st->begun = true;
}

static void bound(struct stmt *st, int rc)
{
	if (rc != SQLITE_OK)
		db_fail(st->db, rc, st->sql);
}

void db_bind_int(struct stmt *st, const char *name, int64_t v)
{
	bound(st, sqlite3_bind_int64(st->s, parameter(st, name), v));
}

void db_bind_text(struct stmt *st, const char *name, const char *v)
{
	bound(st, sqlite3_bind_text(st->s, parameter(st, name), v, -1,
	    SQLITE_TRANSIENT));
}

void db_lend_text(struct stmt *st, const char *name, const char *v)
{
	bound(st, sqlite3_bind_text(st->s, parameter(st, name), v, -1,
	    SQLITE_STATIC));
}

void db_bind_blob(struct stmt *st, const char *name, const void *v, size_t n)
{
	bound(st, sqlite3_bind_blob64(st->s, parameter(st, name), v ? v : "", n,
	    SQLITE_TRANSIENT));
}

void db_lend_blob(struct stmt *st, const char *name, const void *v, size_t n)
{
	bound(st, sqlite3_bind_blob64(st->s, parameter(st, name), v, n,
	    SQLITE_STATIC));
}

void db_bind_null(struct stmt *st, const char *name)
{
	bound(st, sqlite3_bind_null(st->s, parameter(st, name)));
}

bool db_step(struct stmt *st)
{
	int rc;

	if (!st->begun)
		begin(st);
	rc = sqlite3_step(st->s);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		db_fail(st->db, rc, st->sql);
	return rc == SQLITE_ROW;
}

const char *db_change(struct stmt *st)
{
	static char words[160];
	int rc;

	if (!st->begun)
		begin(st);
	do
		rc = sqlite3_step(st->s);
	while (rc == SQLITE_ROW);
	if (rc == SQLITE_DONE)
		return NULL;
	if ((rc & 0xff) != SQLITE_CONSTRAINT)
		db_fail(st->db, rc, st->sql);
	snprintf(words, sizeof words, "%s", sqlite3_errmsg(st->db->h));
	return words;
}

bool db_null(struct stmt *st, int column)
{
	return sqlite3_column_type(st->s, column) == SQLITE_NULL;
}

bool db_is_int(struct stmt *st, int column)
{
	return sqlite3_column_type(st->s, column) == SQLITE_INTEGER;
}

int64_t db_int(struct stmt *st, int column)
{
	return sqlite3_column_int64(st->s, column);
}

const char *db_text(struct stmt *st, int column)
{
	return (const char *)sqlite3_column_text(st->s, column);
}

const void *db_blob(struct stmt *st, int column, size_t *n)
{
	const void *p = sqlite3_column_blob(st->s, column);

	*n = (size_t)sqlite3_column_bytes(st->s, column);
	return p;
}

int db_columns(struct stmt *st)
{
	return sqlite3_column_count(st->s);
}

const char *db_column_name(struct stmt *st, int column)
{
	return sqlite3_column_name(st->s, column);
}

void db_done(struct stmt *st)
{
	sqlite3_reset(st->s);
	st->turn = 0;
	st->used = false;
}

void db_exec(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		db_fail(db, rc, sql);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->h);
}

int64_t db_int_of(struct db *db, const char *sql, int64_t def)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t v = db_step(st) && !db_null(st, 0) ? db_int(st, 0) : def;

	db_done(st);
	return v;
}

size_t db_ids(struct stmt *st, struct arena *a, int64_t **ids)
{
	size_t n = 0, cap = 0;

	*ids = NULL;
	while (db_step(st)) {
		*ids = arena_grow(a, *ids, &cap, n + 1, sizeof **ids);
		(*ids)[n++] = db_int(st, 0);
	}
	db_done(st);
	return n;
}
