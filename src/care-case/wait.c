/* care-case wait, resume: a case stands still for a reason, and goes on. */
#include "care/cases/wait.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/contact.h"
#include "care/messages/outbox.h"
#include "text/ident.h"

static bool refuse_reason(struct session *s, struct targets *t,
    const char *typed)
{
	struct buf all = {0};
	size_t n;
	const struct pause_rule *r = policy_pauses(s->policy, &n);

	for (size_t i = 0; i < n; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", r[i].name);
	if (n == 0)
		target_refuse(t, _("the policy names nothing to wait for"
		    " (pauses)"));
	else if (typed)
		target_refuse(t, _("because: %s: the policy waits for: %s"), typed,
		    buf_text(&all));
	else
		target_refuse(t, _("say what it waits for: --because %s"),
		    buf_text(&all));
	buf_free(&all);
	return false;
}

/* The message of ours that asked the customer. */
static bool asked_by_message(struct session *s, struct targets *t,
    const struct act *a, const struct care_case *c, const char *typed,
    int64_t word, struct wait_said *said)
{
	struct ident id = ident_parse(typed);
	struct arena *arena = arena_new();
	struct message m = {.id = 0};
	const char *why = NULL;

	if (id.kind != IDENT_MESSAGE ||
	    !outbox_load(s->db, id.number, arena, &m))
		why = _("no such message");
	else if (m.subject != c->id || !m.addressee ||
	    m.addressee != c->customer)
		why = _("did not go to the customer about this case");
	else if (strcmp(m.state, "sent") != 0 || m.sent_at > a->at)
		why = _("was not sent");
	else if (m.sent_at < word)
		why = _("was answered since");
	if (why)
		target_refuse(t, _("asked: %s: %s"), typed, why);
	else
		said->asked = m.id;
	said->evidence = typed;
	arena_free(arena);
	return !why;
}

/* The question is asked now, by that channel. */
static bool ask_now(struct session *s, struct targets *t, const struct act *a,
    const struct care_case *c, const char *question, struct wait_said *said)
{
	struct contact_said contact = {.staff = each_who(s), .talk = -1};
	struct act asking = *a;

	asking.note = question;
	if (!each_word(s, t, "via", "channels", &contact.channel))
		return false;
	if (!contact.channel) {
		target_refuse(t, _("say by which channel it was asked:"
		    " --via WORD"));
		return false;
	}
	case_contact(&asking, c, &contact);
	said->evidence = contact.channel;
	return true;
}

static bool refuse_unasked(struct targets *t, const struct care_case *c,
    int64_t word)
{
	target_refuse(t, word ? _("nothing was asked since the last word that came"
	    " in\nsay what was asked: care-case wait %" PRId64 " --because .."
	    " --question TEXT --via phone") : _("nobody was asked anything\nsay"
	    " what was asked: care-case wait %" PRId64 " --because .."
	    " --question TEXT --via phone"), ident_case(c->id));
	return false;
}

/* Whoever waits has asked: by a message, by a contact, or now. */
static bool was_asked(struct session *s, struct targets *t, const struct act *a,
    const struct care_case *c, struct arena *arena, struct wait_said *said)
{
	const char *message = target_option(t, "asked");
	const char *question = target_option(t, "question");
	struct contact *all;
	size_t n = contacts_of(s->db, c->id, arena, &all);
	int64_t word = contact_last_word(all, n, a->at);
	const struct contact *made = contact_asked(all, n, c->received_at, a->at);

	if (message)
		return asked_by_message(s, t, a, c, message, word, said);
	if (question)
		return ask_now(s, t, a, c, question, said);
	if (!made)
		return refuse_unasked(t, c, word);
	said->evidence = made->channel;
	return true;
}

static void tell_waits(struct session *s, const struct care_case *c,
    const struct wait_said *said, int64_t cap, size_t moved)
{
	char until[HUMAN_TEXT];

	if (cap)
		say(_("%" PRId64 " waits: %s, until %s at the latest; %zu due times"
		    " moved"), ident_case(c->id), said->rule->name,
		    human_long(cap, s->zone, until), moved);
	else
		say(_("%" PRId64 " waits: %s; %zu due times moved"),
		    ident_case(c->id), said->rule->name, moved);
}

static bool refuse_wait(struct targets *t, const struct care_case *c,
    const struct wait_said *said, enum wait_refusal why)
{
	const struct pause_rule *r = said->rule;
	char cap[SPAN_TEXT];

	if (why == WAIT_USED_UP)
		target_refuse(t, _("has waited for %s in all, which is all that it"
		    " may (%s:%ld, %s)"), span_format(r->cap, cap), r->mark.file,
		    r->mark.line, r->name);
	else if (why == WAIT_ALREADY)
		target_refuse(t, _("waits for this already\ncare-case resume %"
		    PRId64), ident_case(c->id));
	else
		target_refuse(t, _("at: waited for this until later than that"));
	return false;
}

static bool wait_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	const char *typed = target_option(t, "because");
	struct wait_said said = {typed ? policy_pause(s->policy, typed) : NULL,
	    0, 0, NULL};
	struct arena *arena;
	enum wait_refusal why;
	int64_t cap;
	size_t moved;
	bool asked;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (!said.rule)
		return refuse_reason(s, t, typed);
	if (!each_later(s, t, "until", a->at, &said.until))
		return false;
	arena = arena_new();
	asked = was_asked(s, t, a, c, arena, &said);
	why = asked ? case_wait(a, c, &said, &cap, &moved) : WAIT_ALLOWED;
	arena_free(arena);
	if (!asked)
		return false;
	if (why != WAIT_ALLOWED)
		return refuse_wait(t, c, &said, why);
	tell_waits(s, c, &said, cap, moved);
	return true;
}

int case_verb_wait(struct session *s)
{
	return each_case(s, wait_one);
}

static bool resume_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	const char *typed = target_option(t, "because");
	size_t moved;

	if (typed && !policy_pause(s->policy, typed))
		return refuse_reason(s, t, typed);
	if (case_resume(a, c, typed, NULL, &moved) == 0) {
		target_refuse(t, _("does not wait"));
		return false;
	}
	say(_("%" PRId64 " goes on; %zu due times moved"), ident_case(c->id),
	    moved);
	return true;
}

int case_verb_resume(struct session *s)
{
	return each_case(s, resume_one);
}
