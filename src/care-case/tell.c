/* care-case tell: how far it is, or by when the answer will be there. */
#include "care/cases/tell.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
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

static bool tell_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct contact_said by = {.staff = each_who(s), .talk = -1};
	struct act spoken = *a;
	int64_t due;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (!a->note || !*a->note) {
		target_refuse(t, _("say what he was told: --note TEXT"));
		return false;
	}
	if (!each_later(s, t, "by", a->at, &due) ||
	    !each_word(s, t, "via", "channels", &by.channel))
		return false;
	spoken.note = NULL;
	if (by.channel)
		case_contact(&spoken, c, &by);
	return due ? promise_reply(s, t, a, c, due) : tell_progress(a, c);
}

int case_verb_tell(struct session *s)
{
	return each_case(s, tell_one);
}
