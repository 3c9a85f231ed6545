/*
 * What a case owes, told anew from the list of what was done to it.
 *
 * The oracle knows no store and no events: it goes through the acts in the
 * order in which they were written down, by the words of care-policy(5), and
 * counts time minute by minute wherever the clock is one of minutes. What is
 * taken back is not in the list; so an undoing must leave what was there before.
 */
#ifndef TESTS_ACTS_ORACLE_H
#define TESTS_ACTS_ORACLE_H

#include "oracle_promise.h"

static inline void o_changed_one(const struct policy *p, struct o_case *c,
	struct o_promise *o, enum on_change how, int64_t at)
{
	const struct promise_rule *r = o_rule_now(p, c, o->r->name);
	const struct fact *from = r && policy_field(p, "case", r->from) ?
	    facts_get(&c->facts, r->from) : NULL;
	int64_t start = from && from->known ? from->number : o->start, due;
	bool later;

	if (how == CHANGE_RECOMPUTE && !r) {
		o_over(o, "cancelled", "not_due", at);
		return;
	}
	if (!r || how == CHANGE_KEEP || !o_due(p, c, r, start, &due) ||
	    due == o->due)
		return;
	later = due == 0 || (o->due && due > o->due);
	if (later && (o->r->hard || how == CHANGE_EARLIER))
		return;
	o->r = r;
	o->start = start;
	o->due = due;
}

/* What runs from a date, or is due by one, follows it. */
static inline void o_dated(const struct policy *p, struct o_case *c, int64_t at)
{
	for (int i = 0; i < c->n; i++) {
		struct o_promise *o = &c->v[i];
		const struct fact *f = facts_get(&c->facts, o->r->from);
		int64_t due;

		if (!o_open(o) || o->r->turns_each || o->r->recurs ||
		    !policy_field(p, "case", o->r->from))
			continue;
		if (!f || !f->known) {
			o_over(o, "cancelled", "not_due", at);
		} else if (o_due(p, c, o->r, f->number, &due)) {
			o->start = f->number;
			o->due = due;
		}
	}
}

static inline void o_set(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	enum on_change how = policy_on_change(p, a->word);
	int n = c->n;

	if (a->value || !a->number)
		facts_text(&c->facts, a->word, a->value);
	else
		facts_number(&c->facts, a->word, a->number);
	if (c->closed)
		return;
	if (strcmp(a->word, "kind") == 0) {
		for (int i = 0; i < n; i++)
			if (o_open(&c->v[i]) && !o_rule_now(p, c,
			    c->v[i].r->name))
				o_over(&c->v[i], "cancelled", "kind_set", a->at);
		o_begin(p, c, "received", a->at, true);
	}
	n = c->n;
	for (int i = 0; i < n; i++)
		if (o_open(&c->v[i]))
			o_changed_one(p, c, &c->v[i], how, a->at);
	if (how != CHANGE_KEEP)
		o_begin(p, c, "received", a->at, true);
	o_dated(p, c, a->at);
	o_begin(p, c, "fields_set", a->at, false);
}

static inline void o_waits(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	const struct pause_rule *r = policy_pause(p, a->word);
	struct o_pause *w = &c->pauses[c->pauses_n];
	struct pause before[O_PAUSES];
	size_t n = 0;

	for (int i = 0; i < c->pauses_n; i++)
		if (strcmp(c->pauses[i].reason, a->word) == 0)
			before[n++] = (struct pause){c->pauses[i].from,
			    o_end(&c->pauses[i])};
	*w = (struct o_pause){a->word, a->at, 0, 0};
	if (r->has_cap && r->cap.clock == SPAN_WALL) {
		w->cap = a->at + r->cap.n;
		for (size_t i = 0; r->cap_total && i < n; i++)
			if (before[i].until > before[i].from)
				w->cap -= before[i].until - before[i].from;
	} else {
		w->cap = pause_cap(p, r, a->at, before, n);
	}
	if (a->number && (!w->cap || a->number < w->cap))
		w->cap = a->number;
	c->pauses_n++;
	assert_true(c->pauses_n < O_PAUSES);
	o_again(p, c);
}

