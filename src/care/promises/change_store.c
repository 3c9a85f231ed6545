/* Facts of a subject changed while promises are open. */
#include "care/promises/change.h"

#include <string.h>

#include "care/promises/pause_store.h"
#include "store/log.h"

enum { RULES = RULES_AT_ONCE };

/* The change at work. */
struct change {
	const struct promiser *m;
	enum on_change how;
	const struct promise_rule *rules[RULES];	/* that hold now */
	size_t rules_n;
	int64_t at;
	const char *why;	/* of what moves */
	bool another;		/* the subject is not what it was */
};

static const struct promise_rule *rule_now(const struct change *c,
    const char *name)
{
	for (size_t i = 0; i < c->rules_n; i++)
		if (strcmp(c->rules[i]->name, name) == 0)
			return c->rules[i];
	return NULL;
}

/* Where the promise starts: at the date field's day, if it runs from one. */
static int64_t start_of(const struct change *c, const struct promise *p,
    const struct promise_rule *r)
{
	const struct fact *f = policy_field(c->m->policy, c->m->kind, r->from) ?
	    facts_get(c->m->facts, r->from) : NULL;

	return f && f->known ? f->number : p->start_at;
}

/* The promise by the rule that holds now; false: it stays as it is. */
static bool anew(const struct change *c, const struct promise *old,
    const struct promise_rule *r, struct arena *a, struct promise *new)
{
	char amount[SPAN_TEXT];
	struct pause *pauses;
	size_t n = pauses_of(log_db(c->m->log), c->m->policy, old->subject,
	    old->rule, a, &pauses);
	bool later;

	*new = *old;
	if (!promise_due(c->m->policy, r, c->m->facts, start_of(c, old, r),
	    pauses, n, new))
		return false;
	new->amount = arena_dup(a, policy_amount(r, amount));
	new->owes = old->owes;
	if (c->another && strcmp(new->amount, old->amount) == 0)
		return false;
	if (c->another && new->due_at && new->due_at < c->at)
		new->due_at = c->at;
	/* No due time at all is later than any. */
	later = new->due_at == 0 || (old->due_at && new->due_at > old->due_at);
	return new->due_at != old->due_at &&
	    !(later && (old->hard || c->how == CHANGE_EARLIER));
}

/* Of a rule that another policy dropped the promise stays; one whose
 * conditions hold no more goes. */
static bool drop(const struct change *c, const struct promise *p,
    const char *reason)
{
	return !rule_now(c, p->rule) &&
	    policy_promise_rule(c->m->policy, p->rule, p->amount) &&
	    promise_cancel(c->m, p->rule, p->turn, reason, c->at);
}

static void one(const struct change *c, const struct promise *p,
    struct arena *a, struct changed *out)
{
	const struct promise_rule *r = rule_now(c, p->rule);
	struct promise new;

	if (c->how == CHANGE_RECOMPUTE && drop(c, p, "not_due")) {
		out->cancelled++;
	} else if (r && !r->has_window && c->how != CHANGE_KEEP &&
	    anew(c, p, r, a, &new)) {
		promise_move(c->m, p, &new, r, c->why, c->at);
		out->moved++;
	}
}

static struct change change_of(const struct promiser *m, int64_t at)
{
	struct change c = {.m = m, .at = at, .why = "changed"};

	c.rules_n = policy_promises(m->policy, m->kind, m->facts, c.rules, RULES);
	if (c.rules_n > RULES)
		c.rules_n = RULES;
	return c;
}

static bool is_open(const struct promise *p)
{
	return strcmp(p->state, "open") == 0;
}

/* What becomes of all that are open, and what begins. */
static struct changed all_of(struct change *c)
{
	struct changed out = {0, 0, 0};
	struct arena *a = arena_new();
	struct promise *all;
	size_t have = promises_of(log_db(c->m->log), c->m->subject, a, &all);

	for (size_t i = 0; i < have; i++)
		if (is_open(&all[i]))
			one(c, &all[i], a, &out);
	if (c->how != CHANGE_KEEP)
		out.made += promises_new(c->m, c->at);
	out.moved += promises_move(c->m, c->at);
	arena_free(a);
	return out;
}

struct changed promises_anew(const struct promiser *m, const char *why,
    int64_t at)
{
	struct change c = change_of(m, at);

	c.how = CHANGE_RECOMPUTE;
	c.why = why;
	c.another = true;
	return all_of(&c);
}

struct changed promises_changed(const struct promiser *m,
    const char *const *facts, size_t n, int64_t at)
{
	struct change c = change_of(m, at);
	struct changed out;

	for (size_t i = 0; i < n; i++) {
		enum on_change how = policy_on_change(m->policy, facts[i]);

		c.how = how > c.how ? how : c.how;
	}
	out = all_of(&c);
	out.made += promises_make(m, FIELDS_SAID, at);
	return out;
}

size_t promises_drop(const struct promiser *m, const char *reason, int64_t at)
{
	struct change c = change_of(m, at);
	struct arena *a = arena_new();
	struct promise *all;
	size_t have = promises_of(log_db(m->log), m->subject, a, &all), n = 0;

	for (size_t i = 0; i < have; i++)
		n += is_open(&all[i]) && drop(&c, &all[i], reason);
	arena_free(a);
	return n;
}
