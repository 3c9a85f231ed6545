/* Whom a level of a ladder tells. */
#include "care/escalation/recipients.h"

#include <string.h>

#include "care/people/staff.h"
#include "care/promises/promise.h"
#include "store/db.h"

/* Who is meant so far, each once. */
struct found {
	struct arena *a;
	int64_t *v;
	size_t n, cap;
};

static void add(struct found *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i] == id)
			return;
	f->v = arena_grow(f->a, f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n++] = id;
}

static void add_all(struct found *f, const int64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(f, ids[i]);
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
 * its group. False: nobody. */
static bool add_placed(struct db *db, const char *word, const struct matter *m,
    int64_t at, struct found *f)
{
	int64_t *ids;
	size_t n = 0;

	if (strcmp(word, "team") == 0 && m->team) {
		n = staff_of_team(db, m->team, at, f->a, &ids);
		add_all(f, ids, n);
	} else if (strcmp(word, "group") == 0 && m->group) {
		n = 1;
		add(f, m->group);
	}
	return n > 0;
}

static bool is_place(const struct policy *p, const char *word)
{
	return (strcmp(word, "team") == 0 || strcmp(word, "group") == 0) &&
	    !policy_word(p, "roles", word);
}

/* Everybody who has the role; the store's owner where nobody has. */
static void add_holders(struct db *db, const char *role,
    const struct matter *m, int64_t at, struct found *f)
{
	int64_t *ids;
	size_t n = staff_of_role(db, role, m->team, at, f->a, &ids);

	add_all(f, ids, n);
	if (n == 0)
		add(f, 0);
}

static void add_role(struct db *db, const struct policy *p, const char *role,
    const struct matter *m, int64_t at, struct found *f)
{
	const struct words *roles = policy_words(p, "roles");
	const char *first = roles && roles->n ? roles->v[0].name : "owner";
	const char *boss = policy_boss(p);
	int steps = policy_steps_up(p, role);
	int64_t up = up_the_line(db, m->debtor, steps);

	if (is_place(p, role)) {
		if (add_placed(db, role, m, at, f))
			return;
		role = first;
	}
	/* Who was asked to do it is told, and whoever it was asked for. */
	if (m->debtor && strcmp(role, first) == 0)
		add(f, m->debtor);
	if (up)
		add(f, up);
	/* The policy's first role is whoever works on the case. */
	if (strcmp(role, first) == 0) {
		if (m->owner) {
			add(f, m->owner);
			return;
		}
		role = boss ? boss : role;
		steps = boss ? 1 : 0;
	}
	up = up_the_line(db, m->owner, steps);
	if (up)
		add(f, up);
	else
		add_holders(db, steps ? boss : role, m, at, f);
}

size_t recipients_of_role(struct db *db, const struct policy *p,
    const char *role, const struct matter *m, int64_t at, struct arena *a,
    int64_t **ids)
{
	struct found f = {.a = a};

	add_role(db, p, role, m, at, &f);
	*ids = f.v;
	return f.n;
}

size_t recipients_of(struct db *db, const struct policy *p,
    const struct names *words, const struct matter *m, int64_t at,
    struct arena *a, int64_t **ids)
{
	struct found f = {.a = a};

	for (size_t i = 0; i < words->n; i++)
		add_role(db, p, words->v[i], m, at, &f);
	*ids = f.v;
	return f.n;
}

bool recipients_still(struct db *db, const struct policy *p,
    const struct names *words, const struct matter *m, int64_t at, int64_t who,
    struct arena *a, int64_t **instead, size_t *n)
{
	*n = 0;
	if (who && who == m->owner)
		return true;
	*n = recipients_of(db, p, words, m, at, a, instead);
	for (size_t i = 0; i < *n; i++)
		if ((*instead)[i] == who)
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
