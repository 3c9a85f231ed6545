/* care-case assign: a case gets an owner. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/each.h"
#include "care-case/verbs.h"
#include "care/cases/assign_store.h"
#include "care/groups/group_store.h"
#include "care/people/staff.h"
#include "command/each_named.h"
#include "store/subject.h"
#include "text/ident.h"

/* Who works on cases where no rule says: the policy's first role. */
static int64_t by_load(struct session *s, const char *team)
{
	const struct words *roles = policy_words(s->policy, "roles");

	return assign_by_load(s->db, roles && roles->n ? roles->v[0].name : NULL,
	    team, s->now).id;
}

/* The one named, who is employed; 0 and a refusal otherwise. */
static int64_t named(struct session *s, struct targets *t, const char *to,
    struct arena *arena)
{
	const char *why;
	int64_t id = staff_named(s->db, to, s->now, arena, &why);
	struct staff who;

	if (!id || !staff_load(s->db, id, arena, &who)) {
		target_refuse(t, "%s: %s", to, why);
		return 0;
	}
	if (who.to_at && who.to_at <= s->now) {
		target_refuse(t, _("%s has left"), who.login);
		return 0;
	}
	if (!staff_here(s->db, id, s->now))
		say(_("%s is absent; %s stands in where the policy tells somebody"),
		    to, _("the substitute"));
	return id;
}

/* The owner named by --to, or found by load; 0 and a refusal otherwise. */
static int64_t owner_for(struct session *s, struct targets *t)
{
	const char *to = target_option(t, "to");
	struct arena *arena;
	int64_t id;

	if (!to && arg_given(s->args, "by-load")) {
		id = by_load(s, target_option(t, "among"));
		if (!id)
			target_refuse(t, _("nobody is here to take it"));
		return id;
	}
	if (!to) {
		target_refuse(t, _("say to whom: --to NAME, --by-rule or --by-load"));
		return 0;
	}
	arena = arena_new();
	id = named(s, t, to, arena);
	arena_free(arena);
	return id;
}

/* Now, or, after the clock stepped back, not before it came in. */
static struct act act_on(const struct session *s, const struct care_case *c,
    const char *note)
{
	return (struct act){s->log, s->policy, s->policy_id,
	    s->now < c->received_at ? c->received_at : s->now, note};
}

/* Within the transaction; true: something was written. */
static bool assign_one(struct session *s, struct targets *t, int64_t id,
    struct arena *arena)
{
	struct care_case c;
	struct staff who;
	struct act act;
	int64_t owner;

	c.id = id;
	if (!case_load(s->db, id, arena, &c) || !case_is_open(&c))
		return each_refuse_closed(t, &c);
	if (!target_unchanged(t, id))
		return false;
	owner = owner_for(s, t);
	if (!owner || !staff_load(s->db, owner, arena, &who))
		return false;
	act = act_on(s, &c, target_option(t, "note"));
	if (owner != c.owner) {
		case_assign(&act, &c, owner,
		    target_option(t, "to") ? NULL : "by_load");
		case_given(&act, &c);
	}
	say(_("%" PRId64 " -> %s (%" PRId64 " open)"), ident_case(id), who.login,
	    staff_load_of(s->db, owner));
	return true;
}

/* A group gets an owner, who is told what is owed of it. */
static bool assign_group(struct session *s, struct targets *t,
    const struct each_subject *e)
{
	struct act act = {s->log, s->policy, s->policy_id, e->at, e->note};
	int64_t owner = owner_for(s, t);
	struct group g;
	struct staff who;

	if (!owner || !staff_load(s->db, owner, e->arena, &who) ||
	    !group_load(s->db, e->id, e->arena, &g))
		return false;
	if (!g.open) {
		target_refuse(t, _("group %s is closed"),
		    group_name(&g, e->arena));
		return false;
	}
	group_assign(&act, &g, owner);
	say("%s -> %s", group_name(&g, e->arena), who.login);
	return true;
}

static int assign_each(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		struct arena *arena = arena_new();
		bool is_group = ident_parse(name).kind == IDENT_GROUP;
		int64_t id = is_group ? target_group(t, name) :
		    target_case(t, name);

		if (id && is_group)
			each_other(s, t, name, id, assign_group);
		else if (id && each_begin(s, target_once(t)))
			each_end(s, assign_one(s, t, id, arena));
		arena_free(arena);
	}
	targets_close(t);
	return STATUS_DONE;
}

