/* Lists of the outbox. */
#include <string.h>

#include "care/messages/outbox.h"
#include "store/db.h"

/*
 * What waits has a time and what is stuck has none: both are found by an index
 * that holds little else, what is over by looking at all.
 */
#define ASKED \
	" AND ($until = 0 OR next_at < $until)" \
	" AND ($state IS NULL OR state = $state)" \
	" AND ($rule IS NULL OR rule = $rule)"
#define WAITING \
	"SELECT id, next_at FROM message WHERE next_at IS NOT NULL" ASKED
#define STUCK \
	"SELECT id, next_at FROM message" \
	" WHERE next_at IS NULL AND state NOT IN ('sent', 'dropped')" ASKED
/* Other reasons than these are no waits as they should be. */
#define AMISS \
	" AND (state IN ('failed', 'doubt') OR (state = 'planned'" \
	" AND reason IS NOT NULL AND reason NOT IN ('quiet hours'," \
	" 'open complaint', 'off duty', 'paused', 'by phone')))"
#define IN_ORDER " ORDER BY next_at, id"
/* Put in order apart, or the order chooses the index. */
#define BOTH(a, b) "SELECT id FROM (" a " UNION ALL " b ") m" IN_ORDER

static const char waiting_sql[] = WAITING IN_ORDER;
static const char undone_sql[] = BOTH(STUCK, WAITING);
static const char stuck_sql[] = BOTH(STUCK AMISS, WAITING AMISS);
static const char all_sql[] = "SELECT id, next_at FROM message WHERE 1 = 1"
    ASKED IN_ORDER;

static const char *sql_of(const struct outbox_filter *f)
{
	if (f->stuck)
		return stuck_sql;
	if (f->waiting)
		return waiting_sql;
	return f->state && (strcmp(f->state, "sent") == 0 ||
	    strcmp(f->state, "dropped") == 0) ? all_sql : undone_sql;
}

size_t outbox_list(struct db *db, const struct outbox_filter *f,
    struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, sql_of(f));

	db_bind_int(st, "$until", f->until);
	db_bind_text(st, "$state", f->state);
	db_bind_text(st, "$rule", f->rule);
	return db_ids(st, a, ids);
}

size_t outbox_meant_for(struct db *db, int64_t from, int64_t until,
    struct arena *a, int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE next_at > $from AND next_at <= $until AND state = 'planned'"
	    " AND purpose <> 'notice' ORDER BY id");

	db_bind_int(st, "$from", from);
	db_bind_int(st, "$until", until);
	return db_ids(st, a, ids);
}

size_t outbox_parked(struct db *db, const char *reason, struct arena *a,
    int64_t **ids)
{
	struct stmt *st = db_prepare(db, "SELECT id FROM message"
	    " WHERE next_at IS NULL AND state NOT IN ('sent', 'dropped')"
	    " AND state = 'planned' AND reason = $reason"
	    " ORDER BY id");

	db_bind_text(st, "$reason", reason);
	return db_ids(st, a, ids);
}

size_t outbox_sums(struct db *db, struct arena *a, struct outbox_sum **out)
{
	size_t n = 0, kinds = (size_t)db_int_of(db, "SELECT count(*) FROM"
	    " (SELECT DISTINCT rule, state FROM message)", 0);
	struct stmt *st = db_prepare(db, "SELECT rule, state, count(*),"
	    " min(next_at) FROM message GROUP BY rule, state ORDER BY rule, state");

	*out = arena_alloc(a, kinds + 1, sizeof **out);
	while (n < kinds && db_step(st)) {
		struct outbox_sum *sum = &(*out)[n++];

		sum->rule = arena_dup(a, db_text(st, 0));
		sum->state = arena_dup(a, db_text(st, 1));
		sum->n = db_int(st, 2);
		sum->next_at = db_int(st, 3);
	}
	db_done(st);
	return n;
}
