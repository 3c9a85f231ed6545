/* What a customer is owed, looked at again when he has changed. */
#include "care/people/customer_owed.h"

#include <string.h>

#include "care/people/customer.h"
#include "care/promises/promise_store.h"
#include "store/log.h"

enum { RULES = 64, LEVELS = LADDER_STEPS };

/* The rules that hold of him now, one per name. */
struct holding {
	const struct promise_rule *v[RULES];
	size_t n;
};

static const struct promise_rule *rule_now(const struct holding *h,
    const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->v[i]->name, name) == 0)
			return h->v[i];
	return NULL;
}

static void key_cells(struct log *log, const struct promise *p)
{
	log_int(log, "subject", p->subject);
	log_text(log, "rule", p->rule);
	log_int(log, "turn", p->turn);
}

void customer_unpromise(struct log *log, const struct promise *p,
    const char *reason, int64_t at)
{
	log_event(log, p->subject, "cancelled", at);
	log_row(log, '~', "promise");
	key_cells(log, p);
	log_text(log, "state", "cancelled");
	log_int(log, "ended_at", at);
	log_text(log, "reason", reason);
	log_null(log, "next_at");
	log_fact_int(log, "next_at", p->next_at);
	log_end(log);
}

/* Another cycle counts from where the old one began, but nobody is late by
 * it: it is due now at the earliest. */
static void change_rule(const struct promiser *m, const struct promise *old,
    const struct promise_rule *r, const char *why, int64_t at)
{
	struct promise new = *old;
	char amount[SPAN_TEXT];

	new.amount = policy_amount(r, amount);
	if (strcmp(new.amount, old->amount) == 0 ||
	    !promise_due(m->policy, r, m->facts, old->start_at, NULL, 0, &new))
		return;
	new.start_at = old->start_at;
	if (new.due_at && new.due_at < at)
		new.due_at = at;
	if (!(old->hard && new.due_at > old->due_at))
		promise_move(m, old, &new, r, why, at);
}

static int64_t first_level(const struct promiser *m,
    const struct promise_rule *r, const struct promise *p, int64_t at)
{
	struct level_time levels[LEVELS];
	size_t n = promise_levels(m->policy, p, r->ladder, NULL, 0, at, levels,
	    LEVELS);

	for (size_t i = 0; i < n; i++)
		if (levels[i].at >= at)
			return levels[i].at;
	return 0;
}

static void make(const struct promiser *m, const struct promise_rule *r,
    int turn, int64_t at)
{
	struct promise p = {.subject = m->subject, .turn = turn,
	    .policy = m->policy_id};
	char amount[SPAN_TEXT];

	if (!promise_due(m->policy, r, m->facts, at, NULL, 0, &p))
		return;
	p.amount = policy_amount(r, amount);
	log_event(m->log, p.subject, "promised", at);
	log_row(m->log, '+', "promise");
	key_cells(m->log, &p);
	log_text(m->log, "owes", p.owes);
	log_int(m->log, "policy", p.policy);
	log_int(m->log, "start_at", p.start_at);
	log_time(m->log, "due_at", p.due_at);
	log_text(m->log, "amount", p.amount);
	log_text(m->log, "calendar", p.calendar);
	log_int(m->log, "hard", p.hard);
	log_text(m->log, "state", "open");
	log_time(m->log, "next_at", first_level(m, r, &p, at));
	log_end(m->log);
}

/* Promised from the beginning and never yet, or given up when he changed the
 * other way. What was kept once is not owed again because he changed. */
static void make_missing(const struct promiser *m, const struct holding *h,
    const struct promise *all, size_t n, int64_t at)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct promise_rule *r = h->v[i];
		const struct promise *last = NULL;

		if (r->has_window ||
		    (!r->from_last_kept && strcmp(r->from, "received") != 0))
			continue;
		for (size_t j = 0; j < n; j++)
			if (strcmp(all[j].rule, r->name) == 0 &&
			    (!last || all[j].turn > last->turn))
				last = &all[j];
		if (!last || strcmp(last->state, "cancelled") == 0)
			make(m, r, last ? last->turn + 1 : 1, at);
	}
}

void customer_owed_anew(struct log *log, const struct policy *policy,
    int64_t policy_id, int64_t id, const char *why, int64_t at)
{
	struct arena *a = arena_new();
	struct facts f = {0};
	struct promiser m = {log, policy, policy_id, "customer", id, &f, at};
	struct holding h;
	struct customer c;
	struct promise *all;
	size_t n;

	if (!customer_load(log_db(log), id, a, &c)) {
		arena_free(a);
		return;
	}
	customer_facts(log_db(log), &c, a, &f);
	n = promises_of(log_db(log), id, a, &all);
	h.n = policy_promises(policy, "customer", &f, h.v, RULES);
	if (h.n > RULES)
		h.n = RULES;
	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = rule_now(&h, all[i].rule);

		if (strcmp(all[i].state, "open") != 0 || (r && r->has_window))
			continue;
		if (r)
			change_rule(&m, &all[i], r, why, at);
		else
			customer_unpromise(log, &all[i], why, at);
	}
	promises_move(&m, at);		/* windows */
	make_missing(&m, &h, all, n, at);
	arena_free(a);
}

bool customer_tier(struct log *log, const struct policy *policy,
    int64_t policy_id, const struct customer *c, const char *tier,
    const char *why, int64_t at)
{
	if (c->tier && strcmp(c->tier, tier) == 0)
		return false;
	log_event(log, c->id, "tier_set", at);
	log_person(log, c->id);
	log_row(log, '~', "customer");
	log_int(log, "id", c->id);
	log_text(log, "tier", tier);
	if (c->tier)
		log_fact(log, "was", c->tier);
	log_note(log, "why", why);
	log_end(log);
	customer_owed_anew(log, policy, policy_id, c->id, "tier", at);
	return true;
}
