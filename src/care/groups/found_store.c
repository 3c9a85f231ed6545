/* Finding groups among the cases of the store. */
#include "care/groups/found.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "care/escalation/recipients.h"
#include "care/groups/member.h"
#include "care/messages/outbox.h"
#include "store/db.h"
#include "store/log.h"
#include "store/row.h"

int64_t groups_seen(struct db *db, const char *tool)
{
	struct stmt *st = db_prepare(db, "SELECT counts FROM run"
	    " WHERE tool = $tool AND counts IS NOT NULL ORDER BY id DESC");
	const char *at = NULL;
	int64_t seen = 0;

	db_bind_text(st, "$tool", tool);
	while (!at && db_step(st)) {
		at = strstr(db_text(st, 0), GROUPS_SEEN);
		if (at)
			seen = strtoll(at + strlen(GROUPS_SEEN), NULL, 10);
	}
	db_done(st);
	return seen;
}

/* May a change of that column make a case belong to other groups? */
static bool tells_apart(const char *table, const char *column)
{
	static const char *const progress[] = {
		"id", "state", "owner", "grp", "first_at", "replied_at", "closed_at",
		"reopened", "outcome", "stage", "content",
	};

	if (strcmp(table, "field") == 0)
		return true;
	if (strcmp(table, "cases") != 0)
		return false;
	for (size_t i = 0; i < sizeof progress / sizeof *progress; i++)
		if (strcmp(progress[i], column) == 0)
			return false;
	return true;
}

static bool matters(const char *text)
{
	struct row_changes rows = {0};
	char *arg = mem_dup(text);
	bool yes = false;

	if (row_decode(&rows, arg, NULL))
		for (size_t i = 0; i < rows.n && !yes; i++)
			for (size_t j = 0; j < rows.v[i].n && !yes; j++)
				yes = tells_apart(rows.v[i].table,
				    rows.v[i].v[j].column);
	row_changes_free(&rows);
	free(arg);
	return yes;
}

/* The cases that changed since, as many as are wanted, but those of an entry
 * together; l->seen moves to the entry up to which these are all. */
static size_t changed(struct group_look *l, struct arena *a, int64_t **out,
    bool *more)
{
	struct stmt *st = db_prepare(log_db(l->act.log), "SELECT e.entry,"
	    " e.subject, e.arg FROM event e JOIN cases c ON c.id = e.subject"
	    " WHERE e.entry > $seen AND e.entry < $now ORDER BY e.entry, e.n");
	int64_t entry = l->seen;
	size_t n = 0, cap = 0;

	*out = NULL;
	*more = false;
	db_bind_int(st, "$seen", l->seen);
	db_bind_int(st, "$now", log_entry(l->act.log));
	while (!*more && db_step(st)) {
		*more = n >= l->most && db_int(st, 0) != entry;
		if (*more)
			break;
		entry = db_int(st, 0);
		if (!matters(db_text(st, 2)))
			continue;
		*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
		(*out)[n++] = db_int(st, 1);
	}
	db_done(st);
	l->seen = *more ? entry : log_entry(l->act.log) - 1;
	return n;
}

/* The values of which something changed, and when. */
struct spot {
	const char *same;
	int64_t from, until;	/* first and last receipt of what changed */
};

struct spots {
	struct spot *v;
	size_t n, cap;
};

static int by_same(const void *x, const void *y)
{
	const struct spot *a = x, *b = y;

	return strcmp(a->same, b->same);
}

static struct spot *spot_of(const struct spots *s, const char *same)
{
	struct spot key = {same, 0, 0};

	return s->n ? bsearch(&key, s->v, s->n, sizeof key, by_same) : NULL;
}

/* Put spots of the same values together. */
static void gather(struct spots *s)
{
	size_t kept = 0;

	if (s->n > 1)
		qsort(s->v, s->n, sizeof *s->v, by_same);
	for (size_t i = 0; i < s->n; i++) {
		struct spot *last = kept ? &s->v[kept - 1] : NULL;

		if (!last || strcmp(last->same, s->v[i].same) != 0) {
			s->v[kept++] = s->v[i];
			continue;
		}
		if (s->v[i].from < last->from)
			last->from = s->v[i].from;
		if (s->v[i].until > last->until)
			last->until = s->v[i].until;
	}
	s->n = kept;
}

