/* care-case keep: a promise was kept. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/measures/measure.h"
#include "care/promises/happened.h"
#include "command/gate.h"
#include "command/known.h"
#include "text/ident.h"

/* The name of the promise that is to be kept, for what follows. */
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
		if (strcmp(all[i].state, "open") == 0) {
			buf_adds(&open, open.n ? ", " : "");
			promise_name(s->db, &all[i], &open);
		}
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
	const char *event;

	r = open ? policy_promise_rule(s->policy, p.rule, p.amount) : NULL;
	event = r ? r->to : p.rule;
	if (!open) {
		refuse_promise(s, t, c->id);
	} else if (!refuse_verb(t, event, c) &&
	    gate_case(s, t, c, event, _("keep it"))) {
		/* The milestone may keep others of the case as well. */
		case_milestone(a, c, event);
		say(_("%" PRId64 "/%s kept%s"), ident_case(c->id), p.rule,
		    p.due_at && a->at > p.due_at ? _(", late") : "");
		done = true;
	}
	arena_free(arena);
	return done;
}

/* What the subject is called, of the promise's name. */
static const char *name_of(const struct each_subject *e)
{
	const char *slash = strrchr(e->name, '/');

	return slash ? arena_dupn(e->arena, e->name, (size_t)(slash - e->name)) :
	    e->name;
}

/* A booking's or a customer's promise (a greeting call, a visit) is kept by
 * what keeps it. */
static bool keep_of_other(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	const struct promise_rule *r;
	struct promise p;
	const char *event;

	if (!promise_load(s->db, e->id, wanted.rule, wanted.turn, e->arena, &p) ||
	    strcmp(p.state, "open") != 0)
		return refuse_promise(s, t, e->id);
	r = policy_promise_rule(s->policy, p.rule, p.amount);
	event = r ? r->to : p.rule;
	if (measure_command(e->kind, event)) {
		target_refuse(t, _("is kept by: %s %s"),
		    measure_command(e->kind, event), name_of(e));
		return false;
	}
	if (!gate_subject(s, t, e->kind, e->id, e->m.facts, event,
	    _("keep it"), name_of(e)))
		return false;
	subject_happened(&e->m, event, e->at, e->note, e->person);
	say(_("%s kept"), e->name);
	return true;
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
			each_other(s, t, name, id, keep_of_other);
	}
	targets_close(t);
	return STATUS_DONE;
}