/* A case that waits for its turn: the oldest comes first. */
struct job {
	int64_t id, received, version;	/* version -1: whatever it is */
	const char *rule, *note, *once;
};

static int by_age(const void *a, const void *b)
{
	const struct job *x = a, *y = b;

	if (x->received != y->received)
		return x->received < y->received ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void refuse(struct session *s, const struct job *j, const char *why)
{
	warn("%" PRId64 ": %s", ident_case(j->id), why);
	s->look = true;
}

/* Nobody can take it: which condition of the rule it was. */
static void refuse_nobody(struct session *s, const struct job *j,
    const struct assignment *a)
{
	static const struct { const char *failed, *words; } v[] = {
		{"role", N_("nobody has the role and team that the rule asks for")},
		{"skill", N_("nobody has the skill that the rule asks for")},
		{"absent", N_("everybody whom the rule asks for is absent")},
		{"most_open", N_("everybody whom the rule asks for has as many as it allows")},
	};

	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
		if (strcmp(v[i].failed, a->to.why) == 0)
			warn(_("%" PRId64 ": %s (%s:%ld)\ncare-case assign %" PRId64
			    " --to NAME"), ident_case(j->id), _(v[i].words),
			    a->rule->mark.file, a->rule->mark.line,
			    ident_case(j->id));
	s->look = true;
}

static void tell(struct session *s, const struct care_case *c,
    const struct assignment *a, struct arena *arena)
{
	struct staff who;

	if (a->to.id && staff_load(s->db, a->to.id, arena, &who))
		say(_("%" PRId64 " -> %s (%s)"), ident_case(c->id), who.login,
		    a->to.why);
	else if (a->team)
		say(_("%" PRId64 " -> team %s"), ident_case(c->id), a->team);
}

/* The rule's word on one case, within the transaction; true: it was given. */
static bool by_rule(struct session *s, const struct job *j, struct arena *arena)
{
	struct assignment a;
	struct care_case c;
	struct act act;

	if (!case_load(s->db, j->id, arena, &c) || !case_is_open(&c)) {
		refuse(s, j, _("is closed"));
		return false;
	}
	if (j->version >= 0 && subject_moved(s->db, j->id, j->version,
	    log_run_id(s->log))) {
		refuse(s, j, target_moved_on());
		return false;
	}
	if (!assign_find(s->db, s->policy, &c, j->rule,
	    assign_contact(s->db, j->id), s->now, &a)) {
		refuse(s, j, arena_printf(arena, _("no rule \"%s\" of the policy"
		    " says whose it is"), j->rule));
		return false;
	}
	if (!a.to.id && a.to.why) {
		refuse_nobody(s, j, &a);
		return false;
	}
	tell(s, &c, &a, arena);
	act = act_on(s, &c, j->note);
	return (a.to.id && a.to.id != c.owner) || (a.team && !c.team) ?
	    assign_give(&act, &c, &a) : false;
}

static void run(struct session *s, const struct job *j)
{
	struct arena *arena = arena_new();

	if (each_begin(s, j->once))
		each_end(s, by_rule(s, j, arena));
	arena_free(arena);
}

static int assign_by_rule(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	struct arena *a = arena_new();
	struct job *v = NULL;
	size_t n = 0, cap = 0;
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		const char *rule = target_option(t, "rule-name");
		struct care_case c;
		int64_t id = target_case(t, name), version;

		if (!id || !target_version(t, &version) ||
		    !case_load(s->db, id, a, &c))
			continue;
		v = arena_grow(a, v, &cap, n + 1, sizeof *v);
		v[n++] = (struct job){id, c.received_at, version,
		    arena_dup(a, rule ? rule : "owner"),
		    arena_dup(a, target_option(t, "note")),
		    arena_dup(a, target_once(t))};
	}
	targets_close(t);
	if (n)
		qsort(v, n, sizeof *v, by_age);
	for (size_t i = 0; i < n; i++)
		run(s, &v[i]);
	arena_free(a);
	return STATUS_DONE;
}

int case_verb_assign(struct session *s)
{
	if (!arg_given(s->args, "by-rule"))
		return assign_each(s);
	if (arg_given(s->args, "to") || arg_given(s->args, "by-load"))
		die_usage(_("--by-rule, --to or --by-load: one of them"));
	return assign_by_rule(s);
}
