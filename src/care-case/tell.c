/* care-case tell: how far it is, or by when the answer will be there. */
#include "care/cases/tell.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/letter.h"
#include "care-case/verbs.h"
#include "care/cases/contact.h"
#include "text/ident.h"

static bool tell_progress(struct act *a, const struct care_case *c)
{
	size_t kept = case_milestone(a, c, "customer_told");

	say(_("%" PRId64 ": the customer was told; %zu promises kept"),
	    ident_case(c->id), kept);
	return true;
}

static bool promise_reply(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c, int64_t due)
{
	struct tell_made made = case_tell(a, c, due,
	    target_option(t, "replace") != NULL);
	char text[HUMAN_TEXT];

	if (!made.made) {
		target_refuse(t, _("the policy promises nothing by it here: no rule"
		    " with \"from: told\" (care-policy(5))"));
		return false;
	}
	say(_("%" PRId64 ": an answer is promised by %s"), ident_case(c->id),
	    human_long(due, s->zone, text));
	if (made.beside)
		say(_("%" PRId64 ": %zu promised before still run; --replace if"
		    " the customer agreed"), ident_case(c->id), made.beside);
	return true;
}

static bool tell(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c, int64_t due, const char *channel)
{
	struct contact_said by = {.staff = each_who(s), .channel = channel,
	    .talk = -1};
	struct act spoken = *a;
	bool told;

	spoken.note = NULL;
	if (channel)
		case_contact(&spoken, c, &by);
	told = due ? promise_reply(s, t, a, c, due) : tell_progress(a, c);
	/* Each word of this kind is one of its own. */
	if (told)
		letter_go(s, t, a, c, due ? "told" : "customer_told",
		    log_entry(s->log));
	return told;
}

static bool tell_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct arena *arena;
	const char *channel;
	int64_t due;
	bool told;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (!target_option(t, "template") && (!a->note || !*a->note)) {
		target_refuse(t, _("say what he was told: --note TEXT"));
		return false;
	}
	if (!each_later(s, t, "by", a->at, &due) ||
	    !each_word(s, t, "via", "channels", &channel))
		return false;
	arena = arena_new();
	told = letter_words(s, t, a, c, due, arena) &&
	    tell(s, t, a, c, due, channel);
	arena_free(arena);
	return told;
}

int case_verb_tell(struct session *s)
{
	int rc;

	letter_begin(s);
	rc = each_case(s, tell_one);
	letter_end();
	return rc;
}
