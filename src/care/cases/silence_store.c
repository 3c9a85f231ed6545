/* Channels on which nothing came for too long. */
#include "care/cases/silence.h"

#include "care/promises/promise.h"
#include "store/db.h"

/* The one number of a statement that asks about $channel; none: 0. */
static int64_t last_of(struct db *db, const char *sql, const char *channel)
{
	struct stmt *st = db_prepare(db, sql);
	int64_t at;

	db_bind_text(st, "$channel", channel);
	at = db_step(st) ? db_int(st, 0) : 0;
	db_done(st);
	return at;
}

/* When something came last by the channel; 0: nothing did. Both go back from
 * today, only as far as the channel is silent. */
static int64_t last_heard(struct db *db, const char *channel)
{
	int64_t received = last_of(db, "SELECT received_at FROM cases"
	    " WHERE channel = $channel ORDER BY received_at DESC LIMIT 1", channel);
	int64_t called = last_of(db, "SELECT at FROM contact"
	    " WHERE channel = $channel AND inbound = 1 ORDER BY at DESC LIMIT 1",
	    channel);

	return received > called ? received : called;
}

/* Since when something must have come; false: its calendar does not say. */
static bool limit_of(const struct policy *p, const struct word *w, int64_t now,
    int64_t *since)
{
	struct span back = w->silence;

	back.n = -back.n;
	return worktime_due(now, back, promise_calendar(p, back.clock),
	    policy_head(p)->zone, false, NULL, 0, since, NULL, NULL) ==
	    WORKTIME_OK;
}

size_t channels_silent(struct db *db, const struct policy *p, int64_t now,
    struct arena *a, struct silent **out)
{
	const struct words *all = policy_words(p, "channels");
	int64_t first = db_int_of(db, "SELECT recorded_at FROM entry"
	    " ORDER BY id LIMIT 1", now);
	size_t n = 0;

	*out = arena_alloc(a, (all ? all->n : 0) + 1, sizeof **out);
	for (size_t i = 0; all && i < all->n; i++) {
		const struct word *w = &all->v[i];
		int64_t since, heard;

		if (!w->has_silence || w->retired ||
		    !limit_of(p, w, now, &since) || first > since)
			continue;
		heard = last_heard(db, w->name);
		if (heard < since)
			(*out)[n++] = (struct silent){w, heard};
	}
	return n;
}
