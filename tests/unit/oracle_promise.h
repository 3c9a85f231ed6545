/* What an event does to the promises of the oracle's case: they begin, are kept,
 * come round, are given up, and follow pauses. */
#ifndef TESTS_ORACLE_PROMISE_H
#define TESTS_ORACLE_PROMISE_H

#include "oracle_case.h"

static inline bool o_open(const struct o_promise *o)
{
	return strcmp(o->state, "open") == 0;
}

static inline const struct o_promise *o_last(const struct o_case *c,
	const char *name)
{
	const struct o_promise *last = NULL;

	for (int i = 0; i < c->n; i++)
		if (strcmp(c->v[i].r->name, name) == 0 &&
		    (!last || c->v[i].turn > last->turn))
			last = &c->v[i];
	return last;
}

static inline void o_make(const struct policy *p, struct o_case *c,
	const struct promise_rule *r, int64_t start)
{
	const struct o_promise *last = o_last(c, r->name);
	struct o_promise o = {.r = r, .turn = last ? last->turn + 1 : 1,
	    .start = start, .state = "open"};

	if (!o_due(p, c, r, start, &o.due))
		return;
	assert_true(c->n < O_PROMISES);
	c->v[c->n++] = o;
}

static inline bool o_dropped(const struct o_promise *o)
{
	return o->reason && (strcmp(o->reason, "not_due") == 0 ||
	    strcmp(o->reason, "kind_set") == 0);
}

/* Does the rule begin with the event? From a date field it begins at that
 * date, when the field is said, once for each date. */
static inline bool o_begins(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, const char *event, int64_t *start)
{
	const struct o_promise *last = o_last(c, r->name);
	bool kept = last && strcmp(last->state, "kept") == 0;
	const struct fact *f = NULL;

	if (strcmp(r->from, event) == 0)
		return true;
	if (policy_field(p, "case", r->from))
		f = facts_get(&c->facts, r->from);
	if (!f || !f->known || (strcmp(event, "received") != 0 &&
	    strcmp(event, "fields_set") != 0))
		return false;
	*start = f->number;
	return !kept || last->start != *start;
}

static inline void o_begin(const struct policy *p, struct o_case *c,
	const char *event, int64_t start, bool only_new)
{
	const struct promise_rule *rules[O_RULES];
	size_t n = policy_promises(p, "case", &c->facts, rules, O_RULES);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r = rules[i];
		const struct o_promise *last = o_last(c, r->name);
		int64_t from = start;

		/* Whether anybody enters anything is for the commands to say. */
		if (r->any_entry)
			continue;
		if (last && ((o_open(last) && !r->turns_each) || r->turns_once ||
		    (only_new && !o_dropped(last))))
			continue;
		if (o_begins(p, c, r, event, &from))
			o_make(p, c, r, from);
	}
}

static inline void o_over(struct o_promise *o, const char *state,
	const char *reason, int64_t at)
{
	o->state = state;
	o->reason = reason;
	o->ended = at;
}

/* The next turn: on the grid, those that are over left out. */
static inline void o_next(const struct policy *p, struct o_case *c,
	const struct o_promise *o, int64_t at)
{
	const struct promise_rule *r = o->r;
	struct o_case bare = {.facts = c->facts};
	int64_t start = o->due, due;

	if (r->from_last_kept || o->due == 0) {
		o_make(p, c, r, at);
		return;
	}
	if (r->has_within || r->has_margin)
		start = o_count(p, &bare, r, o->start, r->every);
	while (o_due(p, &bare, r, start, &due) && due && due <= at)
		start = o_count(p, &bare, r, start, r->every);
	o_make(p, c, r, start);
}

static inline void o_happened(const struct policy *p, struct o_case *c,
	const char *event, int64_t at)
{
	int n = c->n;

	for (int i = 0; i < n; i++) {
		struct o_promise *o = &c->v[i];

		if (!o_open(o))
			continue;
		if (strcmp(o->r->to, event) == 0) {
			o_over(o, "kept", NULL, at);
			if (o->r->recurs)
				o_next(p, c, o, at);
		} else if (o->r->until && strcmp(o->r->until, event) == 0) {
			o_over(o, "cancelled", event, at);
		}
	}
	o_begin(p, c, event, at, false);
}

static inline const struct promise_rule *o_rule_now(const struct policy *p,
	const struct o_case *c, const char *name)
{
	const struct promise_rule *rules[O_RULES];
	size_t n = policy_promises(p, "case", &c->facts, rules, O_RULES);

	for (size_t i = 0; i < n; i++)
		if (strcmp(rules[i]->name, name) == 0)
			return rules[i];
	return NULL;
}

static inline void o_cancel_all(struct o_case *c, const char *reason, int64_t at)
{
	for (int i = 0; i < c->n; i++)
		if (o_open(&c->v[i]))
			o_over(&c->v[i], "cancelled", reason, at);
}

/* Pauses are others now: every due time from its start and all of them. */
static inline void o_again(const struct policy *p, struct o_case *c)
{
	for (int i = 0; i < c->n; i++) {
		struct o_promise *o = &c->v[i];
		struct promise_rule own = *o->r;

		/* What a margin takes off, a pause does not give back twice. */
		if (o_open(o) && !o->r->hard && !o->r->due)
			assert_true(o_due(p, c, &own, o->start, &o->due));
	}
}

#endif
