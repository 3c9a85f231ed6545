/* care-escalate recompute: due times again, as the policy in force allows, or
 * as another one would. */
#include <inttypes.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "care-escalate/verbs.h"
#include "command/adopt.h"
#include "command/known.h"
#include "command/moves.h"
#include "command/targets.h"

/* By which policy: what another one would do is only told. */
struct again {
	struct session *s;
	const struct policy *other;	/* --policy; NULL: the one in force */
	struct moves moves;
};

/* Of that subject, 0 of all, in one transaction. */
static void again(struct again *g, int64_t subject, const char *once)
{
	struct session *s = g->s;
	struct recompute c = {.db = s->db, .facts = known_facts,
	    .moves = moves_tell, .arg = &g->moves, .log = s->log, .at = s->now,
	    .subject = subject};

	if (g->other) {
		moves_under(&g->moves, g->other, subject);
		return;
	}
	if (!session_begin(s, once))
		return;
	c.policy = s->policy;
	c.policy_id = s->policy_id;
	promises_recompute(&c);
	session_commit(s);
}

static void each_case(struct again *g)
{
	struct targets *t = targets_open(g->s, "case");
	const char *name;

	while ((name = targets_next(t)) != NULL) {
		int64_t id = target_case(t, name);

		if (id)
			again(g, id, target_once(t));
	}
	targets_close(t);
}

static void which(struct again *g)
{
	struct session *s = g->s;
	bool named = arg_operands(s->args) > 0;

	if (named && arg_given(s->args, "all"))
		die_usage(_("name cases, or give --all"));
	if (!named && !g->other && !arg_given(s->args, "all"))
		die_usage(_("name cases, or give --all"));
	moves_begin(&g->moves, s);
	if (named)
		each_case(g);
	else
		again(g, 0, arg_value(s->args, "once"));
	moves_end(&g->moves);
}

int escalate_recompute(struct session *s)
{
	const char *file = arg_value(s->args, "policy");
	struct again g = {.s = s};
	struct adoption a;

	if (file) {
		adoption_read(file, s->now, &a);
		if (!a.policy)
			die(STATUS_POLICY, _("%s: has errors"), file);
		g.other = a.policy;
	}
	which(&g);
	if (file) {
		say(_("%" PRId64 " promises would move; %" PRId64 " become late, %"
		    PRId64 " become not late"), g.moves.n, g.moves.late,
		    g.moves.not_late);
		adoption_free(&a);
		return STATUS_DONE;
	}
	say(_("%" PRId64 " promises move"), g.moves.n);
	buf_addf(s->counts, "moved=%" PRId64, g.moves.n);
	return STATUS_DONE;
}