static inline void o_resumed(const struct policy *p, struct o_case *c,
	const char *reason, int64_t since, int64_t at)
{
	for (int i = 0; i < c->pauses_n; i++) {
		struct o_pause *w = &c->pauses[i];

		if (!w->until && w->from <= since &&
		    (!reason || strcmp(w->reason, reason) == 0))
			w->until = at > w->from ? at : w->from;
	}
	o_again(p, c);
}

static inline void o_told(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	for (int i = 0; a->flag && i < c->n; i++)
		if (o_open(&c->v[i]) && strcmp(c->v[i].r->from, "told") == 0)
			o_over(&c->v[i], "cancelled", "replaced", a->at);
	facts_number(&c->facts, "told_time", a->number);
	o_happened(p, c, "told", a->at);
	facts_text(&c->facts, "told_time", NULL);
}

/* Another receipt is the first: what began there begins then. */
static inline void o_moved(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	for (int i = 0; i < c->n; i++) {
		struct o_promise *o = &c->v[i];
		int64_t due;

		if (!o_open(o) || o->start != a->number ||
		    !o_due(p, c, o->r, a->other, &due) ||
		    (o->r->hard && due > o->due))
			continue;
		o->start = a->other;
		o->due = due;
	}
}

/* It keeps what it keeps, ends the rest, and begins its own. */
static inline void o_closed(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	for (int i = 0; i < c->n; i++) {
		struct o_promise *o = &c->v[i];

		if (o_open(o) && strcmp(o->r->to, "closed") == 0)
			o_over(o, "kept", NULL, a->at);
		else if (o_open(o))
			o_over(o, "cancelled", o->r->until &&
			    strcmp(o->r->until, "closed") == 0 ? "closed" :
			    a->value ? a->value : "closed", a->at);
	}
	c->closed = true;
	o_resumed(p, c, NULL, INT64_MAX, a->at);
	o_begin(p, c, "closed", a->at, false);
	facts_text(&c->facts, "state", "closed");
	facts_text(&c->facts, "outcome", a->value);
}

static inline void o_reopened(const struct policy *p, struct o_case *c,
	int64_t at)
{
	bool again = policy_head(p)->reopen_continues;

	c->closed = false;
	facts_text(&c->facts, "state", "open");
	facts_number(&c->facts, "reopened", ++c->reopened);
	o_begin(p, c, "received", again ? c->received : at, false);
	o_happened(p, c, "reopened", at);
	facts_text(&c->facts, "outcome", NULL);
}

static inline void o_do(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	switch (a->what) {
	case O_HAPPENED:
		if (strcmp(a->word, "first_action") == 0)
			c->had_first = true;
		o_happened(p, c, a->word, a->at);
		break;
	case O_REPLIED:
		if (!c->had_first)
			o_happened(p, c, "first_action", a->at);
		c->had_first = true;
		o_happened(p, c, "replied", a->at);
		break;
	case O_CLOSED:
		o_closed(p, c, a);
		break;
	case O_REOPENED:
		o_reopened(p, c, a->at);
		break;
	case O_SET:
		o_set(p, c, a);
		break;
	case O_WAITS:
		o_waits(p, c, a);
		break;
	case O_RESUMED:
		o_resumed(p, c, a->word, INT64_MAX, a->at);
		break;
	case O_ANSWERED:
		o_resumed(p, c, "waiting_customer", a->at, a->at);
		break;
	case O_TOLD:
		o_told(p, c, a);
		break;
	case O_MERGED:
		o_cancel_all(c, "merged", a->at);
		c->closed = true;
		facts_text(&c->facts, "state", "merged");
		break;
	case O_UNMERGED:
		c->closed = false;
		facts_text(&c->facts, "state", "open");
		o_begin(p, c, "received", c->received, false);
		break;
	case O_MOVED:
		o_moved(p, c, a);
		break;
	}
}

/* Everything that the case owes and owed. */
static inline void o_tell(const struct policy *p, struct o_case *c)
{
	c->facts = c->first;
	c->closed = c->had_first = false;
	c->reopened = 0;
	c->n = c->pauses_n = 0;
	o_begin(p, c, "received", c->received, false);
	for (int i = 0; i < c->acts_n; i++)
		o_do(p, c, &c->acts[i]);
}

#endif
