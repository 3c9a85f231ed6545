/* Which bookings need reminding, and their reminders planned in the outbox. */
#include <stdlib.h>
#include <string.h>

#include "care/bookings/booking.h"
#include "care/promises/promise.h"
#include "care/reminders/reminder.h"
#include "store/db.h"
#include "store/log.h"

enum { RULES = RULES_AT_ONCE };

struct ids {
	struct arena *arena;
	int64_t *v;
	size_t n, cap;
};

static void add_id(struct ids *ids, int64_t id)
{
	if (ids->n == ids->cap) {
		size_t cap = ids->cap ? 2 * ids->cap : 64;
		int64_t *v = arena_alloc(ids->arena, cap, sizeof *v);

		if (ids->n)
			memcpy(v, ids->v, ids->n * sizeof *v);
		ids->v = v;
		ids->cap = cap;
	}
	ids->v[ids->n++] = id;
}

/* Bookings that stand, by one of their dates; the text of each is constant. */
static const char *query_of(const char *field)
{
	static const struct { const char *field, *sql; } queries[] = {
		{"departs", "SELECT id, departs FROM booking WHERE departs"
		    " BETWEEN $from AND $until AND state NOT IN ('cancelled',"
		    " 'no_show') AND customer IS NOT NULL ORDER BY departs, id"},
		{"returns", "SELECT id, returns FROM booking WHERE returns"
		    " BETWEEN $from AND $until AND state NOT IN ('cancelled',"
		    " 'no_show') AND customer IS NOT NULL ORDER BY returns, id"},
		{"booked", "SELECT id, booked_at FROM booking WHERE booked_at"
		    " BETWEEN $from AND $until AND state NOT IN ('cancelled',"
		    " 'no_show') AND customer IS NOT NULL ORDER BY booked_at, id"},
	};

	for (size_t i = 0; field && i < sizeof queries / sizeof queries[0]; i++)
		if (strcmp(queries[i].field, field) == 0)
			return queries[i].sql;
	return NULL;
}

static bool has_message(struct db *db, const char *rule, int64_t booking,
    const char *occurrence)
{
	struct stmt *st = db_prepare(db, "SELECT 1 FROM message WHERE rule = $rule"
	    " AND subject = $subject AND occurrence = $occurrence");
	bool found;

	db_bind_text(st, "$rule", rule);
	db_bind_int(st, "$subject", booking);
	db_bind_text(st, "$occurrence", occurrence);
	found = db_step(st);
	db_done(st);
	return found;
}

/* By its date alone: is the window open, and nothing planned for it? */
static bool is_ripe(struct db *db, const struct message_rule *r,
    const struct zone *zone, int64_t id, int64_t anchor, int64_t now)
{
	const char *other = r->window.to.field;
	struct reminder_times t;
	struct facts f = {0};

	facts_number(&f, window_anchor(&r->window), anchor);
	/* Two dates in one window: planning asks the booking itself. */
	if (other && strcmp(other, window_anchor(&r->window)) != 0)
		facts_number(&f, other, anchor);
	if (!reminder_times(r, &f, zone, &t) || t.opens > now)
		return false;
	if (f.n == 1 && t.expires <= now)
		return false;
	return !has_message(db, r->name, id, t.occurrence);
}

static void find_ripe(struct db *db, const struct message_rule *r,
    const struct zone *zone, int64_t now, struct ids *ids)
{
	const char *sql = query_of(window_anchor(&r->window));
	int64_t from, until;
	struct stmt *st;

	if (!sql || strcmp(r->subject, "booking") != 0 ||
	    !reminder_is_for_customer(r))
		return;
	reminder_reach(r, now, &from, &until);
	st = db_prepare(db, sql);
	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	while (db_step(st))
		if (is_ripe(db, r, zone, db_int(st, 0), db_int(st, 1), now))
			add_id(ids, db_int(st, 0));
	db_done(st);
}

