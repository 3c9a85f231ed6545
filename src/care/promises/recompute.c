/* What another policy would make of the promises that are open. */
#include "care/promises/recompute.h"

#include <string.h>

#include "care/promises/pause_store.h"

enum { RULES = RULES_AT_ONCE };

/* The rule by which the new policy counts the promise: the one that the facts
 * choose now, where it says on_policy: recompute; else its own of old. */
static const struct promise_rule *rule_for(const struct recompute *c,
    const struct promise *old, const char *kind, const struct facts *facts)
{
	const struct promise_rule *rules[RULES], *own;
	char amount[SPAN_TEXT];
	size_t n = policy_promises(c->policy, kind, facts, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (rules[i]->recomputes && strcmp(rules[i]->name, old->rule) == 0)
			return rules[i];
	own = policy_promise_rule(c->policy, old->rule, old->amount);
	return own && strcmp(policy_amount(own, amount), old->amount) == 0 ?
	    own : NULL;
}

/* The promise under that rule; false: it stays as it is. */
static bool under(const struct recompute *c, const struct promise *old,
    const struct promise_rule *r, const struct facts *facts, struct arena *a,
    struct promise *new)
{
	char amount[SPAN_TEXT];
	struct pause *pauses;
	size_t n = pauses_of(c->db, c->policy, old->subject, old->rule, a,
	    &pauses);

	*new = *old;
	if (!promise_due(c->policy, r, facts, old->start_at, pauses, n, new))
		return false;
	new->start_at = old->start_at;
	new->amount = arena_dup(a, policy_amount(r, amount));
	return new->due_at != old->due_at &&
	    !(old->hard && new->due_at > old->due_at);
}

/* A subject whose promises are gone through. */
struct about {
	const struct recompute *c;
	const char *kind;
	struct facts facts;
	bool known;		/* it has facts */
	struct arena *a;	/* of one promise */
};

static bool one(struct about *s, const struct promise *old)
{
	const struct recompute *c = s->c;
	const struct promise_rule *r = s->known ?
	    rule_for(c, old, s->kind, &s->facts) : NULL;
	struct promise new;
	/* Windows hang on dates of the subject, not on calendars. */
	bool moves = r && !r->has_window &&
	    under(c, old, r, &s->facts, s->a, &new);

	if (moves)
		c->moves(c->arg, old, &new, r);
	if (c->log) {
		struct promiser m = {c->log, c->policy, c->policy_id, s->kind,
		    old->subject, &s->facts,
		    promise_live_from(c->db, old->subject)};

		if (moves)
			promise_move(&m, old, &new, r, "policy", c->at);
		else
			promise_rearm(&m, old, policy_promise_rule(c->policy,
			    old->rule, old->amount), c->before, c->at);
	}
	arena_reset(s->a);
	return moves;
}

static size_t all_of(const struct recompute *c, int64_t subject)
{
	struct arena *a = arena_new();
	struct about *s = arena_alloc(a, 1, sizeof *s);
	struct promise *all;
	size_t n = promises_of(c->db, subject, a, &all), moved = 0;

	*s = (struct about){.c = c, .a = arena_new()};
	s->known = c->facts(c->arg, subject, &s->kind, a, &s->facts);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].state, "open") == 0 && all[i].due_at)
			moved += one(s, &all[i]);
	arena_free(s->a);
	arena_free(a);
	return moved;
}

size_t promises_recompute(const struct recompute *c)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n, moved = 0;

	if (c->subject) {
		moved = all_of(c, c->subject);
	} else {
		n = promises_owing(c->db, a, &ids);
		for (size_t i = 0; i < n; i++)
			moved += all_of(c, ids[i]);
	}
	arena_free(a);
	return moved;
}
