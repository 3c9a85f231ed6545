/* What the log proves beside its rows. */
#include "store/check_more.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/chain.h"
#include "store/db.h"
#include "store/digest.h"
#include "store/row.h"
#include "store/store.h"

struct complaints {
	check_fault *fault;
	void *arg;
};

static void complain(const struct complaints *c, struct buf *message)
{
	c->fault(c->arg, buf_text(message));
	buf_free(message);
}

static void schema_fault(const struct complaints *c, struct stmt *row,
    const char *why, bool *usable)
{
	struct buf b = {0};

	buf_addf(&b, "%s %s: %s", db_text(row, 0), db_text(row, 1), why);
	complain(c, &b);
	if (strcmp(db_text(row, 0), "table") == 0)
		*usable = false;
}

/* -1 0 1 by type and name. */
static int order_of(struct stmt *a, struct stmt *b)
{
	int order = strcmp(db_text(a, 0), db_text(b, 0));

	return order ? order : strcmp(db_text(a, 1), db_text(b, 1));
}

bool check_tables(struct db *db, struct db *own, check_fault *fault, void *arg)
{
	/* Names of sqlite_ are the engine's: what it adds for UNIQUE, and its
	 * statistics. */
	static const char sql[] = "SELECT type, name, sql FROM sqlite_schema"
	    " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name";
	struct stmt *a = db_prepare(db, sql), *b = db_prepare(own, sql);
	const struct complaints c = {fault, arg};
	bool there = db_step(a), wanted = db_step(b), usable = true;

	while (there || wanted) {
		int order = !wanted ? -1 : !there ? 1 : order_of(a, b);

		/* More than ours can be worked with; less cannot. */
		if (order < 0)
			schema_fault(&c, a, _("is not of this program"), &(bool){0});
		else if (order > 0)
			schema_fault(&c, b, _("is missing"), &usable);
		else if (strcmp(db_text(a, 2), db_text(b, 2)) != 0)
			schema_fault(&c, a, _("is not as this program made it"),
			    &usable);
		if (order <= 0)
			there = db_step(a);
		if (order >= 0)
			wanted = db_step(b);
	}
	db_done(a);
	db_done(b);
	return usable;
}

static void policy_fault(const struct complaints *c, int64_t id, const char *why)
{
	struct buf b = {0};

	buf_addf(&b, _("policy %lld: %s"), (long long)id, why);
	complain(c, &b);
}

/* The value of a fact in an event's decoded arg, or NULL. */
static const char *fact(const struct row_changes *rows, const char *name)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t j = 0; j < rows->v[i].n; j++)
			if (rows->v[i].op == '.' &&
			    strcmp(rows->v[i].v[j].column, name) == 0)
				return rows->v[i].v[j].text;
	return NULL;
}

/* The digest an event "adopted" gives of the policy. False: none does. */
static bool adopted_digest(struct db *db, int64_t id, unsigned char *out)
{
	struct stmt *st = db_prepare(db, "SELECT arg FROM event"
	    " WHERE subject = $house AND what = 'adopted' ORDER BY entry, n");
	struct row_changes rows = {0};
	bool found = false;

	db_bind_int(st, "$house", STORE_HOUSE);
	while (!found && db_step(st)) {
		char *arg = mem_dup(db_text(st, 0));
		const char *number, *hex;
		int64_t of;

		if (row_decode(&rows, arg, NULL) &&
		    (number = fact(&rows, "policy")) != NULL &&
		    (hex = fact(&rows, "digest")) != NULL)
			found = num_int(number, id, id, &of) &&
			    digest_unhex(hex, out, DIGEST_SIZE) == DIGEST_SIZE;
		free(arg);
	}
	db_done(st);
	row_changes_free(&rows);
	return found;
}

static void one_policy(struct db *db, const struct complaints *c, struct stmt *st)
{
	const struct policy_row p = {db_int(st, 0), db_int(st, 1), db_int(st, 2),
	    db_text(st, 3), db_text(st, 4), db_text(st, 5), db_text(st, 6),
	    db_text(st, 7)};
	unsigned char now[DIGEST_SIZE], adopted[DIGEST_SIZE];
	size_t n;
	const void *kept = db_blob(st, 8, &n);

	chain_policy(&p, now);
	if (!adopted_digest(db, p.id, adopted))
		policy_fault(c, p.id, _("the log knows nothing of it"));
	else if (memcmp(now, adopted, DIGEST_SIZE) != 0 || n != DIGEST_SIZE ||
	    memcmp(now, kept, DIGEST_SIZE) != 0)
		policy_fault(c, p.id, _("is not what was adopted"));
}

void check_policies(struct db *db, check_fault *fault, void *arg)
{
	struct stmt *st = db_prepare(db, "SELECT id, effective, adopted_at, name,"
	    " version, text, path, approved_by, digest FROM policy ORDER BY id");
	const struct complaints c = {fault, arg};
	unsigned char digest[DIGEST_SIZE];
	int64_t next = 1;

	for (; db_step(st); next++) {
		for (; next < db_int(st, 0) && adopted_digest(db, next, digest);
		    next++)
			policy_fault(&c, next, _("is missing"));
		next = db_int(st, 0);
		one_policy(db, &c, st);
	}
	db_done(st);
	for (; adopted_digest(db, next, digest); next++)
		policy_fault(&c, next, _("is missing"));
}
