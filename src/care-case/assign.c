/* care-case assign: a case gets an owner. */
#include <inttypes.h>
#include <string.h>

#include "base/die.h"
#include "base/lang.h"
#include "care-case/verbs.h"
#include "care/cases/act.h"
#include "care/cases/assign.h"
#include "care/people/staff.h"
#include "text/ident.h"

enum { MOST = 512 };

/* Everybody in the policy's first role, who works on cases. */
static int64_t by_load(struct session *s, const char *team)
{
	const struct words *roles = policy_words(s->policy, "roles");
	struct candidate c[MOST];
	int64_t ids[MOST];
	size_t n = 0, kept = 0;

	if (roles && roles->n)
		n = staff_of_role(s->db, roles->v[0].name, team, s->now, ids, MOST);
	for (size_t i = 0; i < n && i < MOST; i++) {
		struct arena *arena = arena_new();
		struct staff who;

		if (staff_load(s->db, ids[i], arena, &who) && (!team ||
		    (who.team && strcmp(who.team, team) == 0)))
			c[kept++] = (struct candidate){ids[i],
			    staff_load_of(s->db, ids[i]),
			    staff_here(s->db, ids[i], s->now)};
		arena_free(arena);
	}
	return assign_by_load(c, kept);
}

/* The owner named by --to, or found by load; 0 and a refusal otherwise. */
static int64_t owner_for(struct session *s, struct targets *t)
{
	const char *to = target_option(t, "to"), *why;
	struct arena *arena;
	int64_t id;

	if (!to && arg_given(s->args, "by-load")) {
		id = by_load(s, target_option(t, "among"));
		if (!id)
			target_refuse(t, _("nobody is here to take it"));
		return id;
	}
	if (!to) {
		target_refuse(t, _("say to whom: --to NAME or --by-load"));
		return 0;
	}
	arena = arena_new();
	id = staff_named(s->db, to, s->now, arena, &why);
	if (id && !staff_here(s->db, id, s->now))
		say(_("%s is absent; %s stands in where the policy tells somebody"),
		    to, _("the substitute"));
	if (!id)
		target_refuse(t, "%s: %s", to, why);
	arena_free(arena);
	return id;
}

static void assign_one(struct session *s, struct targets *t, int64_t id)
{
	struct arena *arena = arena_new();
	struct care_case c;
	struct staff who;
	int64_t owner;

	if (!session_begin(s, target_once(t))) {
		say(_("%s: done before"), arg_value(s->args, "once"));
		arena_free(arena);
		return;
	}
	if (!case_load(s->db, id, arena, &c) || !case_is_open(&c)) {
		target_refuse(t, _("is closed\ncare-case reopen %" PRId64),
		    ident_case(id));
	} else if ((owner = owner_for(s, t)) != 0 &&
	    staff_load(s->db, owner, arena, &who)) {
		struct act act = {s->log, s->policy, s->policy_id, s->now,
		    target_option(t, "note")};

		if (owner != c.owner)
			case_assign(&act, &c, owner,
			    target_option(t, "to") ? NULL : "by_load");
		say(_("%" PRId64 " -> %s (%" PRId64 " open)"), ident_case(id),
		    who.login, staff_load_of(s->db, owner));
		session_commit(s);
	}
	log_rollback(s->log);
	arena_free(arena);
}

int case_verb_assign(struct session *s)
{
	struct targets *t = targets_open(s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			assign_one(s, t, id);
	}
	targets_close(t);
	return STATUS_DONE;
}
