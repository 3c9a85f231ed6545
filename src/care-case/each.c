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
	if (c->merged_into)
		target_refuse(t, _("is merged into %" PRId64 ": work there, or"
		    "\ncare-case unmerge %" PRId64), ident_case(c->merged_into),
		    ident_case(c->id));
	else
		target_refuse(t, _("is closed\ncare-case reopen %" PRId64),
		    ident_case(c->id));
	return false;
}

bool each_word(struct session *s, struct targets *t, const char *option,
    const char *list, const char **out)
{
	const char *typed = target_option(t, option), *near;

	*out = typed ? policy_admits(s->policy, list, typed, &near) : NULL;
	if (!typed || *out)
		return true;
	if (near)
		target_refuse(t, _("%s: %s: not one of the policy's %s; nearest:"
		    " %s"), option, typed, list, near);
	else
		target_refuse(t, _("%s: %s: not one of the policy's %s"), option,
		    typed, list);
	return false;
}

bool each_later(struct session *s, struct targets *t, const char *option,
    int64_t after, int64_t *out)
{
	const char *typed = target_option(t, option), *why;

	*out = 0;
	if (!typed)
		return true;
	if (!human_instant(typed, s->zone, s->now, HUMAN_START, out, &why)) {
		target_refuse(t, "%s: %s: %s", option, typed, why);
		return false;
	}
	if (*out <= after)
		target_refuse(t, _("%s: %s: does not lie ahead"), option, typed);
	return *out > after;
}

bool each_span(struct targets *t, const char *option, struct span *span,
    bool *given)
{
	const char *typed = target_option(t, option), *why;

	*given = typed != NULL;
	if (!typed || span_parse(typed, false, span, &why))
		return true;
	target_refuse(t, "%s: %s: %s", option, typed, why);
	return false;
}

int64_t each_who(struct session *s)
{
	return arg_given(s->args, "for") ? session_staff(s, "for") : s->actor;
}
