/* What the gate wants, said so that it can be mended. */
#include "command/gate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "care/people/staff.h"
#include "care/cases/approval_need.h"
#include "care/cases/proposal.h"
#include "care/plans/gate.h"
#include "command/event_verb.h"
#include "command/session.h"
#include "command/targets.h"
#include "policy/steps.h"
#include "text/ident.h"

static void say_named(const struct gate_fault *f, struct buf *b)
{
	buf_adds(b, f->name);
	if (strcmp(f->name, f->title) != 0)
		buf_addf(b, " (%s)", f->title);
}

static void say_fault(const struct gate_fault *f, struct buf *b)
{
	switch (f->why) {
	case GATE_FIELD:
		say_named(f, b);
		buf_addf(b, f->of ? _(" is not filled in, which promise %s needs") :
		    _(" is not filled in"), f->of);
		break;
	case GATE_STEP:
		buf_addf(b, _("step %s/%s (%s) is not done"), f->of, f->name,
		    f->title);
		break;
	case GATE_AFTER:
		buf_addf(b, _("%s has not happened"), f->name);
		break;
	case GATE_OWED:
		buf_addf(b, _("%s is still owed"), f->name);
		break;
	case GATE_PATH:
		buf_addf(b, _("the way does not lead there from %s (%s)"), f->name,
		    f->title);
		if (f->of)
			buf_addf(b, _(", next is %s"), f->of);
		break;
	}
	buf_addf(b, " (%s:%ld)", f->mark.file, f->mark.line);
}

/* The command that lets the event happen. */
static void say_event(const char *event, const char *name, struct buf *b)
{
	const struct event_verb *v = event_verb(event);

	if (v && v->rest)
		buf_addf(b, "\n%s %s%s", v->command, name, v->rest);
	else if (v)
		buf_addf(b, "\n%s", v->command);
	else
		buf_addf(b, "\ncare-case did %s %s", name, event);
}

/* The fact is set by an option of its own, a field by --field. */
static void say_field(const char *field, const char *name, struct buf *b)
{
	static const char *const own[] = {
		"category", "cause", "kind", "liability", "severity", "team",
	};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(own[i], field) == 0) {
			buf_addf(b, "\ncare-case set %s --%s ..", name, field);
			return;
		}
	buf_addf(b, "\ncare-case set %s --field %s=..", name, field);
}

/* The first cure of each sort, as a command to copy. */
static void say_cures(const struct gate_fault *v, size_t n, const char *name,
    struct buf *b)
{
	bool said[5] = {false};

	for (size_t i = 0; i < n; i++) {
		if (said[v[i].why])
			continue;
		said[v[i].why] = true;
		if (v[i].why == GATE_FIELD)
			say_field(v[i].name, name, b);
		else if (v[i].why == GATE_STEP)
			buf_addf(b, "\ncare-case step %s %s/%s", name, v[i].of,
			    v[i].name);
		else if (v[i].why == GATE_AFTER)
			say_event(v[i].name, name, b);
		else if (v[i].of)	/* OWED, PATH */
			say_event(v[i].of, name, b);
	}
}

static void refuse(struct targets *t, const struct gate_fault *v, size_t n,
    const char *word, const char *name)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i ? "; " : "");
		say_fault(&v[i], &b);
	}
	say_cures(v, n, name, &b);
	target_refuse(t, _("cannot %s: %s"), word, buf_text(&b));
	buf_free(&b);
}

static bool pass(struct session *s, struct targets *t, const char *kind,
    int64_t id, const struct facts *facts, const char *stage,
    const char *event, const char *word, const char *name)
{
	struct arena *a = arena_new();
	struct gate_fault *v;
	size_t n = gate_ask(s->db, s->policy, kind, id, facts, stage, event, a,
	    &v);

	if (n)
		refuse(t, v, n, word, name);
	arena_free(a);
	return n == 0;
}

/* --for goes before who types. */
int64_t gate_who(struct session *s)
{
	int64_t done_by = session_staff(s, "for");

	return done_by ? done_by : s->actor;
}

static bool holds(struct session *s, const char *role, int64_t who)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = staff_of_role(s->db, role, NULL, s->now, a, &ids);
	bool he = false;

	for (size_t i = 0; i < n && !he; i++)
		he = ids[i] == who || staff_acting(s->db, ids[i], s->now) == who;
	arena_free(a);
	return he;
}

