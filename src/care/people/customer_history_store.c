/* Everything there was with a customer, read from many tables. */
#include "care/people/customer_history.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/row.h"
#include "text/ident.h"
#include "time/human.h"

struct gathering {
	struct db *db;
	int64_t customer;
	const struct zone *zone;
	struct arena *arena;
	struct happening *v;
	size_t n, cap;
	struct buf detail;	/* of the happening being made */
};

/* An empty value is not told. */
static void tell(struct gathering *g, const char *name, const char *value)
{
	if (value && *value)
		buf_addf(&g->detail, "%s%s=%s", g->detail.n ? " " : "", name,
		    value);
}

static void tell_day(struct gathering *g, const char *name, int64_t at)
{
	char day[HUMAN_TEXT];

	if (!at)
		return;
	human_local(at, g->zone, day);
	day[strcspn(day, " ")] = '\0';
	tell(g, name, day);
}

static void add(struct gathering *g, int64_t at, const char *what,
    const char *ref, const char *state, int64_t owner)
{
	g->v = mem_grow(g->v, &g->cap, g->n + 1, sizeof *g->v);
	g->v[g->n++] = (struct happening){at, what, ref,
	    arena_dup(g->arena, state), owner,
	    g->detail.n ? arena_dup(g->arena, buf_text(&g->detail)) : NULL};
	buf_reset(&g->detail);
}

/* How people call the subject. */
static const char *name_of(struct gathering *g, const char *kind, int64_t id,
    const char *ref)
{
	if (!kind)
		return NULL;
	if (strcmp(kind, "case") == 0)
		return arena_printf(g->arena, "%" PRId64, ident_case(id));
	if (strcmp(kind, "booking") == 0)
		return arena_printf(g->arena, "booking:%s", ref);
	if (strcmp(kind, "customer") == 0)
		return arena_printf(g->arena, "c%" PRId64, id);
	return NULL;
}

static struct stmt *ask(struct gathering *g, const char *sql)
{
	struct stmt *st = db_prepare(g->db, sql);

	db_bind_int(st, "$customer", g->customer);
	return st;
}

static void bookings(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT b.id, s.ref, b.booked_at, b.departs,"
	    " b.returns, b.state, b.product, b.trip, (SELECT min(e.at) FROM"
	    " event e WHERE e.subject = b.id) FROM booking b"
	    " JOIN subject s ON s.id = b.id WHERE b.customer = $customer");

	while (db_step(st)) {
		tell(g, "product", db_text(st, 6));
		tell(g, "trip", db_text(st, 7));
		tell_day(g, "departs", db_int(st, 3));
		tell_day(g, "returns", db_int(st, 4));
		add(g, db_null(st, 2) ? db_int(st, 8) : db_int(st, 2), "booking",
		    name_of(g, "booking", 0, db_text(st, 1)), db_text(st, 5), 0);
	}
	db_done(st);
}

static void cases(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT c.id, c.received_at, c.kind, c.channel,"
	    " c.severity, c.category, c.outcome, c.state, c.owner, t.body"
	    " FROM cases c LEFT JOIN content t ON t.id = c.content"
	    " WHERE c.customer = $customer");
	struct buf keep = {0};

	while (db_step(st)) {
		tell(g, "kind", db_text(st, 2));
		tell(g, "channel", db_text(st, 3));
		tell(g, "severity", db_text(st, 4));
		tell(g, "category", db_text(st, 5));
		tell(g, "outcome", db_text(st, 6));
		tell(g, "text", row_note(db_text(st, 9), "text", &keep));
		add(g, db_int(st, 1), "case", name_of(g, "case", db_int(st, 0),
		    NULL), db_text(st, 7), db_int(st, 8));
	}
	db_done(st);
	buf_free(&keep);
}

static void contacts(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT c.at, c.inbound, c.channel, c.phase,"
	    " c.result, c.staff, t.body, s.kind, s.id, s.ref FROM contact c"
	    " LEFT JOIN content t ON t.id = c.content"
	    " LEFT JOIN subject s ON s.id = c.subject"
	    " WHERE c.customer = $customer");
	struct buf keep = {0};

	while (db_step(st)) {
		tell(g, "way", db_int(st, 1) ? "in" : "out");
		tell(g, "channel", db_text(st, 2));
		tell(g, "phase", db_text(st, 3));
		tell(g, "note", row_note(db_text(st, 6), "note", &keep));
		add(g, db_int(st, 0), "contact", name_of(g, db_text(st, 7),
		    db_int(st, 8), db_text(st, 9)), db_text(st, 4),
		    db_int(st, 5));
	}
	db_done(st);
	buf_free(&keep);
}

static void messages(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT id, coalesce(sent_at, not_before), rule,"
	    " channel, purpose, reason, state FROM message"
	    " WHERE addressee = $customer");

	while (db_step(st)) {
		tell(g, "rule", db_text(st, 2));
		tell(g, "channel", db_text(st, 3));
		tell(g, "purpose", db_text(st, 4));
		tell(g, "reason", db_text(st, 5));
		add(g, db_int(st, 1), "message", arena_printf(g->arena,
		    "m%" PRId64, db_int(st, 0)), db_text(st, 6), 0);
	}
	db_done(st);
}

