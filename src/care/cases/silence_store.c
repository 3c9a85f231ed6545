/* Channels on which nothing came for too long. */
#include "care/cases/silence.h"

#include "care/promises/promise.h"
#include "store/db.h"

/* When something came last by the channel, since that instant; 0: nothing. */
static int64_t last_heard(struct db *db, const char *channel, int64_t since)
{
	struct stmt *st = db_prepare(db, "SELECT max(at) FROM ("
	    "SELECT max(received_at) AS at FROM cases"
	    " WHERE channel = $channel AND received_at >= $since"
	    " UNION ALL SELECT max(at) FROM contact"
	    " WHERE channel = $channel AND inbound = 1 AND at >= $since) t");
	int64_t at = 0;

	db_bind_text(st, "$channel", channel);
	db_bind_int(st, "$since", since);
	if (db_step(st))
		at = db_int(st, 0);
	db_done(st);
	return at;
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
		int64_t since;

		if (!w->has_silence || w->retired ||
		    !limit_of(p, w, now, &since) || first > since ||
		    last_heard(db, w->name, since))
			continue;
		(*out)[n++] = (struct silent){w, last_heard(db, w->name, 0)};
	}
	return n;
}
