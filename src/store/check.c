/* The proof that a store is whole. */
#include "store/check.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/chain.h"
#include "store/check_more.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/row.h"
#include "store/schema.h"

struct check {
	struct db *db, *scratch;	/* scratch: the rows as the log has them */
	check_fault *fault;
	void *arg;
	int64_t faults;
	struct check_counts *counts;
	struct row_changes rows;
};

static void count_fault(void *arg, const char *message)
{
	struct check *c = arg;

	c->faults++;
	c->fault(c->arg, message);
}

static void report(struct check *c, struct buf *message)
{
	count_fault(c, buf_text(message));
	buf_free(message);
}

static void engine(struct check *c)
{
	struct stmt *st = db_prepare(c->db, "PRAGMA integrity_check");
	struct buf b = {0};

	while (db_step(st))
		if (strcmp(db_text(st, 0), "ok") != 0) {
			buf_addf(&b, _("damaged: %s"), db_text(st, 0));
			report(c, &b);
		}
	db_done(st);
	st = db_prepare(c->db, "PRAGMA foreign_key_check");
	while (db_step(st)) {
		buf_addf(&b, _("%s: a row refers to a row of %s that is not there"),
		    db_text(st, 0), db_text(st, 2));
		report(c, &b);
	}
	db_done(st);
}

/* Does the event tell that the content was erased? */
static bool tells_erased(const char *arg, int64_t content)
{
	struct row_changes rows = {0};
	char *copy = mem_dup(arg);
	bool told = false;
	int64_t id;

	if (row_decode(&rows, copy, NULL))
		for (size_t i = 0; i < rows.n; i++)
			for (size_t j = 0; j < rows.v[i].n; j++)
				told = told || (rows.v[i].op == '.' &&
				    strcmp(rows.v[i].v[j].column, "content") == 0 &&
				    rows.v[i].v[j].text &&
				    num_int(rows.v[i].v[j].text, 1, INT64_MAX, &id) &&
				    id == content);
	row_changes_free(&rows);
	free(copy);
	return told;
}

static bool erased_by(struct check *c, int64_t entry, int64_t content)
{
	struct stmt *st = db_prepare(c->db, "SELECT arg FROM event"
	    " WHERE entry = $entry AND what = 'erased'");
	bool told = false;

	db_bind_int(st, "$entry", entry);
	while (!told && db_step(st))
		told = tells_erased(db_text(st, 0), content);
	db_done(st);
	return told;
}

/* Verify one content and return its body in *body (NULL: erased). */
static bool content_ok(struct check *c, int64_t id, unsigned char *digest,
    char **body)
{
	struct stmt *st = db_prepare(c->db,
	    "SELECT digest, salt, body, erased_by FROM content WHERE id = $id");
	unsigned char now[DIGEST_SIZE];
	size_t dn, sn;
	const void *d, *salt;
	bool ok = false;

	*body = NULL;
	db_bind_int(st, "$id", id);
	if (db_step(st)) {
		d = db_blob(st, 0, &dn);
		salt = db_blob(st, 1, &sn);
		ok = dn == DIGEST_SIZE;
		if (ok)
			memcpy(digest, d, DIGEST_SIZE);
		if (ok && db_null(st, 2))
			ok = erased_by(c, db_int(st, 3), id);
		else if (ok) {
			*body = mem_dup(db_text(st, 2));
			ok = sn == DIGEST_SHORT;
			if (ok) {
				chain_content(salt, *body, now);
				ok = memcmp(now, digest, DIGEST_SIZE) == 0;
			}
		}
	}
	db_done(st);
	c->counts->contents++;
	return ok;
}

static void event_fault(struct check *c, const struct event_head *e,
    const char *why)
{
	struct buf b = {0};

	buf_addf(&b, _("entry %lld, event %lld (%s of subject %lld): %s"),
	    (long long)e->entry, (long long)e->n, e->what,
	    (long long)e->subject, why);
	report(c, &b);
}

/* Apply the event to the scratch rows. */
static void replay(struct check *c, const struct event_head *e, char *body)
{
	char *arg = mem_dup(e->arg);

	if (!row_decode(&c->rows, arg, body)) {
		event_fault(c, e, _("its change cannot be read"));
	} else {
		for (size_t i = 0; i < c->rows.n; i++) {
			const char *why = row_apply(c->scratch, &c->rows.v[i]);

			if (why)
				event_fault(c, e, why);
		}
	}
	free(arg);
}