static void tell_scores(struct gathering *g, int64_t survey)
{
	struct stmt *st = db_prepare(g->db, "SELECT question, score FROM answer"
	    " WHERE survey = $survey AND score IS NOT NULL ORDER BY question");

	db_bind_int(st, "$survey", survey);
	while (db_step(st))
		tell(g, db_text(st, 0), db_text(st, 1));
	db_done(st);
}

static void surveys(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT id, coalesce(answered_at, invited_at),"
	    " rule, reason, state FROM survey WHERE customer = $customer");

	while (db_step(st)) {
		tell(g, "rule", db_text(st, 2));
		tell(g, "reason", db_text(st, 3));
		tell_scores(g, db_int(st, 0));
		add(g, db_int(st, 1), "survey", arena_printf(g->arena,
		    "s%" PRId64, db_int(st, 0)), db_text(st, 4), 0);
	}
	db_done(st);
}

static void consents(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT at, given, purpose, proof FROM consent"
	    " WHERE customer = $customer");

	while (db_step(st)) {
		tell(g, "purpose", db_text(st, 2));
		tell(g, "proof", db_text(st, 3));
		add(g, db_int(st, 0), "consent", NULL,
		    db_int(st, 1) ? "given" : "withdrawn", 0);
	}
	db_done(st);
}

static const char *cell(const struct row_changes *rows, char op,
    const char *name)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t j = 0; rows->v[i].op == op && j < rows->v[i].n; j++)
			if (strcmp(rows->v[i].v[j].column, name) == 0)
				return rows->v[i].v[j].text;
	return NULL;
}

/* One of the customer's own events: his tier, or another who became he. */
static void own_event(struct gathering *g, struct stmt *st)
{
	struct row_changes rows = {0};
	const char *what = db_text(st, 1), *tier, *other;
	struct buf keep = {0};

	if (row_decode(&rows, arena_dup(g->arena, db_text(st, 2)), NULL)) {
		tier = cell(&rows, '~', "tier");
		if (!tier)
			tier = cell(&rows, '+', "tier");
		other = cell(&rows, '.', "customer");
		if (tier) {
			tell(g, "was", cell(&rows, '.', "was"));
			tell(g, "why", row_note(db_text(st, 3), "why", &keep));
			add(g, db_int(st, 0), "tier", NULL, tier, 0);
		} else if (other && strcmp(what, "merged_from") == 0) {
			add(g, db_int(st, 0), "merged",
			    arena_printf(g->arena, "c%s", other), NULL, 0);
		} else if (other && strcmp(what, "split_off") == 0) {
			add(g, db_int(st, 0), "split",
			    arena_printf(g->arena, "c%s", other), NULL, 0);
		}
	}
	row_changes_free(&rows);
	buf_free(&keep);
}

static void own_events(struct gathering *g)
{
	struct stmt *st = ask(g, "SELECT e.at, e.what, e.arg, c.body FROM event e"
	    " LEFT JOIN content c ON c.id = e.content WHERE e.subject = $customer"
	    " AND e.what IN ('registered', 'updated', 'tier_set', 'merged_from',"
	    " 'split_off') ORDER BY e.entry, e.n");

	while (db_step(st))
		own_event(g, st);
	db_done(st);
}

/* Those of the same time stay in the order in which they were gathered, which
 * is the order of causes: booked, complained, called. */
static void by_time(struct happening *v, size_t n, struct arena *a)
{
	struct happening *half;
	size_t m = n / 2, i = 0, j = m, k = 0;

	if (n < 2)
		return;
	by_time(v, m, a);
	by_time(v + m, n - m, a);
	half = arena_alloc(a, n, sizeof *half);
	while (k < n)
		half[k++] = j >= n || (i < m && v[i].at <= v[j].at) ? v[i++] :
		    v[j++];
	memcpy(v, half, n * sizeof *v);
}

size_t customer_history(struct db *db, int64_t customer,
    const struct zone *zone, struct arena *a, struct happening **out)
{
	struct gathering g = {.db = db, .customer = customer, .zone = zone,
	    .arena = a};

	bookings(&g);
	cases(&g);
	contacts(&g);
	messages(&g);
	surveys(&g);
	consents(&g);
	own_events(&g);
	*out = arena_alloc(a, g.n ? g.n : 1, sizeof **out);
	if (g.n)
		memcpy(*out, g.v, g.n * sizeof *g.v);
	by_time(*out, g.n, a);
	free(g.v);
	buf_free(&g.detail);
	return g.n;
}

bool customer_served_by(struct db *db, int64_t customer, int64_t staff)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM cases WHERE"
	    " customer = $customer AND owner = $staff AND closed_at IS NULL"
	    " LIMIT 1");
	bool found;

	db_bind_int(st, "$customer", customer);
	db_bind_int(st, "$staff", staff);
	found = db_step(st);
	db_done(st);
	return found && staff != 0;
}
