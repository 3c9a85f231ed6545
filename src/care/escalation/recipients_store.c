/* Whom a level of a ladder tells. */
#include "care/escalation/recipients.h"

#include <string.h>

#include "care/people/staff.h"
#include "care/promises/promise.h"
#include "store/db.h"

static size_t add(int64_t id, int64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return n;
	if (n < RECIPIENTS_MAX)
		ids[n++] = id;
	return n;
}

static int64_t supervisor_of(struct db *db, int64_t owner)
{
	struct arena *a = arena_new();
	struct staff who;
	int64_t id = 0;

	if (owner && staff_load(db, owner, a, &who))
		id = who.supervisor;
	arena_free(a);
	return id;
}

/* Everybody who has the role; the store's owner where nobody has. */
static size_t holders(struct db *db, const char *role, const struct matter *m,
    int64_t at, int64_t *ids, size_t n)
{
	int64_t found[RECIPIENTS_MAX];
	size_t have = staff_of_role(db, role, m->team, at, found, RECIPIENTS_MAX);

	if (have == 0)
		return add(0, ids, n);
	for (size_t i = 0; i < have && i < RECIPIENTS_MAX; i++)
		n = add(found[i], ids, n);
	return n;
}

/* The policy's role for whoever is above others: the one called so, else its
 * second. */
static const char *above(const struct policy *p)
{
	const struct words *roles = policy_words(p, "roles");

	if (policy_word(p, "roles", "supervisor"))
		return "supervisor";
	return roles && roles->n > 1 ? roles->v[1].name : NULL;
}

size_t recipients_add(struct db *db, const struct policy *p, const char *role,
    const struct matter *m, int64_t at, int64_t *ids, size_t n)
{
	const struct words *roles = policy_words(p, "roles");
	const char *first = roles && roles->n ? roles->v[0].name : "owner";
	const char *boss = above(p);

	/* Who was asked to do it is told, and whoever it was asked for. */
	if (m->debtor && strcmp(role, first) == 0)
		n = add(m->debtor, ids, n);
	if (m->debtor && boss && strcmp(role, boss) == 0 &&
	    supervisor_of(db, m->debtor))
		n = add(supervisor_of(db, m->debtor), ids, n);
	/* The policy's first role is whoever works on the case. */
	if (strcmp(role, first) == 0) {
		if (m->owner)
			return add(m->owner, ids, n);
		role = boss ? boss : role;
	}
	if (boss && strcmp(role, boss) == 0 && supervisor_of(db, m->owner))
		return add(supervisor_of(db, m->owner), ids, n);
	return holders(db, role, m, at, ids, n);
}

struct matter matter_of(struct db *db, int64_t subject, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT owner, team FROM cases"
	    " WHERE id = $id UNION ALL SELECT owner, NULL FROM grp WHERE id = $id"
	    " UNION ALL SELECT owner, NULL FROM measure WHERE id = $id"
	    " UNION ALL SELECT id, team FROM staff WHERE id = $id");
	struct matter m = {0};

	db_bind_int(st, "$id", subject);
	if (db_step(st))
		m = (struct matter){.owner = db_int(st, 0),
		    .team = arena_dup(a, db_text(st, 1))};
	db_done(st);
	return m;
}

struct matter matter_of_promise(struct db *db, const struct promise *p,
    struct arena *a)
{
	struct matter m = matter_of(db, p->subject, a);

	m.debtor = promise_debtor(p);
	return m;
}

static const char *login(struct db *db, int64_t id, struct arena *a)
{
	struct staff who;

	return id && staff_load(db, id, a, &who) ? who.login : "owner";
}

void recipients_text(struct db *db, const int64_t *ids, size_t n, int64_t at,
    struct buf *b)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < n; i++) {
		int64_t acting = ids[i] ? staff_acting(db, ids[i], at) : 0;

		buf_addf(b, "%s%s", i ? ", " : "", login(db, acting, a));
		if (acting != ids[i])
			buf_addf(b, " for %s", login(db, ids[i], a));
	}
	arena_free(a);
}
