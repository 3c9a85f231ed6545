/* The door to SQLite: open, transactions, statements. */
#include "store/db.h"

#include <sqlite3.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/turnstile.h"

enum { SLOTS = 512, PATIENCE_MS = 10000 };

struct stmt {
	struct stmt *next;	/* same slot of the cache */
	struct db *db;
	sqlite3_stmt *s;
	bool used;
};

struct db {
	struct db *next;	/* all open stores, for the end of the process */
	sqlite3 *h;
	char *path;		/* as it was named */
	char *file;		/* without links; NULL for a scratch store */
	struct turnstile *gate;	/* NULL before the first writing */
	int patience_ms;
	bool open_tx, writing;
	struct stmt *slots[SLOTS];
};

static struct db *all;

/* What an engine's error means for the one who called the command. */
static enum status status_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_FULL:
	case SQLITE_IOERR:
		return STATUS_IO;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return STATUS_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return STATUS_POLICY;
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return STATUS_CREATE;
	default:
		return STATUS_BUG;
	}
}

static noreturn void fail(struct db *db, int rc, const char *sql)
{
	enum status status = status_of(rc);

	if (status == STATUS_BUG)
		die(status, "%s: %s [%d]: %s", db->path, sqlite3_errmsg(db->h),
		    rc, sql);
	if (status == STATUS_IO)
		die(status, _("%s: %s; nothing acknowledged was lost"), db->path,
		    sqlite3_errmsg(db->h));
	die(status, "%s: %s", db->path, sqlite3_errmsg(db->h));
}

static void close_all(void)
{
	while (all)
		db_close(all);
}

/* The file is made by us, so that its mode is private from the first moment. */
static void make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		die_errno(STATUS_CREATE, "%s", path);
	close(fd);
}

struct db *db_open(const char *path, enum db_how how)
{
	static bool registered;
	struct db *db = mem_alloc(1, sizeof *db);
	int rc;

	if (!registered) {
		if (atexit(close_all) != 0)
			die(STATUS_BUG, "atexit");
		/* One thread, and nobody asks the engine for its memory: the
		 * locks for both are a twentieth of a bulk intake. */
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		registered = true;
	}
	if (how == DB_CREATE)
		make_file(path);
	db->path = mem_dup(how == DB_SCRATCH ? "(scratch)" : path);
	db->file = how == DB_SCRATCH ? NULL : realpath(path, NULL);
	if (how != DB_SCRATCH && !db->file)
		die_errno(STATUS_NOINPUT, "%s", path);
	rc = sqlite3_open_v2(db->file ? db->file : "", &db->h,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
	    (how == DB_SCRATCH ? SQLITE_OPEN_CREATE : 0), NULL);
	db->next = all;
	all = db;
	if (rc != SQLITE_OK)
		fail(db, rc, "open");
	sqlite3_extended_result_codes(db->h, 1);
	db_patience(db, PATIENCE_MS);
	db_exec(db, "PRAGMA cache_size = -65536");
	db_exec(db, "PRAGMA foreign_keys = ON");
	db_exec(db, "PRAGMA trusted_schema = OFF");
	if (how == DB_SCRATCH) {
		db_exec(db, "PRAGMA synchronous = OFF");
		return db;
	}
	if (how == DB_CREATE)
		db_exec(db, "PRAGMA journal_mode = WAL");
	db_exec(db, "PRAGMA synchronous = FULL");
	db_exec(db, "PRAGMA secure_delete = ON");
	db_exec(db, "PRAGMA journal_size_limit = 67108864");
	return db;
}

void db_close(struct db *db)
{
	struct db **at = &all;

	if (!db)
		return;
	while (*at && *at != db)
		at = &(*at)->next;
	if (*at)
		*at = db->next;
	for (size_t i = 0; i < SLOTS; i++)
		while (db->slots[i]) {
			struct stmt *next = db->slots[i]->next;

			sqlite3_finalize(db->slots[i]->s);
			free(db->slots[i]);
			db->slots[i] = next;
		}
	sqlite3_close(db->h);
	turnstile_close(db->gate);
	free(db->file);
	free(db->path);
	free(db);
}

