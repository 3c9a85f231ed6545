/* care-escalate run: the tick that cron calls. */
#include <inttypes.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/escalation/tick.h"
#include "command/deliver.h"
#include "command/leavers.h"
#include "command/take_over.h"
#include "store/mark.h"
#include "store/store.h"
#include "store/turnstile.h"

/* Promises in one transaction: short enough that people's acts get in. */
enum { BATCH = 200 };

/* Seconds without a tick after which somebody may ask why. */
enum { GAP = 900, DAY = 86400 };

static void fire(struct session *s, struct tick_counts *c)
{
	size_t n;

	do {
		session_begin(s, NULL);
		n = escalate_batch(s->log, s->policy, s->policy_id, s->now, BATCH,
		    c);
		session_commit(s);
	} while (n == BATCH);
}

/* A clock that jumped, or a CARE_NOW left behind, would fire a year for good:
 * who has really been away so long says so. */
static void refuse_jump(struct session *s, int64_t last)
{
	char text[HUMAN_TEXT];

	if (last && s->now - last > 31 * DAY && !s->dry &&
	    !arg_given(s->args, "catch-up"))
		die(STATUS_DENIED, _("the last tick was %s, more than 31 days ago;"
		    " nothing was fired\nis the clock right? then: care-escalate"
		    " run --catch-up"), human_local(last, s->zone, text));
}

/* That there was a gap is worth a row of run, as is what was done. */
static void record_gap(struct session *s, int64_t last)
{
	if (!last || s->now - last <= GAP)
		return;
	log_run(s->log, s->now);
	buf_addf(s->counts, "gap=%" PRId64 " ", s->now - last);
}

static void say_counts(struct session *s, const struct tick_counts *c)
{
	buf_addf(s->counts, "promises=%" PRId64 " fired=%" PRId64 " superseded=%"
	    PRId64 " planned=%" PRId64, c->promises, c->fired, c->superseded,
	    c->messages);
	if (c->fired || c->superseded || c->messages || s->verbose)
		say(_("fired %" PRId64 ", superseded %" PRId64 ", notices planned %"
		    PRId64), c->fired, c->superseded, c->messages);
}

int escalate_run(struct session *s)
{
	struct tick_counts c = {0};
	struct deliver_counts d = {0};
	int rc = STATUS_DONE, alone = turnstile_alone(store_path(s->db));
	int64_t last = mark_of(s->db, MARK_TICKED);

	if (alone < 0 && !s->dry) {
		if (s->verbose)
			say(_("another tick is at it"));
		return STATUS_DONE;
	}
	refuse_jump(s, last);
	if (s->dry)
		log_apart(s->log);
	record_gap(s, last);
	take_over_due(s);
	escalate_find_groups(s);
	leavers_hand_over(s);
	fire(s, &c);
	session_mark(s, MARK_TICKED, last, s->now);
	if (alone >= 0)
		close(alone);
	say_counts(s, &c);
	if (arg_given(s->args, "send")) {
		deliver_run(s, &d);
		deliver_tell(&d, s->counts);
		rc = deliver_status(&d);
	}
	return rc;
}
