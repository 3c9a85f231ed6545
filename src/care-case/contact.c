/* care-case contact: who spoke to whom about a case, and what came of it. */
#include "care/cases/contact.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "text/ident.h"

/* Seconds of --talk; -1: not said. */
static bool talked(struct targets *t, int64_t *seconds)
{
	struct span span;
	bool given;

	*seconds = -1;
	if (!each_span(t, "talk", &span, &given))
		return false;
	if (given && span.clock != SPAN_WALL) {
		target_refuse(t, _("talk: %s: hours, minutes and seconds only"),
		    target_option(t, "talk"));
		return false;
	}
	if (given)
		*seconds = span.n;
	return true;
}

static bool said_of(struct session *s, struct targets *t,
    struct contact_said *out)
{
	*out = (struct contact_said){.staff = each_who(s),
	    .inbound = target_option(t, "in") != NULL};
	if (out->inbound && target_option(t, "out")) {
		target_refuse(t, _("--in and --out: which?"));
		return false;
	}
	if (!each_word(s, t, "via", "channels", &out->channel) ||
	    !each_word(s, t, "result", "call_results", &out->result) ||
	    !talked(t, &out->talk))
		return false;
	if (!out->channel)
		target_refuse(t, _("say by which channel: --via WORD"));
	return out->channel != NULL;
}

static int64_t in_vain(struct session *s, const struct care_case *c)
{
	struct arena *a = arena_new();
	struct contact *all;
	size_t n = contacts_of(s->db, c->id, a, &all);
	int64_t times = contacts_unreached(all, n, c->received_at);

	arena_free(a);
	return times;
}

static bool contact_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	struct contact_said said;
	size_t kept;

	if (!said_of(s, t, &said))
		return false;
	kept = case_contact(a, c, &said);
	if (contact_unreached(said.result))
		say(_("%" PRId64 ": nobody reached, %" PRId64 " times in all"),
		    ident_case(c->id), in_vain(s, c));
	else
		say(_("%" PRId64 ": contact noted; %zu promises kept"),
		    ident_case(c->id), kept);
	return true;
}

static bool contact_other(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct contact_said said;
	size_t kept;

	if (!said_of(s, t, &said))
		return false;
	kept = subject_contact(&e->m, &said, e->at, e->note, e->person);
	if (contact_unreached(said.result))
		say(_("%s: nobody reached"), e->name);
	else
		say(_("%s: contact noted; %zu promises kept"), e->name, kept);
	return true;
}

int case_verb_contact(struct session *s)
{
	return each_either(s, contact_one, contact_other);
}