static void one_event(struct check *c, struct stmt *st, int64_t entry,
    int64_t n, struct digest *root)
{
	struct event_head e = {entry, db_int(st, 0), db_int(st, 1),
	    db_text(st, 2), db_int(st, 3), db_text(st, 4)};
	unsigned char leaf[DIGEST_SIZE], digest[DIGEST_SIZE];
	char *body = NULL;
	bool has = !db_null(st, 5);
	size_t ln;
	const void *kept = db_blob(st, 6, &ln);

	if (e.n != n)
		event_fault(c, &e, _("an event before it is missing"));
	if (has && !content_ok(c, db_int(st, 5), digest, &body))
		event_fault(c, &e, _("its content was changed"));
	chain_leaf(&e, has ? digest : NULL, leaf);
	if (ln != DIGEST_SIZE || memcmp(leaf, kept, DIGEST_SIZE) != 0)
		event_fault(c, &e, _("the event was changed"));
	digest_bytes(root, leaf, sizeof leaf);
	replay(c, &e, body);
	free(body);
	c->counts->events++;
}

static void entry_events(struct check *c, int64_t entry, unsigned char *root)
{
	struct stmt *st = db_prepare(c->db,
	    "SELECT n, subject, what, at, arg, content, leaf FROM event"
	    " WHERE entry = $entry ORDER BY n");
	struct digest d;
	int64_t n = 0;

	digest_begin(&d, NULL);
	db_bind_int(st, "$entry", entry);
	while (db_step(st))
		one_event(c, st, entry, n++, &d);
	db_done(st);
	digest_end(&d, root);
}

static void entry_fault(struct check *c, int64_t entry, const char *why)
{
	struct buf b = {0};

	buf_addf(&b, _("entry %lld: %s"), (long long)entry, why);
	report(c, &b);
}

/* Walk the whole log once: chain, times, contents, and the replay. */
static void walk(struct check *c)
{
	struct stmt *st = db_prepare(c->db,
	    "SELECT id, recorded_at, actor, done_by, policy, run, tool, once,"
	    " root, chain FROM entry ORDER BY id");
	unsigned char before[DIGEST_SIZE] = {0}, root[DIGEST_SIZE],
	    chain[DIGEST_SIZE];
	int64_t id = 0, recorded = INT64_MIN;

	while (db_step(st)) {
		struct entry_head h = {db_int(st, 0), db_int(st, 1),
		    db_int(st, 2), db_int(st, 3), db_int(st, 4), db_int(st, 5),
		    db_text(st, 6), db_text(st, 7)};
		size_t rn, cn;
		const void *r = db_blob(st, 8, &rn), *k = db_blob(st, 9, &cn);

		if (h.id != id + 1)
			entry_fault(c, h.id, _("an entry before it is missing"));
		if (h.recorded_at < recorded)
			entry_fault(c, h.id, _("recorded before the entry before it"));
		entry_events(c, h.id, root);
		if (rn != DIGEST_SIZE || memcmp(r, root, DIGEST_SIZE) != 0)
			entry_fault(c, h.id, _("its events were changed"));
		chain_link(before, &h, root, chain);
		if (cn != DIGEST_SIZE || memcmp(k, chain, DIGEST_SIZE) != 0)
			entry_fault(c, h.id, _("the chain is broken here"));
		/* Go on from what is kept: one break is one fault. */
		if (cn == DIGEST_SIZE)
			memcpy(before, k, DIGEST_SIZE);
		id = h.id;
		recorded = h.recorded_at;
		c->counts->entries++;
	}
	db_done(st);
}

static void lost_contents(struct check *c)
{
	struct stmt *st = db_prepare(c->db, "SELECT id FROM content WHERE id"
	    " NOT IN (SELECT content FROM event WHERE content IS NOT NULL)");
	struct buf b = {0};

	while (db_step(st)) {
		buf_addf(&b, _("content %lld: belongs to no event"),
		    (long long)db_int(st, 0));
		report(c, &b);
	}
	db_done(st);
}

