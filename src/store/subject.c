/* Subjects and their references. */
#include "store/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/log.h"
#include "store/store.h"

static const char *const kinds[] = {
	"case", "booking", "customer", "staff", "group", "measure", "order",
	"house", "exposure",
};

void subject_insert(struct log *log, const struct subject *s)
{
	log_row(log, '+', "subject");
	log_int(log, "id", s->id);
	log_text(log, "kind", s->kind);
	log_text(log, "source", s->source);
	log_text(log, "ref", s->ref);
	log_int(log, "live_from", s->live_from);
	if (s->has_seen)
		log_blob(log, "seen", s->seen, sizeof s->seen);
}

void subject_seen(struct log *log, int64_t id, const unsigned char *seen)
{
	log_row(log, '~', "subject");
	log_int(log, "id", id);
	log_blob(log, "seen", seen, DIGEST_SHORT);
}

int64_t subject_find(struct db *db, const char *kind, const char *source,
    const char *ref, unsigned char *seen)
{
	struct stmt *st = db_prepare(db, "SELECT id, seen FROM subject"
	    " WHERE kind = $kind AND source = $source AND ref = $ref");
	int64_t id = 0;

	if (seen)
		memset(seen, 0, DIGEST_SHORT);
	db_lend_text(st, "$kind", kind);
	db_lend_text(st, "$source", source);
	db_lend_text(st, "$ref", ref);
	if (db_step(st)) {
		size_t n;
		const void *p = db_blob(st, 1, &n);

		id = db_int(st, 0);
		if (seen && n == DIGEST_SHORT)
			memcpy(seen, p, n);
	}
	db_done(st);
	return id;
}

static int64_t by_ref_alone(struct db *db, const char *kind, const char *ref)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM subject"
	    " WHERE kind = $kind AND ref = $ref LIMIT 2");
	int64_t id = 0;

	db_lend_text(st, "$kind", kind);
	db_lend_text(st, "$ref", ref);
	if (db_step(st))
		id = db_int(st, 0);
	if (id && db_step(st))
		id = -1;
	db_done(st);
	return id;
}

int64_t subject_by_ref(struct db *db, const char *kind, const char *ref)
{
	int64_t id = by_ref_alone(db, kind, ref);
	const char *colon;

	for (colon = strchr(ref, ':'); colon && id == 0;
	    colon = strchr(colon + 1, ':')) {
		char *source = mem_dupn(ref, (size_t)(colon - ref));

		id = subject_find(db, kind, source, colon + 1, NULL);
		free(source);
	}
	return id;
}

bool subject_ref(struct db *db, int64_t id, struct buf *out, const char **kind)
{
	struct stmt *st = db_prepare(db,
	    "SELECT kind, ref FROM subject WHERE id = $id");
	bool found;

	db_bind_int(st, "$id", id);
	found = db_step(st);
	if (found) {
		buf_adds(out, db_text(st, 1));
		for (size_t i = 0; kind && i < sizeof kinds / sizeof kinds[0]; i++)
			if (strcmp(kinds[i], db_text(st, 0)) == 0)
				*kind = kinds[i];
	}
	db_done(st);
	return found;
}

int64_t subject_version(struct db *db, int64_t id)
{
	struct stmt *st = db_prepare(db,
	    "SELECT max(entry) FROM event WHERE subject = $id");
	int64_t version = 0;

	db_bind_int(st, "$id", id);
	if (db_step(st))
		version = db_int(st, 0);
	db_done(st);
	return version;
}

bool subject_moved(struct db *db, int64_t id, int64_t version, int64_t run)
{
	struct stmt *st = db_prepare(db, "SELECT max(v.entry), max(v.entry > $version"
	    " AND e.run <> $run) FROM event v JOIN entry e ON e.id = v.entry"
	    " WHERE v.subject = $id");
	bool moved = true;

	db_bind_int(st, "$id", id);
	db_bind_int(st, "$version", version);
	db_bind_int(st, "$run", run);
	if (db_step(st))
		moved = db_int(st, 0) < version || db_int(st, 1);
	db_done(st);
	return moved;
}

void subject_hidden_ref(struct db *db, const char *kind, const char *value,
    char *out, unsigned char *bytes)
{
	unsigned char key[DIGEST_KEY], full[DIGEST_SIZE];
	struct digest d;

	store_key(db, key);
	digest_begin(&d, key);
	digest_text(&d, kind);
	digest_text(&d, value);
	digest_end(&d, full);
	digest_hex(full, DIGEST_SHORT, out);
	if (bytes)
		memcpy(bytes, full, DIGEST_SHORT);
}