/* The case as the rule sees it; false: the rule does not speak of it. */
static bool seen_by(struct group_look *l, const struct group_rule *r,
    int64_t id, struct arena *a, struct group_case *out)
{
	struct db *db = log_db(l->act.log);
	struct care_case c;
	struct facts facts = {.n = 0};

	if (!case_load(db, id, a, &c) || c.merged_into ||
	    c.received_at < c.live_from)
		return false;
	case_facts(db, &c, a, &facts);
	*out = (struct group_case){id, c.customer, c.received_at, c.live_from,
	    false, group_same(r, &c, a)};
	return out->same && when_holds(r->when, &facts) &&
	    !group_bars(db, r->name, id);
}

/*
 * The cases of these spots that were received in that time. The columns are
 * compared with the text that group_same() makes of them, after one walk along
 * the index of receipts.
 */
static size_t around(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, int64_t from, int64_t until, struct arena *a,
    struct group_case **out)
{
	struct stmt *st = db_prepare(log_db(l->act.log), "SELECT id, kind,"
	    " channel, category, cause, product, trip, partner, team, region"
	    " FROM cases WHERE received_at >= $from AND received_at <= $until"
	    " AND merged_into IS NULL");
	struct arena *row = arena_new();
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	while (db_step(st)) {
		struct care_case c = {
			.kind = db_text(st, 1), .channel = db_text(st, 2),
			.category = db_text(st, 3), .cause = db_text(st, 4),
			.product = db_text(st, 5), .trip = db_text(st, 6),
			.partner = db_text(st, 7), .team = db_text(st, 8),
			.region = db_text(st, 9),
		};
		const char *same = group_same(r, &c, row);

		if (same && spot_of(spots, same)) {
			*out = arena_grow(a, *out, &cap, n + 1, sizeof **out);
			n += seen_by(l, r, db_int(st, 0), a, &(*out)[n]);
		}
		arena_reset(row);
	}
	db_done(st);
	arena_free(row);
	return n;
}

static void notify(struct group_look *l, const struct group_rule *r,
    const struct group *g, struct arena *a)
{
	struct db *db = log_db(l->act.log);
	struct matter matter = {g->owner, NULL};
	int64_t ids[RECIPIENTS_MAX];
	struct message m = {.rule = arena_printf(a, "group:%s", r->name),
	    .subject = g->id, .purpose = "notice", .urgent = true,
	    .occurrence = arena_printf(a, "%s/%s", group_name(g, a),
	    group_level_name(g->level)), .not_before = l->act.at};
	size_t n = 0;

	for (size_t i = 0; i < r->notify.n; i++)
		n = recipients_add(db, l->act.policy, r->notify.v[i], &matter,
		    l->act.at, ids, n);
	for (size_t i = 0; i < n; i++) {
		m.addressee = ids[i];
		if (outbox_plan(l->act.log, &m, l->act.at))
			l->messages++;
	}
}

static void reached(struct group_look *l, const struct group_rule *r,
    struct group *g, enum group_level level, int64_t customers,
    struct arena *a)
{
	group_raise(&l->act, g, level, customers);
	notify(l, r, g, a);
	if (l->told)
		l->told(l->arg, g, customers);
}

/* The group that begins at "since", with all its cases, also those that are
 * far from what is new. Fills in level and customers. */
static size_t whole(struct group_look *l, const struct group_rule *r,
    const struct spot *spot, int64_t since, struct arena *a,
    struct group_found *f, int64_t **ids)
{
	struct spot one = *spot;
	struct spots spots = {&one, 1, 1};
	struct group_case *v;
	struct group_found *all;
	size_t n = around(l, r, &spots, since, INT64_MAX, a, &v);

