/* One act on each case that is named, each in a transaction of its own. */
#include "care-case/each.h"

#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care/bookings/booking.h"
#include "care/plans/stage.h"
#include "command/each_named.h"
#include "command/known.h"
#include "text/ident.h"

bool each_happened(struct session *s, struct targets *t, int64_t since,
    int64_t *at)
{
	const char *why, *typed = arg_known(s->args, "at") ?
	    target_option(t, "at") : NULL;

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

/* May anything be written on the case at all? */
static bool stands(struct session *s, struct targets *t,
    const struct care_case *c)
{
	const struct plan *stages = policy_stages(s->policy);
	const struct step *end = c->stage && stages ?
	    plan_step(stages, c->stage) : NULL;

	if (end && stage_is_end(s->policy, c->stage)) {
		target_refuse(t, _("is archived; nothing more is written on it"
		    " (%s:%ld)"), end->mark.file, end->mark.line);
		return false;
	}
	return true;
}

static bool one(struct session *s, struct targets *t, int64_t id,
    case_act *act, bool archived_too)
{
	struct arena *arena;
	struct care_case c;
	struct act a;
	bool done;
	int64_t at;

	if (!each_begin(s, target_once(t)))
		return false;
	arena = arena_new();
	done = case_load(s->db, id, arena, &c) &&
	    (archived_too || stands(s, t, &c)) && target_unchanged(t, id) &&
	    each_happened(s, t, c.received_at, &at);
	if (done) {
		a = act_of(s, t, at);
		done = act(s, t, &a, &c);
	}
	each_end(s, done);
	arena_free(arena);
	return done;
}

bool each_transaction(struct session *s, struct targets *t, int64_t id,
    case_act *act)
{
	return one(s, t, id, act, false);
}

bool each_even_archived(struct session *s, struct targets *t, int64_t id,
    case_act *act)
{
	return one(s, t, id, act, true);
}

/* Whom a note on the subject is about. */
static int64_t person_of(struct session *s, const char *kind, int64_t id,
    struct arena *a)
{
	struct booking b;

	if (strcmp(kind, "booking") == 0)
		return booking_load(s->db, id, a, &b) ? b.customer : 0;
	return strcmp(kind, "customer") == 0 || strcmp(kind, "staff") == 0 ?
	    id : 0;
}

bool each_other(struct session *s, struct targets *t, const char *name,
    int64_t id, subject_act *act)
{
	struct arena *a;
	struct facts facts = {.n = 0};
	struct each_subject e = {.name = name, .id = id,
	    .note = target_option(t, "note")};
	bool done;

	if (!each_begin(s, target_once(t)))
		return false;
	a = e.arena = arena_new();
	e.m = (struct promiser){s->log, s->policy, s->policy_id, NULL, id,
	    &facts, 0};
	done = known_facts(&s->db, id, &e.m.kind, a, &facts);
	if (!done)
		target_refuse(t, _("no such booking or customer"));
	e.kind = e.m.kind;
	done = done && target_unchanged(t, id) && each_happened(s, t, 0, &e.at);
	if (done) {
		e.person = person_of(s, e.kind, id, a);
		done = act(s, t, &e);
	}
	each_end(s, done);
	arena_free(a);
	return done;
}

int each_either(struct session *s, case_act *on_case, subject_act *on_other)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		bool is_case;
		int64_t id = target_subject(t, name, &is_case);

		if (id && is_case)
			each_transaction(s, t, id, on_case);
		else if (id)
			each_other(s, t, name, id, on_other);
	}
	targets_close(t);
	return STATUS_DONE;
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