static int by_id(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* Several rules may have found one booking: once each. */
static void make_unique(struct ids *ids)
{
	size_t n = 0;

	if (ids->n == 0)
		return;
	qsort(ids->v, ids->n, sizeof *ids->v, by_id);
	for (size_t i = 0; i < ids->n; i++)
		if (n == 0 || ids->v[n - 1] != ids->v[i])
			ids->v[n++] = ids->v[i];
	ids->n = n;
}

static int64_t live_from(struct db *db, int64_t subject)
{
	struct stmt *st = db_prepare(db,
	    "SELECT live_from FROM subject WHERE id = $id");
	int64_t at = 0;

	db_bind_int(st, "$id", subject);
	if (db_step(st))
		at = db_int(st, 0);
	db_done(st);
	return at;
}

/* The message the rule owes now; its window may be shut. */
static bool owed(const struct message_rule *r, const struct zone *zone,
    const struct booking *b, const struct facts *f, int64_t live, int64_t now,
    struct arena *a, struct message *m)
{
	struct reminder_times t;

	if (!reminder_times(r, f, zone, &t) || t.opens > now || t.expires <= now ||
	    t.expires <= live)
		return false;
	*m = (struct message){.rule = r->name, .subject = b->id,
	    .addressee = b->customer,
	    .purpose = r->purpose ? r->purpose : "service",
	    .occurrence = arena_dup(a, t.occurrence),
	    .not_before = reminder_hour(r, zone, now > live ? now : live),
	    .late_at = t.late, .expires = t.expires};
	return true;
}

/* Every message the booking owes now, planned already or not. */
static size_t owed_by(struct db *db, const struct policy *p, int64_t booking,
    int64_t now, struct arena *a, struct message *out)
{
	const struct message_rule *rules[RULES];
	struct facts f = {0};
	struct booking b;
	size_t n, owes = 0;
	int64_t live;

	if (!booking_load(db, booking, a, &b) || !b.customer ||
	    !booking_stands(b.state))
		return 0;
	booking_facts(db, &b, a, &f);
	live = live_from(db, booking);
	n = policy_messages(p, "booking", &f, rules, RULES);
	for (size_t i = 0; i < n && i < RULES; i++)
		owes += reminder_is_for_customer(rules[i]) &&
		    owed(rules[i], policy_head(p)->zone, &b, &f, live, now, a,
		    &out[owes]);
	return owes;
}

/* By all that is known of it: is there anything to plan? */
static bool is_owing(struct db *db, const struct policy *p, int64_t booking,
    int64_t now)
{
	struct message owes[RULES];
	struct arena *a = arena_new();
	size_t n = owed_by(db, p, booking, now, a, owes);
	bool any = false;

	for (size_t i = 0; i < n && !any; i++)
		any = !has_message(db, owes[i].rule, booking, owes[i].occurrence);
	arena_free(a);
	return any;
}

size_t reminders_ripe(struct db *db, const struct policy *p, int64_t now,
    struct arena *a, int64_t **out)
{
	const struct zone *zone = policy_head(p)->zone;
	struct ids ids = {.arena = a};
	const struct message_rule *r;
	size_t n, owing = 0;

	r = policy_message_rules(p, &n);
	for (size_t i = 0; i < n; i++)
		find_ripe(db, &r[i], zone, now, &ids);
	make_unique(&ids);
	for (size_t i = 0; i < ids.n; i++)
		if (is_owing(db, p, ids.v[i], now))
			ids.v[owing++] = ids.v[i];
	*out = ids.v;
	return owing;
}

size_t reminders_plan(struct log *log, const struct policy *p, int64_t booking,
    int64_t now)
{
	struct message owes[RULES];
	struct arena *a = arena_new();
	size_t n = owed_by(log_db(log), p, booking, now, a, owes), planned = 0;

	for (size_t i = 0; i < n; i++)
		planned += outbox_plan(log, &owes[i], now) != 0;
	arena_free(a);
	return planned;
}
