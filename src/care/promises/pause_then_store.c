/* The pauses of a subject as the log has them when a promise ends. */
#include <stdlib.h>
#include <string.h>

#include "care/promises/pause_store.h"
#include "store/db.h"
#include "store/row.h"

/* A row of the table, as it was written last. */
struct row {
	int64_t n, from, until, cap;	/* until, cap 0: null */
	const char *reason;
};

struct rows {
	struct row *v;
	size_t n, cap;
};

/* The cell of that column; NULL: not changed. */
static const struct row_cell *cell(const struct row_change *c,
    const char *column)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->v[i].column, column) == 0)
			return &c->v[i];
	return NULL;
}

static int64_t number(const struct row_change *c, const char *column,
    int64_t before)
{
	const struct row_cell *found = cell(c, column);

	if (!found)
		return before;
	return found->text ? strtoll(found->text, NULL, 10) : 0;
}

static void change_pause(struct rows *all, const struct row_change *c,
    struct arena *a)
{
	const struct row_cell *reason = cell(c, "reason");
	int64_t n = number(c, "n", 0);
	size_t i = 0;
	struct row *r;

	while (i < all->n && all->v[i].n != n)
		i++;
	if (i == all->n) {
		all->v = arena_grow(a, all->v, &all->cap, all->n + 1,
		    sizeof *all->v);
		all->v[all->n++] = (struct row){.n = n};
	}
	r = &all->v[i];
	if (c->op == '-') {
		*r = all->v[--all->n];
		return;
	}
	r->from = number(c, "from_at", r->from);
	r->until = number(c, "until_at", r->until);
	r->cap = number(c, "cap_at", r->cap);
	if (reason && reason->text)
		r->reason = arena_dup(a, reason->text);
}

/* Does the change end that promise? */
static bool ends(const struct row_change *c, const struct promise *p)
{
	const struct row_cell *rule = cell(c, "rule");

	return strcmp(c->table, "promise") == 0 && rule && rule->text &&
	    strcmp(rule->text, p->rule) == 0 && number(c, "turn", 0) == p->turn &&
	    number(c, "ended_at", 0);
}

/* The rows when the promise ended, the last time that it did. */
static struct rows rows_then(struct db *db, const struct promise *p,
    struct arena *a)
{
	struct stmt *st = db_prepare(db, "SELECT arg FROM event"
	    " WHERE subject = $subject ORDER BY entry, n");
	struct row_changes changes = {0};
	struct rows now = {0}, then = {0};

	db_bind_int(st, "$subject", p->subject);
	while (db_step(st)) {
		row_changes_reset(&changes);
		if (!row_decode(&changes, arena_dup(a, db_text(st, 0)), NULL))
			continue;
		for (size_t i = 0; i < changes.n; i++) {
			if (strcmp(changes.v[i].table, "pause") == 0)
				change_pause(&now, &changes.v[i], a);
			if (!ends(&changes.v[i], p))
				continue;
			then.n = 0;
			then.v = arena_grow(a, then.v, &then.cap, now.n + 1,
			    sizeof *then.v);
			for (; then.n < now.n; then.n++)
				then.v[then.n] = now.v[then.n];
		}
	}
	db_done(st);
	row_changes_free(&changes);
	return then;
}

static int by_beginning(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->n < b->n ? -1 : a->n > b->n;
}

size_t pauses_counted(struct db *db, const struct policy *policy,
    const struct promise *p, struct arena *a, struct pause **out)
{
	struct rows then;
	size_t n = pauses_of(db, policy, p->subject, p->rule, a, out);

	/* Most cases never wait. */
	if (!p->ended_at || n == 0)
		return n;
	then = rows_then(db, p, a);
	if (then.n)
		qsort(then.v, then.n, sizeof *then.v, by_beginning);
	*out = arena_alloc(a, then.n + 1, sizeof **out);
	n = 0;
	for (size_t i = 0; i < then.n; i++) {
		const struct row *r = &then.v[i];
		int64_t end = r->until ? r->until : INT64_MAX;

		if (r->cap && r->cap < end)
			end = r->cap;
		if (r->reason && pause_stops(policy, r->reason, p->rule))
			(*out)[n++] = (struct pause){r->from, end};
	}
	return n;
}
