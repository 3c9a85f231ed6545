/* care-remind run, retry: planning and sending. */
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/reminders/reminder.h"
#include "care-remind/verbs.h"
#include "command/deliver.h"
#include "command/gap.h"
#include "command/targets.h"
#include "store/mark.h"

enum { BATCH = 200 };	/* bookings a transaction */

/* Look without a lock, then plan in small transactions, each asking the
 * booking anew: what changed meanwhile is planned as it is then. */
static int64_t plan(struct session *s)
{
	struct arena *a = arena_new();
	int64_t *ids, planned = 0;
	size_t n = reminders_ripe(s->db, s->policy, s->now, a, &ids);

	for (size_t i = 0; i < n; i += BATCH) {
		session_begin(s, NULL);
		for (size_t j = i; j < n && j < i + BATCH; j++)
			planned += (int64_t)reminders_plan(s->log, s->policy, ids[j],
			    s->now);
		session_commit(s);
	}
	arena_free(a);
	return planned;
}

int remind_run(struct session *s)
{
	struct deliver_counts counts = {0};
	int64_t last = mark_of(s->db, MARK_PLANNED);
	size_t late = 0;

	if (arg_given(s->args, "plan-only") && arg_given(s->args, "send-only"))
		die_usage(_("--plan-only and --send-only: which?"));
	if (s->dry)
		log_apart(s->log);
	if (!arg_given(s->args, "send-only")) {
		buf_addf(s->counts, "planned=%lld", (long long)plan(s));
		late = gap_hold_planned(s);
		session_mark(s, MARK_PLANNED, last, s->now);
	}
	if (!arg_given(s->args, "plan-only"))
		deliver_run(s, &counts);
	counts.gap += (int64_t)late;
	if (!arg_given(s->args, "plan-only"))
		deliver_tell(&counts, s->counts);
	say("%s", buf_text(s->counts));
	return deliver_status(&counts);
}

static void retry_one(struct session *s, struct targets *t, const char *name,
    int64_t *done)
{
	int64_t id = remind_message_id(name);
	struct arena *a;
	struct message m;

	if (!id) {
		target_refuse(t, _("no message; write it as m5512"));
		return;
	}
	if (!session_begin(s, target_once(t)))
		return;
	a = arena_new();
	if (!outbox_load(s->db, id, a, &m))
		target_refuse(t, _("no such message"));
	else if (!outbox_retry(s->log, &m, s->now))
		target_refuse(t, _("it is %s: nothing to try again"), m.state);
	else
		(*done)++;
	session_commit(s);
	arena_free(a);
}

int remind_retry(struct session *s)
{
	struct targets *t = targets_open(s, "message");
	int64_t done = 0;
	const char *name;

	while ((name = targets_next(t)) != NULL)
		retry_one(s, t, name, &done);
	if (targets_count(t) > 0)
		say(_("%lld messages are tried again by the next run"),
		    (long long)done);
	buf_addf(s->counts, "retried=%lld", (long long)done);
	targets_close(t);
	return STATUS_DONE;
}

int remind_release(struct session *s)
{
	size_t done;

	if (!arg_given(s->args, "gap"))
		die_usage(_("say what: --gap"));
	done = gap_release(s);
	say(_("%zu messages are due now, for the next run"), done);
	buf_addf(s->counts, "released=%zu", done);
	return STATUS_DONE;
}
