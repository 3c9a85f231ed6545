/* care-case confirm: is it settled, did the customer say? */
#include "care/cases/confirm.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/contact.h"
#include "command/gate.h"
#include "text/ident.h"

static const char *channel_of(struct session *s, struct targets *t,
    const struct act *a, const struct care_case *c)
{
	const char *channel;

	if (!each_word(s, t, "via", "channels", &channel))
		return NULL;
	return channel ? channel : confirm_channel(a, c);
}

/* He was spoken to; what he said stands with the event that follows. */
static void spoken(struct session *s, const struct act *a,
    const struct care_case *c, const char *channel)
{
	struct contact_said said = {.staff = each_who(s), .channel = channel,
	    .talk = -1};
	struct act quiet = *a;

	quiet.note = NULL;
	case_contact(&quiet, c, &said);
}

/* Settled: the case is closed, if nothing is missing for it. */
static bool yes(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c, const char *channel)
{
	struct arena *arena;
	struct care_case now;
	struct act quiet = *a;

	if (!gate_case(s, t, c, "confirmed", "confirm"))
		return false;
	spoken(s, a, c, channel);
	say(_("%" PRId64 " confirmed; %zu promises kept"), ident_case(c->id),
	    case_confirmed(a, c, "yes"));
	arena = arena_new();
	quiet.note = NULL;
	if (case_load(s->db, c->id, arena, &now))
		each_close(s, t, &quiet, &now);
	arena_free(arena);
	/* What he said stands, also when the closing has to wait. */
	return true;
}

static bool no(struct session *s, struct act *a, const struct care_case *c,
    const char *channel)
{
	spoken(s, a, c, channel);
	if (case_not_confirmed(a, c))
		say(_("%" PRId64 " is not settled; it is investigated again"),
		    ident_case(c->id));
	else
		say(_("%" PRId64 " is not settled"), ident_case(c->id));
	return true;
}

static bool unreached(struct session *s, struct act *a,
    const struct care_case *c, const char *channel)
{
	int64_t n = case_unreached(a, c, each_who(s), channel);

	if (n < CONFIRM_TRIES)
		say(_("%" PRId64 ": nobody reached, %" PRId64 " of %d times"),
		    ident_case(c->id), n, CONFIRM_TRIES);
	else
		say(_("%" PRId64 ": nobody reached, %" PRId64 " of %d times\n"
		    "care-case close %" PRId64 " --outcome unreachable"),
		    ident_case(c->id), n, CONFIRM_TRIES, ident_case(c->id));
	return true;
}

static bool confirm_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	bool is_yes = target_option(t, "yes"), is_no = target_option(t, "no");
	bool is_not = target_option(t, "unreached");
	const char *channel;

	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	if (is_yes + is_no + is_not != 1) {
		target_refuse(t, _("say what he said: --yes, --no or --unreached"));
		return false;
	}
	channel = channel_of(s, t, a, c);
	if (!channel)
		return false;
	if (is_yes)
		return yes(s, t, a, c, channel);
	return is_no ? no(s, a, c, channel) : unreached(s, a, c, channel);
}

int case_verb_confirm(struct session *s)
{
	return each_case(s, confirm_one);
}
