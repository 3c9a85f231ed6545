/* What another policy would make of the promises that are open. */
#include "care/promises/recompute.h"

#include <string.h>

/* The promise as its own rule in the new policy would have it. */
static bool under(const struct recompute *c, const struct promise *old,
    const struct promise_rule *r, const struct facts *facts,
    struct promise *new)
{
	*new = *old;
	if (!promise_due(c->policy, r, facts, old->start_at, NULL, 0, new))
		return false;
	new->start_at = old->start_at;
	return new->due_at != old->due_at &&
	    !(old->hard && new->due_at > old->due_at);
}

static bool one(const struct recompute *c, const struct promise *old)
{
	const struct promise_rule *r = policy_promise_rule(c->policy, old->rule,
	    old->amount);
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct promise new;
	char amount[SPAN_TEXT];
	const char *kind;
	bool moves;

	/* Windows hang on dates of the subject, not on calendars; a rule of
	 * another amount is another rule, and this promise keeps its own. */
	moves = r && !r->has_window &&
	    strcmp(policy_amount(r, amount), old->amount) == 0 &&
	    c->facts(c->arg, old->subject, &kind, a, &facts) &&
	    under(c, old, r, &facts, &new);
	if (moves) {
		c->moves(c->arg, old, &new);
		if (c->log) {
			struct promiser m = {c->log, c->policy, c->policy_id, kind,
			    old->subject, &facts, 0};

			promise_move(&m, old, &new, r, "policy", c->at);
		}
	}
	arena_free(a);
	return moves;
}

size_t promises_recompute(const struct recompute *c)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_open(c->db, 0, a, &all), moved = 0;

	for (size_t i = 0; i < n; i++)
		moved += one(c, &all[i]);
	arena_free(a);
	return moved;
}
