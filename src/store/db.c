/* The door to SQLite: open, transactions. */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/ahead.h"
#include "store/db_inside.h"
#include "store/turnstile.h"

enum { PATIENCE_MS = 10000, WAL_PAGES = 1000 };

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

/* The engine leaves its files with the rights that the store had when it made
 * them, and names none of them. */
static noreturn void fail_writing(const struct db *db)
{
	const char *slash = strrchr(db->path, '/');
	const char *name = slash ? slash + 1 : db->path;

	die(STATUS_CREATE, _("%s: %s\nits folder, it, %s-wal and %s-shm must be"
	    " writable for their owner"), db->path, sqlite3_errmsg(db->h), name,
	    name);
}

noreturn void db_fail(struct db *db, int rc, const char *sql)
{
	enum status status = status_of(rc);

	if (status == STATUS_CREATE)
		fail_writing(db);
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

static int note_wal(void *db, sqlite3 *h, const char *name, int pages)
{
	(void)h;
	(void)name;
	((struct db *)db)->wal = pages;
	return SQLITE_OK;
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
	if (how == DB_EXISTING)
		ahead_check(db->file);
	rc = sqlite3_open_v2(db->file ? db->file : "", &db->h,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
	    (how == DB_SCRATCH ? SQLITE_OPEN_CREATE : 0), NULL);
	db->next = all;
	all = db;
	if (rc != SQLITE_OK)
		db_fail(db, rc, "open");
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
	sqlite3_wal_hook(db->h, note_wal, db);
	return db;
}

/* Has the file another name by now, or none? */
static bool moved(struct db *db)
{
	int yes = 0;

	return db->file && sqlite3_file_control(db->h, "main",
	    SQLITE_FCNTL_HAS_MOVED, &yes) == SQLITE_OK && yes;
}

/* All that was written ahead goes home into the file that it was written for,
 * wherever that is now: what stands in its place must not take it for its own. */
static void bring_home(struct db *db)
{
	sqlite3_wal_checkpoint_v2(db->h, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
	    NULL);
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
	db_forget_statements(db);
	if (moved(db))
		bring_home(db);
	sqlite3_close(db->h);
	turnstile_close(db->gate);
	free(db->key);
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
	bool first = !db->gate;

	if (!db->file)
		return true;
	if (first)
		db->gate = turnstile_open(db->file);
	if (!turnstile_try(db->gate, tool, db->patience_ms))
		return false;
	if (moved(db)) {
		bring_home(db);
		die(STATUS_IO, _("%s: was moved or replaced while it was in use;"
		    " nothing more was written\nwhat was being done is not in"
		    " the one that is there now"), db->file);
	}
	if (first)
		ahead_note(db->file);
	return true;
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
		db_fail(db, rc, "BEGIN IMMEDIATE");
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

/* Bring the WAL's pages home when they have become many; who waits for the
 * store need not wait for that. What cannot be brought home now, because
 * somebody reads an older state, is the next one's. */
static void check_point(struct db *db)
{
	int pages = db->wal;

	db->wal = 0;
	if (pages >= WAL_PAGES)
		sqlite3_wal_checkpoint_v2(db->h, NULL,
		    SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static void end_transaction(struct db *db, const char *how)
{
	db_exec(db, how);
	db->open_tx = false;
	if (db->writing && db->gate)
		turnstile_leave(db->gate);
	db->writing = false;
	check_point(db);
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

bool db_wanted(struct db *db)
{
	return db->gate && turnstile_wanted(db->gate);
}
