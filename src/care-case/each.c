/* One act on each case that is named, each in a transaction of its own. */
#include "care-case/each.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/lang.h"
#include "text/ident.h"

bool each_happened(struct session *s, struct targets *t, int64_t since,
    int64_t *at)
{
	const char *typed = target_option(t, "at"), *why;

	/* Untyped it is now, or, after the clock stepped back, not before what
	 * it answers. */
	*at = s->now < since ? since : s->now;
	if (typed && !human_instant(typed, s->zone, s->now, HUMAN_START, at, &why)) {
		target_refuse(t, "at: %s: %s", typed, why);
		return false;
	}
	if (typed && *at > s->now) {
		target_refuse(t, _("at: %s: lies ahead"), typed);
		return false;
	}
	if (*at < since) {
		target_refuse(t, _("at: %s: before the case came in"), typed);
		return false;
	}
	return true;
}

static struct act act_of(struct session *s, struct targets *t, int64_t at)
{
	return (struct act){s->log, s->policy, s->policy_id, at,
	    target_option(t, "note")};
}

bool each_transaction(struct session *s, struct targets *t, int64_t id,
    case_act *act)
{
	struct arena *arena = arena_new();
	struct care_case c;
	bool done = false;
	int64_t at;

	if (!session_begin(s, target_once(t))) {
		say(_("%s: done before"), arg_value(s->args, "once"));
	} else {
		struct act a;

		if (case_load(s->db, id, arena, &c) &&
		    each_happened(s, t, c.received_at, &at)) {
			a = act_of(s, t, at);
			done = act(s, t, &a, &c);
		}
		if (done)
			session_commit(s);
		else
			log_rollback(s->log);
	}
	arena_free(arena);
	return done;
}

int each_case(struct session *s, case_act *act)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			each_transaction(s, t, id, act);
	}
	targets_close(t);
	return STATUS_DONE;
}

bool each_refuse_closed(struct targets *t, const struct care_case *c)
{
	target_refuse(t, _("is closed\ncare-case reopen %" PRId64),
	    ident_case(c->id));
	return false;
}
