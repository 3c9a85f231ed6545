/* Finding groups among the cases of the store. */
#include "care/groups/found.h"

#include <stdlib.h>
#include <string.h>

#include "care/escalation/recipients.h"
#include "care/groups/against.h"
#include "care/groups/changes.h"
#include "care/groups/member.h"
#include "care/messages/outbox.h"
#include "store/db.h"
#include "store/log.h"

/* The values of which something changed, and when. */
struct spot {
	const char *same;
	int64_t from, until;	/* first and last receipt of what changed */
};

struct spots {		/* by value, once gathered */
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

/* Cases with the groups among them: those of one rule, by value and receipt. */
struct pool {
	struct group_case *v;
	size_t n, cap;
	struct group_found *found;
	size_t found_n;
};

/*
 * Add the cases of these spots that were received in that time. The columns
 * are compared with the text that group_same() makes of them, in one walk
 * along the index of receipts.
 */
static void add_received(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, int64_t from, int64_t until, struct arena *a,
    struct pool *pool)
{
	struct stmt *st = db_prepare(log_db(l->act.log), "SELECT id, kind,"
	    " channel, category, cause, product, trip, partner, team, region"
	    " FROM cases WHERE received_at >= $from AND received_at <= $until"
	    " AND merged_into IS NULL");
	struct arena *row = arena_new();

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
			pool->v = arena_grow(a, pool->v, &pool->cap, pool->n + 1,
			    sizeof *pool->v);
			pool->n += seen_by(l, r, db_int(st, 0), a,
			    &pool->v[pool->n]);
		}
		arena_reset(row);
	}
	db_done(st);
	arena_free(row);
	pool->found_n = groups_find(r, pool->v, pool->n, a, &pool->found);
}

/* The first case of the value in the pool, or beyond its last; *n: of how many. */
static const struct group_case *cases_at(const struct pool *pool,
    const char *same, size_t *n)
{
	size_t low = 0, high = pool->n, end;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(pool->v[mid].same, same) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < pool->n &&
	    strcmp(pool->v[end].same, same) == 0; end++)
		;
	*n = end - low;
	return pool->v + low;
}

static const struct group_found *found_at(const struct pool *pool,
    const char *same)
{
	size_t low = 0, high = pool->found_n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(pool->v[pool->found[mid].from].same, same);

		if (order == 0)
			return &pool->found[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static void notify(struct group_look *l, const struct group_rule *r,
    const struct group *g, struct arena *a)
{
	struct db *db = log_db(l->act.log);
	const struct matter matter = matter_of(db, g->id, a);
	int64_t *ids;
	struct message m = {.rule = arena_printf(a, "group:%s", r->name),
	    .subject = g->id, .purpose = "notice", .urgent = true,
	    .occurrence = arena_printf(a, "%s/%s", group_name(g, a),
	    group_level_name(g->level)), .not_before = l->act.at};
	size_t n = recipients_of(db, l->act.policy, &r->notify, &matter,
	    l->act.at, a, &ids);

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
	int64_t measure;

	group_raise(&l->act, g, level, customers);
	notify(l, r, g, a);
	measure = group_measure(&l->act, r, g, customers);
	l->measures += measure != 0;
	if (l->told)
		l->told(l->arg, g, customers, measure);
}

static void make(struct group_look *l, const struct group_rule *r,
    const struct pool *pool, const struct group_found *f, struct arena *a)
{
	const struct group_case *v = pool->v + f->from;
	struct group g = {.rule = r->name, .same = v->same, .level = f->level};
	int64_t *ids = arena_alloc(a, f->n, sizeof *ids);

	for (size_t i = 0; i < f->n; i++)
		ids[i] = v[i].id;
	if (!group_make(&l->act, &g, ids, f->n))
		return;
	l->found++;
	l->joined += (int64_t)f->n;
	reached(l, r, &g, f->level, f->customers, a);
}

/* What is new of an open group: cases since its first, or since the first of
 * an earlier stretch that is a group by itself. */
static void grow(struct group_look *l, const struct group_rule *r,
    struct group *g, const struct pool *pool, const struct group_found *f,
    struct arena *a)
{
	int64_t first = group_since(log_db(l->act.log), g->id);
	size_t n;
	const struct group_case *v = cases_at(pool, g->same, &n);

	if (f && pool->v[f->from].received_at < first)
		first = pool->v[f->from].received_at;
	for (size_t i = 0; i < n; i++)
		if (v[i].received_at >= first && group_join(&l->act, g, v[i].id))
			l->joined++;
	if (f && f->level > g->level) {
		l->raised++;
		reached(l, r, g, f->level, f->customers, a);
	}
}

/* The values whose group begins now, or earlier than it was thought to: all
 * later cases belong to it, also those far from what is new. */
static struct spots beginning(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, const struct pool *pool, struct arena *a)
{
	struct spots out = {0};

	for (size_t i = 0; i < spots->n; i++) {
		const struct group_found *f = found_at(pool, spots->v[i].same);
		int64_t id = f ? group_open_of(log_db(l->act.log), r->name,
		    spots->v[i].same) : 0;

		if (!f || (id && pool->v[f->from].received_at >=
		    group_since(log_db(l->act.log), id)))
			continue;
		out.v = arena_grow(a, out.v, &out.cap, out.n + 1, sizeof *out.v);
		out.v[out.n++] = spots->v[i];
	}
	return out;
}

/* A group whose measure has ended is dealt with. */
static void close_answered(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, struct arena *a)
{
	struct db *db = log_db(l->act.log);

	for (size_t i = 0; r->opens && i < spots->n; i++) {
		int64_t id = group_open_of(db, r->name, spots->v[i].same);
		struct group g;

		if (id && group_load(db, id, a, &g) && group_answered(db, r, &g))
			group_close(&l->act, &g);
	}
}

static void look_by(struct group_look *l, const struct group_rule *r,
    const struct spots *spots, struct arena *a)
{
	int64_t from = INT64_MAX, until = INT64_MIN, within = group_within(r);
	struct pool pool = {0};
	struct spots begin;

	close_answered(l, r, spots, a);
	for (size_t i = 0; i < spots->n; i++) {
		from = spots->v[i].from < from ? spots->v[i].from : from;
		until = spots->v[i].until > until ? spots->v[i].until : until;
	}
	add_received(l, r, spots, from - within, until + within, a, &pool);
	begin = beginning(l, r, spots, &pool, a);
	if (begin.n)
		add_received(l, r, &begin, until + within + 1, INT64_MAX, a, &pool);
	for (size_t i = 0; i < spots->n; i++) {
		const struct group_found *f = found_at(&pool, spots->v[i].same);
		int64_t id = group_open_of(log_db(l->act.log), r->name,
		    spots->v[i].same);
		struct group g;

		if (id && group_load(log_db(l->act.log), id, a, &g))
			grow(l, r, &g, &pool, f, a);
		else if (f)
			make(l, r, &pool, f, a);
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
	size_t rules, n = changes_since(log_db(l->act.log), &l->seen,
	    log_entry(l->act.log) - 1, l->most, a, &ids, &more);
	const struct group_rule *r = policy_group_rules(l->act.policy, &rules);

	for (size_t i = 0; i < rules && n > 0; i++) {
		struct spots spots = spots_of(l, &r[i], ids, n, a);

		if (spots.n)
			look_by(l, &r[i], &spots, a);
	}
	arena_free(a);
	return more;
}