const char *db_path(const struct db *db)
{
	return db->path;
}

void db_patience(struct db *db, int ms)
{
	sqlite3_busy_timeout(db->h, ms);
	db->patience_ms = ms;
}

static bool enter(struct db *db, const char *tool)
{
	if (!db->file)
		return true;
	if (!db->gate)
		db->gate = turnstile_open(db->file);
	return turnstile_try(db->gate, tool, db->patience_ms);
}

bool db_try_begin(struct db *db, const char *tool)
{
	int rc;

	if (db->open_tx)
		die(STATUS_BUG, "a transaction is open already");
	if (!enter(db, tool))
		return false;
	rc = sqlite3_exec(db->h, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (rc != SQLITE_OK && db->gate)
		turnstile_leave(db->gate);
	/* Somebody who does not know the turnstile is inside. */
	if ((rc & 0xff) == SQLITE_BUSY)
		return false;
	if (rc != SQLITE_OK)
		fail(db, rc, "BEGIN IMMEDIATE");
	db->writing = db->open_tx = true;
	return true;
}

void db_begin(struct db *db, const char *tool)
{
	if (!db_try_begin(db, tool))
		turnstile_busy(db->gate);
}

void db_begin_read(struct db *db)
{
	db_exec(db, "BEGIN");
	db->open_tx = true;
}

static void end_transaction(struct db *db, const char *how)
{
	db_exec(db, how);
	db->open_tx = false;
	if (db->writing && db->gate)
		turnstile_leave(db->gate);
	db->writing = false;
}

void db_commit(struct db *db)
{
	end_transaction(db, "COMMIT");
}

void db_rollback(struct db *db)
{
	if (db->open_tx)
		end_transaction(db, "ROLLBACK");
}

bool db_busy(const struct db *db)
{
	return db->open_tx;
}

static size_t slot_of(const char *sql)
{
	size_t h = 5381;

	for (; *sql; sql++)
		h = h * 33 + (unsigned char)*sql;
	return h % SLOTS;
}

struct stmt *db_prepare(struct db *db, const char *sql)
{
	size_t slot = slot_of(sql);
	struct stmt *st;
	int rc;

	for (st = db->slots[slot]; st; st = st->next)
		if (!st->used && strcmp(sqlite3_sql(st->s), sql) == 0) {
			st->used = true;
			return st;
		}
	st = mem_alloc(1, sizeof *st);
	st->db = db;
	rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT,
	    &st->s, NULL);
	if (rc != SQLITE_OK)
		fail(db, rc, sql);
	st->used = true;
	st->next = db->slots[slot];
	db->slots[slot] = st;
	return st;
}

static int parameter(struct stmt *st, const char *name)
{
	int i = sqlite3_bind_parameter_index(st->s, name);

	if (i == 0)
		die(STATUS_BUG, "no parameter %s in: %s", name,
		    sqlite3_sql(st->s));
	return i;
}

static void bound(struct stmt *st, int rc)
{
	if (rc != SQLITE_OK)
		fail(st->db, rc, sqlite3_sql(st->s));
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

void db_bind_blob(struct stmt *st, const char *name, const void *v, size_t n)
{
	bound(st, sqlite3_bind_blob64(st->s, parameter(st, name), v ? v : "", n,
	    SQLITE_TRANSIENT));
}

void db_bind_null(struct stmt *st, const char *name)
{
	bound(st, sqlite3_bind_null(st->s, parameter(st, name)));
}

bool db_step(struct stmt *st)
{
	int rc = sqlite3_step(st->s);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		fail(st->db, rc, sqlite3_sql(st->s));
	return rc == SQLITE_ROW;
}

const char *db_change(struct stmt *st)
{
	static char words[160];
	int rc;

	do
		rc = sqlite3_step(st->s);
	while (rc == SQLITE_ROW);
	if (rc == SQLITE_DONE)
		return NULL;
	if ((rc & 0xff) != SQLITE_CONSTRAINT)
		fail(st->db, rc, sqlite3_sql(st->s));
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
	sqlite3_clear_bindings(st->s);
	st->used = false;
}

void db_exec(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		fail(db, rc, sql);
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
