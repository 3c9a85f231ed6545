/* After a gap in the sending a person looks first. */
#include "command/gap.h"

#include "base/die.h"
#include "base/lang.h"
#include "care/messages/outbox.h"
#include "command/session.h"
#include "store/mark.h"
#include "time/human.h"

enum { GAP = 3600, MANY = 20, BATCH = 200 };

static const char reason[] = "gap";

static void hold(struct session *s, const int64_t *ids, size_t n)
{
	struct arena *a = arena_new();
	struct message m;

	for (size_t i = 0; i < n; i++)
		if (outbox_load(s->db, ids[i], a, &m))
			outbox_park(s->log, &m, reason, s->now);
	arena_free(a);
}

/* What was meant for the time from "last" up to "until", when that is a gap. */
static size_t hold_since(struct session *s, int64_t last, int64_t until,
    const char *words)
{
	struct arena *a;
	char text[HUMAN_TEXT];
	int64_t *ids;
	size_t n;

	if (!last || s->now - last <= GAP)
		return 0;
	a = arena_new();
	session_begin(s, NULL);
	n = outbox_meant_for(s->db, last, until, a, &ids);
	if (n > MANY)
		hold(s, ids, n);
	session_commit(s);
	arena_free(a);
	if (n <= MANY)
		return 0;
	warn(words, human_local(last, s->zone, text), n);
	return n;
}

/* What is less than an hour late is not of the gap: nobody may have sent since
 * one channel was broken, and what goes by the others now is on time. */
size_t gap_hold(struct session *s)
{
	return hold_since(s, mark_of(s->db, MARK_SENT), s->now - GAP,
	    _("nothing was sent since %s; %zu messages to customers of that time"
	    " are held\nlook: care-remind outbox --failed; let them go:"
	    " care-remind release --gap"));
}

/* Planned late, it is planned for now: how late does not show. */
size_t gap_hold_planned(struct session *s)
{
	return hold_since(s, mark_of(s->db, MARK_PLANNED), s->now,
	    _("nothing was planned since %s; %zu messages to customers of that"
	    " time are held\nlook: care-remind outbox --failed; let them go:"
	    " care-remind release --gap"));
}

/* In small transactions, each asking anew: another may be releasing, too. */
size_t gap_release(struct session *s)
{
	struct arena *a = arena_new();
	size_t n, done = 0;
	int64_t *ids;

	session_begin(s, NULL);
	n = outbox_parked(s->db, reason, a, &ids);
	for (size_t i = 0; i < n; i++) {
		struct message m;

		if (i % BATCH == BATCH - 1) {
			session_commit(s);
			session_begin(s, NULL);
		}
		if (outbox_load(s->db, ids[i], a, &m))
			done += outbox_release(s->log, &m, reason, s->now);
	}
	session_commit(s);
	arena_free(a);
	return done;
}