/* -1 0 1 for the same column of two rows; null sorts first, as in the engine. */
static int compare(struct stmt *a, struct stmt *b, int column)
{
	const void *x, *y;
	size_t n, m;
	int order;

	if (db_null(a, column) || db_null(b, column))
		return db_null(b, column) - db_null(a, column);
	if (db_is_int(a, column) && db_is_int(b, column))
		return (db_int(a, column) > db_int(b, column)) -
		    (db_int(a, column) < db_int(b, column));
	/* By bytes, texts as well: a digest may hold a NUL. */
	x = db_blob(a, column, &n);
	y = db_blob(b, column, &m);
	order = n && m ? memcmp(x, y, n < m ? n : m) : 0;
	return order ? (order > 0) - (order < 0) : (n > m) - (n < m);
}

static void row_fault(struct check *c, const struct projection *p,
    struct stmt *row, const char *why, const char *column)
{
	struct buf b = {0};

	buf_addf(&b, "%s", p->table);
	for (int i = 0; i < p->keys; i++)
		buf_addf(&b, " %s=%s", db_column_name(row, i),
		    strcmp(p->table, "customer_key") == 0 && i == 1 ? "***" :
		    db_text(row, i));
	buf_addf(&b, ": %s", why);
	if (column)
		buf_addf(&b, ": %s", column);
	report(c, &b);
}

/* In the order of the key. */
static struct stmt *rows_of(struct db *db, const struct projection *p)
{
	struct buf sql = {0};
	struct stmt *st;

	buf_addf(&sql, "SELECT * FROM %s ORDER BY 1", p->table);
	for (int i = 2; i <= p->keys; i++)
		buf_addf(&sql, ", %d", i);
	st = db_prepare(db, buf_text(&sql));
	buf_free(&sql);
	return st;
}

static void compare_projection(struct check *c, const struct projection *p)
{
	struct stmt *a = rows_of(c->db, p), *b = rows_of(c->scratch, p);
	bool in_store = db_step(a), in_log = db_step(b);

	while (in_store || in_log) {
		int order = !in_log ? -1 : !in_store ? 1 : 0;

		for (int i = 0; i < p->keys && order == 0; i++)
			order = compare(a, b, i);
		if (order < 0)
			row_fault(c, p, a, _("the log knows nothing of this row"),
			    NULL);
		else if (order > 0)
			row_fault(c, p, b, _("the row is missing"), NULL);
		else
			for (int i = p->keys; i < db_columns(a); i++)
				if (compare(a, b, i) != 0)
					row_fault(c, p, a, _("is not what the events"
					    " add up to"), db_column_name(a, i));
		c->counts->rows += order <= 0;
		if (order <= 0)
			in_store = db_step(a);
		if (order >= 0)
			in_log = db_step(b);
	}
	db_done(a);
	db_done(b);
}

/* The scratch rows are written and compared by their keys alone; and what no
 * row may be, the engine has asked of the store's own. */
static void relieve(struct db *scratch)
{
	static const char sql[] = "SELECT name FROM sqlite_schema"
	    " WHERE type = 'index' AND sql IS NOT NULL LIMIT 1";
	struct buf drop = {0};
	struct stmt *st;
	bool more;

	db_exec(scratch, "PRAGMA ignore_check_constraints = ON");
	do {
		st = db_prepare(scratch, sql);
		more = db_step(st);
		buf_reset(&drop);
		if (more)
			buf_addf(&drop, "DROP INDEX %s", db_text(st, 0));
		db_done(st);
		if (more)
			db_exec(scratch, buf_text(&drop));
	} while (more);
	buf_free(&drop);
}

int64_t check_store(struct db *db, check_fault *fault, void *arg,
    struct check_counts *counts)
{
	struct check c = {.db = db, .fault = fault, .arg = arg,
	    .counts = counts};
	const struct projection *all;
	size_t n;

	*counts = (struct check_counts){0};
	c.scratch = db_open(NULL, DB_SCRATCH);
	/* Deferred references are settled at the end, as in the store. */
	db_exec(c.scratch, "PRAGMA foreign_keys = OFF");
	schema_migrate(c.scratch);
	db_begin_read(db);
	db_begin_read(c.scratch);
	engine(&c);
	/* Without its own tables nothing more can be asked of a store. */
	if (!check_tables(db, c.scratch, count_fault, &c))
		goto out;
	relieve(c.scratch);
	walk(&c);
	lost_contents(&c);
	check_policies(db, count_fault, &c);
	all = schema_projections(&n);
	for (size_t i = 0; i < n; i++)
		compare_projection(&c, &all[i]);
out:
	db_rollback(c.scratch);
	db_close(c.scratch);
	db_rollback(db);
	row_changes_free(&c.rows);
	return c.faults;
}
