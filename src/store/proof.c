/* The log of one subject, proved. */
#include "store/proof.h"

#include <string.h>

#include "store/chain.h"
#include "store/db.h"
#include "store/digest.h"

static bool same(struct stmt *st, int column, const unsigned char *digest)
{
	size_t n;
	const void *kept = db_blob(st, column, &n);

	return n == DIGEST_SIZE && memcmp(kept, digest, DIGEST_SIZE) == 0;
}

/* The event and its content; an erased body left its digest behind. */
static bool event_holds(struct stmt *st, int64_t subject)
{
	struct event_head e = {db_int(st, 0), db_int(st, 1), subject,
	    db_text(st, 2), db_int(st, 3), db_text(st, 4)};
	unsigned char leaf[DIGEST_SIZE], content[DIGEST_SIZE];
	bool has = !db_null(st, 5);
	size_t n, salt_n;
	const void *digest = db_blob(st, 6, &n);
	const void *salt = db_blob(st, 7, &salt_n);

	if (has && n != DIGEST_SIZE)
		return false;
	if (has && !db_null(st, 8)) {
		if (salt_n != DIGEST_SHORT)
			return false;
		chain_content(salt, db_text(st, 8), content);
		if (memcmp(content, digest, DIGEST_SIZE) != 0)
			return false;
	}
	chain_leaf(&e, has ? digest : NULL, leaf);
	return same(st, 9, leaf);
}

/* The root of the leaves as they are kept. */
static void root_of(struct db *db, int64_t entry, unsigned char *root)
{
	struct stmt *st = db_prepare(db,
	    "SELECT leaf FROM event WHERE entry = $entry ORDER BY n");
	struct digest d;

	digest_begin(&d, NULL);
	db_bind_int(st, "$entry", entry);
	while (db_step(st)) {
		size_t n;
		const void *leaf = db_blob(st, 0, &n);

		digest_bytes(&d, leaf, n);
	}
	db_done(st);
	digest_end(&d, root);
}

static bool entry_holds(struct db *db, int64_t entry)
{
	struct stmt *st = db_prepare(db, "SELECT e.recorded_at, e.actor,"
	    " e.done_by, e.policy, e.run, e.tool, e.once, e.root, e.chain, b.chain"
	    " FROM entry e LEFT JOIN entry b ON b.id = e.id - 1 WHERE e.id = $id");
	unsigned char root[DIGEST_SIZE], chain[DIGEST_SIZE],
	    before[DIGEST_SIZE] = {0};
	bool holds;
	size_t n;

	root_of(db, entry, root);
	db_bind_int(st, "$id", entry);
	holds = db_step(st) && same(st, 7, root);
	if (holds) {
		struct entry_head h = {entry, db_int(st, 0), db_int(st, 1),
		    db_int(st, 2), db_int(st, 3), db_int(st, 4), db_text(st, 5),
		    db_text(st, 6)};
		const void *last = db_blob(st, 9, &n);

		if (n == DIGEST_SIZE)
			memcpy(before, last, DIGEST_SIZE);
		chain_link(before, &h, root, chain);
		holds = (n == DIGEST_SIZE || entry == 1) && same(st, 8, chain);
	}
	db_done(st);
	return holds;
}

void proof_of(struct db *db, int64_t subject, struct proof *p)
{
	struct stmt *st = db_prepare(db, "SELECT v.entry, v.n, v.what, v.at, v.arg,"
	    " v.content, c.digest, c.salt, c.body, v.leaf FROM event v"
	    " LEFT JOIN content c ON c.id = v.content WHERE v.subject = $subject"
	    " ORDER BY v.entry, v.n");
	int64_t entry = 0;

	*p = (struct proof){0};
	db_bind_int(st, "$subject", subject);
	while (db_step(st)) {
		p->events++;
		p->faults += !event_holds(st, subject);
		if (db_int(st, 0) != entry) {
			entry = db_int(st, 0);
			p->entries++;
			p->faults += !entry_holds(db, entry);
		}
	}
	db_done(st);
}
