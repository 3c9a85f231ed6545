/* care-escalate run: the tick that cron calls. */
#include <inttypes.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/escalation/tick.h"
#include "command/deliver.h"
#include "command/leavers.h"
#include "command/take_over.h"

/* Promises in one transaction: short enough that people's acts get in. */
enum { BATCH = 200 };

static void fire(struct session *s, struct tick_counts *c)
{
	size_t most = s->dry ? SIZE_MAX / 2 : BATCH, n;

	do {
		session_begin(s, NULL);
		n = escalate_batch(s->log, s->policy, s->policy_id, s->now, most,
		    c);
		session_commit(s);
	} while (n == most);
}

int escalate_run(struct session *s)
{
	struct tick_counts c = {0};
	struct deliver_counts d = {0};
	int rc = STATUS_DONE;
	bool send = arg_given(s->args, "send");

	log_run(s->log, s->now);
	take_over_due(s);
	escalate_find_groups(s);
	leavers_hand_over(s);
	fire(s, &c);
	if (send) {
		deliver_run(s, &d);
		rc = deliver_status(&d);
	}
	buf_addf(s->counts, "promises=%" PRId64 " fired=%" PRId64 " superseded=%"
	    PRId64 " planned=%" PRId64, c.promises, c.fired, c.superseded,
	    c.messages);
	if (send)
		deliver_tell(&d, s->counts);
	if (c.fired || c.superseded || c.messages || s->verbose)
		say(_("fired %" PRId64 ", superseded %" PRId64 ", notices planned %"
		    PRId64), c.fired, c.superseded, c.messages);
	return rc;
}