	if (groups_find(r, v, n, a, &all) == 0)
		return 0;
	*f = all[0];
	*ids = arena_alloc(a, f->n, sizeof **ids);
	for (size_t i = 0; i < f->n; i++)
		(*ids)[i] = v[f->from + i].id;
	return f->n;
}

static void make(struct group_look *l, const struct group_rule *r,
    const struct spot *spot, int64_t since, struct arena *a)
{
	struct group g = {.rule = r->name, .same = spot->same};
	struct group_found f;
	int64_t *ids;
	size_t n = whole(l, r, spot, since, a, &f, &ids);

	if (n == 0)
		return;
	g.level = f.level;
	if (!group_make(&l->act, &g, ids, n))
		return;
	l->found++;
	l->joined += (int64_t)n;
	reached(l, r, &g, f.level, f.customers, a);
}

/* What is new of an open group: cases since its first, or since the first of
 * an earlier stretch that is a group by itself. */
static void grow(struct group_look *l, const struct group_rule *r,
    const struct spot *spot, struct group *g, const struct group_case *v,
    size_t n, const struct group_found *f, struct arena *a)
{
	int64_t first = group_since(log_db(l->act.log), g->id), *ids;
	struct group_found all;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].same, g->same) == 0 && v[i].received_at >= first &&
		    group_join(&l->act, g, v[i].id))
			l->joined++;
	if (!f)
		return;
	n = v[f->from].received_at < first ?
	    whole(l, r, spot, v[f->from].received_at, a, &all, &ids) : 0;
	for (size_t i = 0; i < n; i++)
		l->joined += group_join(&l->act, g, ids[i]);
	if (f->level > g->level) {
		l->raised++;
		reached(l, r, g, f->level, f->customers, a);
	}
}

static const struct group_found *found_at(const struct group_case *v,
    const struct group_found *found, size_t n, const char *same)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[found[i].from].same, same) == 0)
			return &found[i];
	return NULL;
}

static void look_by(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, struct arena *a)
{
	int64_t from = INT64_MAX, until = INT64_MIN, within = group_within(r);
	struct group_case *v;
	struct group_found *found;
	size_t n, have;

	for (size_t i = 0; i < spots->n; i++) {
		from = spots->v[i].from < from ? spots->v[i].from : from;
		until = spots->v[i].until > until ? spots->v[i].until : until;
	}
	n = around(l, r, spots, from - within, until + within, a, &v);
	have = groups_find(r, v, n, a, &found);
	for (size_t i = 0; i < spots->n; i++) {
		const struct spot *spot = &spots->v[i];
		const struct group_found *f = found_at(v, found, have, spot->same);
		int64_t id = group_open_of(log_db(l->act.log), r->name, spot->same);
		struct group g;

		if (id && group_load(log_db(l->act.log), id, a, &g))
			grow(l, r, spot, &g, v, n, f, a);
		else if (f)
			make(l, r, spot, v[f->from].received_at, a);
	}
}

/* The values of the cases, as the rule sees them. */
static struct spots spots_of(struct group_look *l, const struct group_rule *r,
    const int64_t *ids, size_t n, struct arena *a)
{
	struct spots spots = {0};

	for (size_t i = 0; i < n; i++) {
		struct group_case c;

		if (!seen_by(l, r, ids[i], a, &c))
			continue;
		spots.v = arena_grow(a, spots.v, &spots.cap, spots.n + 1,
		    sizeof *spots.v);
		spots.v[spots.n++] = (struct spot){c.same, c.received_at,
		    c.received_at};
	}
	gather(&spots);
	return spots;
}

bool groups_look(struct group_look *l)
{
	struct arena *a = arena_new();
	int64_t *ids;
	bool more;
	size_t rules, n = changed(l, a, &ids, &more);
	const struct group_rule *r = policy_group_rules(l->act.policy, &rules);

	for (size_t i = 0; i < rules && n > 0; i++) {
		struct spots spots = spots_of(l, &r[i], ids, n, a);

		if (spots.n)
			look_by(l, &r[i], &spots, a);
	}
	arena_free(a);
	return more;
}
