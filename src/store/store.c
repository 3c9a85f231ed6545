/* Making and opening stores. */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/db_inside.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/place.h"
#include "store/schema.h"

char *store_meta(struct db *db, const char *name)
{
	struct stmt *st = db_prepare(db,
	    "SELECT value FROM meta WHERE name = $name");
	char *value = NULL;

	db_bind_text(st, "$name", name);
	if (db_step(st))
		value = mem_dup(db_text(st, 0));
	db_done(st);
	return value;
}

void store_set_meta(struct db *db, const char *name, const char *value)
{
	struct stmt *st = db_prepare(db,
	    "INSERT INTO meta (name, value) VALUES ($name, $value)"
	    " ON CONFLICT (name) DO UPDATE SET value = excluded.value");

	db_bind_text(st, "$name", name);
	db_bind_text(st, "$value", value);
	db_step(st);
	db_done(st);
}

/* A trial store's keys are fixed, so that two runs of a test can be compared;
 * nothing real belongs into one. */
static void set_random(struct db *db, const char *name, bool trial)
{
	unsigned char bytes[DIGEST_KEY] = {0};
	char hex[2 * DIGEST_KEY + 1];

	if (sodium_init() < 0)
		die(STATUS_BUG, "libsodium");
	if (!trial)
		randombytes_buf(bytes, sizeof bytes);
	digest_hex(bytes, sizeof bytes, hex);
	store_set_meta(db, name, hex);
}

/* The first entry: the house, about which adoptions of policies are events. */
static void open_house(struct db *db, int64_t now)
{
	struct log *log = log_open(db, "care-store init");

	log_begin(log, now, NULL);
	log_event(log, STORE_HOUSE, "opened", now);
	log_row(log, '+', "subject");
	log_int(log, "id", STORE_HOUSE);
	log_text(log, "kind", "house");
	log_text(log, "source", "");
	log_text(log, "ref", "house");
	log_int(log, "live_from", 0);
	log_end(log);
	log_commit(log);
	log_close(log, NULL, 0);
}

/* The folder of a new store: there, and on a disk of this host. */
static void check_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_dupn(path, (size_t)(slash - path) + 1) :
	    mem_dup(".");

	if (access(dir, F_OK) != 0)
		die_errno(STATUS_CREATE, "%s", path);
	place_check(dir);
	free(dir);
}

struct db *store_create(const char *path, const struct store_options *o)
{
	struct buf first = {0};
	struct db *db;

	check_folder(path);
	db = db_open(path, DB_CREATE);
	db_begin(db, "care-store init");
	schema_migrate(db);
	buf_addf(&first, "%lld", (long long)o->first);
	store_set_meta(db, "first", buf_text(&first));
	store_set_meta(db, "trial", o->trial ? "1" : "0");
	store_set_meta(db, "owner", o->owner);
	set_random(db, "id", o->trial);
	set_random(db, "key", o->trial);
	db_commit(db);
	open_house(db, o->now);
	buf_free(&first);
	return db;
}

static struct db *open_any(const char *path)
{
	struct db *db;

	place_check(path);
	db = db_open(path, DB_EXISTING);
	if (schema_version_of(db) == 0)
		die(STATUS_POLICY, _("%s: not a store of care"), path);
	/* A copy made by the engine's own tools may have left this mode. */
	db_exec(db, "PRAGMA journal_mode = WAL");
	return db;
}

static void refuse_newer(int version)
{
	if (version > schema_version())
		die(STATUS_POLICY, _("store is version %d, newer than this program"
		    " (%d): install the newer care"), version, schema_version());
}

struct db *store_open(const char *path)
{
	struct db *db = open_any(path);
	int version = schema_version_of(db);

	if (version < schema_version())
		die(STATUS_POLICY, _("store is version %d, this program wants %d:"
		    " run care-store upgrade"), version, schema_version());
	refuse_newer(version);
	return db;
}

int store_migrate(const char *path, bool dry)
{
	struct db *db = open_any(path);
	int version = schema_version_of(db);

	refuse_newer(version);
	if (version < schema_version()) {
		db_begin(db, "care-store upgrade");
		schema_migrate(db);
		if (dry)
			db_rollback(db);
		else
			db_commit(db);
	}
	db_close(db);
	return version;
}

void store_close(struct db *db)
{
	db_close(db);
}

const char *store_path(const struct db *db)
{
	return db_path(db);
}

bool store_is_trial(struct db *db)
{
	char *v = store_meta(db, "trial");
	bool trial = v && strcmp(v, "1") == 0;

	free(v);
	return trial;
}

void store_key(struct db *db, unsigned char *key)
{
	char *hex;

	if (!db->key) {
		db->key = mem_alloc(DIGEST_KEY, 1);
		hex = store_meta(db, "key");
		if (!hex || digest_unhex(hex, db->key, DIGEST_KEY) != DIGEST_KEY)
			die(STATUS_POLICY, _("%s: the store has no key"),
			    db_path(db));
		free(hex);
	}
	memcpy(key, db->key, DIGEST_KEY);
}
