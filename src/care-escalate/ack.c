/* care-escalate ack: whoever was told says that he has it in hand. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "care/escalation/ack.h"
#include "care/escalation/ack_code.h"
#include "care/escalation/notice.h"
#include "care/promises/promise_read.h"
#include "command/actor.h"
#include "command/targets.h"
#include "store/digest.h"
#include "store/store.h"
#include "text/ident.h"
#include "text/phone.h"

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

/* By --sender, an address or number, of who may; *who. False: refused. */
static bool sender_is(struct session *s, struct targets *t,
    const struct message *m, int64_t *who)
{
	const char *typed = target_option(t, "sender"), *why;
	char phone[PHONE_TEXT];

	if (!typed)
		return true;
	*who = notice_sender(s->db, m, !strchr(typed, '@') &&
	    phone_normalise(typed, phone, &why) ? phone : typed, s->now);
	if (!*who)
		target_refuse(t, _("it came from no address or number of whom it"
		    " is for"));
	return *who != 0;
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
	else if (!sender_is(s, t, &m, &who))
		done = 0;	/* refused */
	else if (!notice_may_ack(s->db, &m, who, s->now))
		target_refuse(t, _("it is for %s, or who stands in or supervises"),
		    actor_name(s->db, m.addressee, a));
	else if (!m.acked_at) {
		outbox_ack(s->log, &m, &(struct acked){.by = who}, s->now);
		done = 1;
	}
	arena_free(a);
	return done;
}

/* Whoever has the code has the notice. All that does not hold is refused with
 * the same words: nobody learns which numbers there are. */
static int64_t one_code(struct session *s, struct targets *t,
    const struct ack_code *code, int64_t who)
{
	struct arena *a = arena_new();
	unsigned char key[DIGEST_KEY];
	struct message m;
	int64_t done = 0;

	store_key(s->db, key);
	if (!outbox_load(s->db, code->message, a, &m) ||
	    !ack_code_proves(code, key, &m) || !notice_stands(s->db, &m)) {
		target_refuse(t, _("no code that holds: it is wrong, or nobody"
		    " waits for an answer any more"));
	} else {
		if (!who)
			who = notice_reader(s->db, &m, s->now);
		if (sender_is(s, t, &m, &who) && !m.acked_at) {
			outbox_ack(s->log, &m, &(struct acked){.by = who,
			    .how = "code"}, s->now);
			done = 1;
		}
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
				outbox_ack(s->log, &m[i],
				    &(struct acked){.by = who}, s->now);
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

	if (arg_given(s->args, "sender") && arg_given(s->args, "for"))
		die_usage(_("--sender says who did it, and --for too: which?"));
	while ((name = targets_next(t)) != NULL) {
		struct ident id = ident_parse(name);
		struct ack_code code;

		if (!session_begin(s, target_once(t)))
			continue;
		if (ack_code_read(name, &code))
			done += one_code(s, t, &code, session_staff(s, "for"));
		else if (id.kind == IDENT_MESSAGE)
			done += one_message(s, t, id.number, who);
		else if (target_option(t, "sender"))
			target_refuse(t, _("--sender goes with a code or a"
			    " message"));
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