/* Up to three who may, by login. */
static void say_holders(struct session *s, const char *role, int64_t owner,
    struct buf *b)
{
	struct arena *a = arena_new();
	struct staff who;
	int64_t *ids = &owner;
	size_t n = strcmp(role, "owner") == 0 ? 1 :
	    staff_of_role(s->db, role, NULL, s->now, a, &ids);

	for (size_t i = 0; i < n && i < 3; i++)
		if (staff_load(s->db, ids[i], a, &who))
			buf_addf(b, "%s%s", b->n ? ", " : "", who.login);
	arena_free(a);
}

bool gate_may(struct session *s, struct targets *t, const char *role,
    int64_t owner, const char *word, const struct mark *mark)
{
	int64_t who = gate_who(s);
	bool own = strcmp(role, "owner") == 0;
	const struct word *w = policy_word(s->policy, "roles", role);
	struct buf names = {0};

	if (!who || (own ? !owner || owner == who ||
	    staff_acting(s->db, owner, s->now) == who : holds(s, role, who)))
		return true;
	say_holders(s, role, owner, &names);
	target_deny(t, _("%s: only %s (%s) may (%s:%ld)\nask %s"), word, role,
	    w ? w->title : role, mark->file, mark->line,
	    names.n ? buf_text(&names) : "-");
	buf_free(&names);
	return false;
}

/* What the house has not agreed to yet goes no further. */
static bool goes_on(const struct policy *p, const char *event)
{
	static const char *const names[] = {"implementing", "implemented",
	    "replied", "closed"};
	const struct plan *stages = policy_stages(p);
	const struct step *from = stages ? plan_step(stages, "proposed") : NULL;
	const struct step *to = stages ? plan_step(stages, event) : NULL;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(event, names[i]) == 0)
			return true;
	return from && to && to > from && strcmp(event, "approving") != 0 &&
	    strcmp(event, "approved") != 0;
}

static bool decided(struct session *s, struct targets *t,
    const struct care_case *c, const char *event, const char *word,
    const char *name)
{
	struct arena *a = arena_new();
	struct proposal p = {.n = 0};
	struct approval *v = NULL;
	const struct approval *next;
	const struct word *role;
	const char *lacking;
	size_t have = 0;

	if (goes_on(s->policy, event) && proposal_last(s->db, c->id, a, &p) &&
	    strcmp(p.state, "open") == 0)
		have = approvals_of(s->db, &p, a, &v);
	next = approval_next(v, have);
	lacking = !next && goes_on(s->policy, event) ?
	    approval_lacking(s->db, c->id, a) : NULL;
	if (lacking) {
		role = policy_word(s->policy, "roles", lacking);
		target_refuse(t, _("cannot %s: since it is late, %s has to agree"
		    " first\ncare-case propose %s --text ..   then   care-case"
		    " approve %s"), word, role ? role->title : lacking, name, name);
	}
	if (next) {
		role = policy_word(s->policy, "roles", next->role);
		target_refuse(t, _("cannot %s: proposal %d waits for %s\ncare-case"
		    " approve %s   or   care-case propose %s --withdraw"), word,
		    p.n, role ? role->title : next->role, name, name);
	}
	arena_free(a);
	return !next && !lacking;
}

bool gate_case(struct session *s, struct targets *t, const struct care_case *c,
    const char *event, const char *word)
{
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct mark mark;
	const char *role;
	char name[32];
	bool may;

	snprintf(name, sizeof name, "%" PRId64, ident_case(c->id));
	case_facts(s->db, c, a, &facts);
	role = gate_role(s->policy, "case", &facts, event, &mark);
	may = (!role || gate_may(s, t, role, c->owner, word, &mark)) &&
	    decided(s, t, c, event, word, name) &&
	    pass(s, t, "case", c->id, &facts, c->stage, event, word, name);
	arena_free(a);
	return may;
}

bool gate_subject(struct session *s, struct targets *t, const char *kind,
    int64_t id, const struct facts *facts, const char *event,
    const char *word, const char *name)
{
	return pass(s, t, kind, id, facts, NULL, event, word, name);
}

bool gate_step_of(struct session *s, struct targets *t, const char *kind,
    int64_t id, const struct facts *facts, const struct step *step,
    const char *word, const char *name)
{
	struct arena *a = arena_new();
	struct gate_fault *v;
	size_t n = gate_step(s->db, s->policy, kind, id, facts, step, a, &v);

	if (n)
		refuse(t, v, n, word, name);
	arena_free(a);
	return n == 0;
}
