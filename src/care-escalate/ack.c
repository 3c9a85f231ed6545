/* care-escalate ack: whoever was told says that he has it in hand. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/escalation/ack.h"
#include "care/escalation/notice.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "command/targets.h"
#include "store/store.h"
#include "text/ident.h"

/* Who says it: --for, else who calls; 0: the store's owner. */
static int64_t who_says(struct session *s)
{
	char *owner = store_meta(s->db, "owner");
	bool own = owner && s->login && strcmp(owner, s->login) == 0;
	int64_t who = session_staff(s, "for");

	free(owner);
	if (who)
		return who;
	return own ? 0 : s->actor;
}

static int64_t one_message(struct session *s, struct targets *t, int64_t id,
    int64_t who)
{
	struct arena *a = arena_new();
	struct message m;
	int64_t done = 0;

	if (!outbox_load(s->db, id, a, &m))
		target_refuse(t, _("no such message"));
	else if (!notice_is(&m))
		target_refuse(t, _("no notice of a ladder: nobody waits for an"
		    " answer to it"));
	else if (strcmp(m.state, "dropped") == 0)
		target_refuse(t, _("it was never sent (%s)"),
		    m.reason ? m.reason : m.state);
	else if (!notice_may_ack(s->db, &m, who, s->now))
		target_refuse(t, _("it is for %s, or who stands in or supervises"),
		    actor_name(s->db, m.addressee, a));
	else if (!m.acked_at) {
		outbox_ack(s->log, &m, who, s->now);
		done = 1;
	}
	arena_free(a);
	return done;
}

/* Of a promise: every notice of it that is his. */
static int64_t one_promise(struct session *s, struct targets *t,
    const char *name, int64_t who)
{
	struct arena *a = arena_new();
	const char *rule;
	int turn;
	int64_t id = target_promise(t, name, &rule, &turn), done = 0;
	const char **acked;
	struct message *m;
	struct promise p;
	size_t n;

	if (id && !promise_load(s->db, id, rule, turn, a, &p)) {
		target_refuse(t, _("no such promise; see care-case show"));
	} else if (id) {
		n = notices_open(s->db, &p, a, &m);
		for (size_t i = 0; i < n; i++)
			if (notice_is_for(s->db, &m[i], who, s->now)) {
				outbox_ack(s->log, &m[i], who, s->now);
				done++;
			}
		if (done == 0 && notice_acked(s->db, &p, a, &acked) == 0)
			target_refuse(t, _("no notice of it waits for you; see"
			    " care-escalate explain"));
	}
	arena_free(a);
	return done;
}

int escalate_ack(struct session *s)
{
	struct targets *t = targets_open(s, "message");
	int64_t done = 0, who = who_says(s);
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct ident id = ident_parse(name);

		if (!session_begin(s, target_once(t)))
			continue;
		if (id.kind == IDENT_MESSAGE)
			done += one_message(s, t, id.number, who);
		else
			done += one_promise(s, t, name, who);
		session_commit(s);
	}
	if (done || s->verbose)
		say(_("%" PRId64 " notices acknowledged"), done);
	buf_addf(s->counts, "acknowledged=%" PRId64, done);
	targets_close(t);
	return STATUS_DONE;
}
