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

/* Who stands that many steps above him, or the last on the way up; 0: nobody
 * is above him. */
static int64_t up_the_line(struct db *db, int64_t who, int steps)
{
	struct arena *a = arena_new();
	struct staff s;
	int64_t up = 0;

	while (who && steps-- > 0 && staff_load(db, who, a, &s) && s.supervisor)
		up = who = s.supervisor;
	arena_free(a);
	return up;
}

/* Who is named by where he stands to the case: all of its team, the owner of
 * its group. How many. */
static size_t placed(struct db *db, const char *word, const struct matter *m,
    int64_t at, int64_t *found)
{
	if (strcmp(word, "team") == 0 && m->team)
		return staff_of_team(db, m->team, at, found, RECIPIENTS_MAX);
	if (strcmp(word, "group") == 0 && m->group) {
		found[0] = m->group;
		return 1;
	}
	return 0;
}

static bool is_place(const struct policy *p, const char *word)
{
	return (strcmp(word, "team") == 0 || strcmp(word, "group") == 0) &&
	    !policy_word(p, "roles", word);
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

size_t recipients_add(struct db *db, const struct policy *p, const char *role,
    const struct matter *m, int64_t at, int64_t *ids, size_t n)
{
	const struct words *roles = policy_words(p, "roles");
	const char *first = roles && roles->n ? roles->v[0].name : "owner";
	const char *boss = policy_boss(p);
	int steps = policy_steps_up(p, role);
	int64_t up = up_the_line(db, m->debtor, steps), found[RECIPIENTS_MAX];

	if (is_place(p, role)) {
		size_t have = placed(db, role, m, at, found);

		for (size_t i = 0; i < have; i++)
			n = add(found[i], ids, n);
		if (have)
			return n;
		role = first;
	}
	/* Who was asked to do it is told, and whoever it was asked for. */
	if (m->debtor && strcmp(role, first) == 0)
		n = add(m->debtor, ids, n);
	if (up)
		n = add(up, ids, n);
	/* The policy's first role is whoever works on the case. */
	if (strcmp(role, first) == 0) {
		if (m->owner)
			return add(m->owner, ids, n);
		role = boss ? boss : role;
		steps = boss ? 1 : 0;
	}
	up = up_the_line(db, m->owner, steps);
	if (up)
		return add(up, ids, n);
	return holders(db, steps ? boss : role, m, at, ids, n);
}

size_t recipients_of(struct db *db, const struct policy *p,
    const struct names *words, const struct matter *m, int64_t at, int64_t *ids)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		n = recipients_add(db, p, words->v[i], m, at, ids, n);
	return n;
}

bool recipients_still(struct db *db, const struct policy *p,
    const struct names *words, const struct matter *m, int64_t at, int64_t who,
    int64_t *instead, size_t *n)
{
	*n = 0;
	if (who && who == m->owner)
		return true;
	*n = recipients_of(db, p, words, m, at, instead);
	for (size_t i = 0; i < *n; i++)
		if (instead[i] == who)
			return true;
	return false;
}

struct matter matter_of(struct db *db, int64_t subject, struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT c.owner, c.team, g.owner"
	    " FROM cases c LEFT JOIN grp g ON g.id = c.grp WHERE c.id = $id"
	    " UNION ALL SELECT g.owner, CASE WHEN min(coalesce(c.team, ''))"
	    "  = max(coalesce(c.team, '')) THEN max(c.team) END, g.owner"
	    "  FROM grp g LEFT JOIN link l ON l.other = g.id AND"
	    "  l.how = 'member' LEFT JOIN cases c ON c.id = l.subject AND"
	    "  c.merged_into IS NULL WHERE g.id = $id GROUP BY g.id"
	    " UNION ALL SELECT owner, NULL, NULL FROM measure WHERE id = $id"
	    " UNION ALL SELECT id, team, NULL FROM staff WHERE id = $id");
	struct matter m = {0};

	db_bind_int(st, "$id", subject);
	if (db_step(st))
		m = (struct matter){.owner = db_int(st, 0),
		    .team = arena_dup(a, db_text(st, 1)), .group = db_int(st, 2)};
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
