/* care-case keep, reply, close, reopen: what happened to a case. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/act.h"
#include "care/promises/promise_store.h"
#include "command/known.h"
#include "text/ident.h"

static bool reply(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	size_t kept;

	(void)s;
	if (!case_is_open(c))
		return each_refuse_closed(t, c);
	kept = case_reply(a, c);
	say(_("%" PRId64 " replied; %zu promises kept"), ident_case(c->id), kept);
	return true;
}

int case_verb_reply(struct session *s)
{
	return each_case(s, reply);
}

static bool note(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	(void)s;
	if (!a->note || !*a->note) {
		target_refuse(t, _("say what: --note TEXT"));
		return false;
	}
	case_note(a, c);
	say(_("%" PRId64 " noted"), ident_case(c->id));
	return true;
}

int case_verb_note(struct session *s)
{
	return each_case(s, note);
}

static bool refuse_unanswered(struct session *s, struct targets *t,
    const struct care_case *c, const struct promise_rule *r)
{
	(void)s;
	target_refuse(t, _("cannot close: no reply to the customer yet (%s:%ld,"
	    " promise %s)\ncare-case reply %" PRId64 "   or   care-case close %"
	    PRId64 " --outcome withdrawn"), r->mark.file, r->mark.line, r->name,
	    ident_case(c->id), ident_case(c->id));
	return false;
}

static bool outcome_of(struct session *s, struct targets *t, const char **out)
{
	const char *typed = target_option(t, "outcome"), *near;
	const struct word *w;

	*out = NULL;
	if (!typed)
		return true;
	w = policy_word(s->policy, "outcomes", typed);
	if (w) {
		*out = w->name;
		return true;
	}
	near = policy_nearest(s->policy, "outcomes", typed);
	target_refuse(t, near ? _("outcome: %s: not one of the policy's outcomes;"
	    " nearest: %s") : _("outcome: %s: not one of the policy's outcomes%s"),
	    typed, near ? near : "");
	return false;
}

static bool close_one(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	const struct promise_rule *rule;
	const char *outcome;

	if (!outcome_of(s, t, &outcome))
		return false;
	switch (case_may_close(c, outcome,
	    case_owes_reply(s->db, s->policy, c->id, &rule))) {
	case CASE_IS_CLOSED:
		return each_refuse_closed(t, c);
	case CASE_NO_REPLY:
		return refuse_unanswered(s, t, c, rule);
	default:
		break;
	}
	case_close(a, c, outcome);
	say(_("%" PRId64 " closed%s%s"), ident_case(c->id), outcome ? ", " : "",
	    outcome ? policy_word(s->policy, "outcomes", outcome)->title : "");
	return true;
}

int case_verb_close(struct session *s)
{
	return each_case(s, close_one);
}

static bool reopen(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	(void)s;
	if (case_is_open(c)) {
		target_refuse(t, _("is open"));
		return false;
	}
	if (c->merged_into)
		return each_refuse_closed(t, c);
	case_reopen(a, c);
	say(_("%" PRId64 " opened again"), ident_case(c->id));
	return true;
}

int case_verb_reopen(struct session *s)
{
	return each_case(s, reopen);
}

/* The name of the promise that is to be kept, for keep_in_case(). */
struct wanted {
	const char *rule;
	int turn;
};
static struct wanted wanted;

static bool refuse_promise(struct session *s, struct targets *t, int64_t id)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(s->db, id, arena, &all);
	struct buf open = {0};

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "open") == 0)
			buf_addf(&open, "%s%s", open.n ? ", " : "", all[i].rule);
	target_refuse(t, _("no open promise of that name; open: %s"),
	    open.n ? buf_text(&open) : "-");
	buf_free(&open);
	arena_free(arena);
	return false;
}

/* Promises kept by a reply or the closing have verbs of their own, since
 * these mean more than the promise. */
static bool refuse_verb(struct targets *t, const char *to,
    const struct care_case *c)
{
	const char *verb = strcmp(to, "replied") == 0 ? "reply" :
	    strcmp(to, "closed") == 0 ? "close" : NULL;

	if (verb)
		target_refuse(t, _("is kept by: care-case %s %" PRId64), verb,
		    ident_case(c->id));
	return verb != NULL;
}

static bool keep_in_case(struct session *s, struct targets *t, struct act *a,
    const struct care_case *c)
{
	const struct promise_rule *r;
	struct arena *arena = arena_new();
	struct promise p;
	bool done = false;
	bool open = promise_load(s->db, c->id, wanted.rule, wanted.turn, arena,
	    &p) && strcmp(p.state, "open") == 0;

	r = open ? policy_promise_rule(s->policy, p.rule, p.amount) : NULL;
	if (!open) {
		refuse_promise(s, t, c->id);
	} else if (!refuse_verb(t, r ? r->to : p.rule, c)) {
		/* The milestone may keep others of the case as well. */
		case_milestone(a, c, r ? r->to : p.rule);
		say(_("%" PRId64 "/%s kept%s"), ident_case(c->id), p.rule,
		    p.due_at && a->at > p.due_at ? _(", late") : "");
		done = true;
	}
	arena_free(arena);
	return done;
}

/* A booking's or a customer's promise (a greeting call, a visit) is kept by
 * what keeps it. */
static void keep_of_other(struct session *s, struct targets *t,
    const char *name, int64_t id)
{
	struct arena *arena = arena_new();
	struct facts facts = {.n = 0};
	struct promiser m = {s->log, s->policy, s->policy_id, NULL, id, &facts, 0};
	int64_t at;

	if (!known_facts(&s->db, id, &m.kind, arena, &facts)) {
		target_refuse(t, _("no such booking or customer"));
	} else if (each_happened(s, t, 0, &at) && session_begin(s, target_once(t))) {
		m.policy = s->policy;
		m.policy_id = s->policy_id;
		if (promise_keep(&m, wanted.rule, wanted.turn, at)) {
			session_commit(s);
			say(_("%s kept"), name);
		} else {
			log_rollback(s->log);
			refuse_promise(s, t, id);
		}
	}
	arena_free(arena);
}

int case_verb_keep(struct session *s)
{
	struct targets *t = targets_open(s, "promise");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_promise(t, name, &wanted.rule, &wanted.turn);

		enum ident_kind kind = ident_parse(name).kind;

		if (id && (kind == IDENT_CASE || kind == IDENT_CASE_REF))
			each_transaction(s, t, id, keep_in_case);
		else if (id)
			keep_of_other(s, t, name, id);
	}
	targets_close(t);
	return STATUS_DONE;
}
