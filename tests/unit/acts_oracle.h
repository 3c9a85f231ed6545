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

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "care/promises/pause.h"
#include "care/promises/promise.h"
#include "policy/policy.h"

enum {O_ACTS = 400, O_PROMISES = 400, O_PAUSES = 64, O_RULES = 64};

enum o_what {
	O_HAPPENED,	/* the event "word" */
	O_REPLIED, O_CLOSED, O_REOPENED,
	O_SET,		/* the fact "word" is "value", or number */
	O_WAITS,	/* for "word", no longer than until number (0) */
	O_RESUMED,	/* what waits for "word"; NULL: for anything */
	O_ANSWERED,	/* a word of the customer came in */
	O_TOLD,		/* an answer by number; flag: instead of earlier ones */
	O_MERGED, O_UNMERGED,
	O_MOVED		/* its first receipt is another: number, to other */
};

struct o_act {
	enum o_what what;
	int64_t at, entry;
	const char *word, *value;
	int64_t number, other;
	bool flag;
};

struct o_promise {
	const struct promise_rule *r;
	int turn;
	int64_t start, due, ended;	/* due 0: it stands still for good */
	const char *state, *reason;
};

struct o_pause {
	const char *reason;
	int64_t from, until, cap;	/* 0: lasts; no cap */
};

struct o_case {
	int64_t id, received;
	struct facts first;		/* as it came in */
	struct o_act acts[O_ACTS];
	int acts_n;

	/* What follows is told anew each time. */
	struct facts facts;
	bool closed, had_first;
	int64_t reopened;
	struct o_promise v[O_PROMISES];
	int n;
	struct o_pause pauses[O_PAUSES];
	int pauses_n;
};

/* ------------------------------------------------------------------ the time */

static inline int64_t o_end(const struct o_pause *p)
{
	int64_t end = p->until ? p->until : INT64_MAX;

	return p->cap && p->cap < end ? p->cap : end;
}

static inline bool o_stops(const struct policy *p, const struct o_pause *pause,
	const struct promise_rule *r)
{
	const struct pause_rule *rule = policy_pause(p, pause->reason);

	if (r->hard)
		return false;
	for (size_t i = 0; i < rule->stops.n; i++)
		if (strcmp(rule->stops.v[i], r->name) == 0)
			return true;
	return rule->stops.n == 0;
}

static inline const struct calendar *o_calendar(const struct policy *p,
	const struct promise_rule *r, enum span_clock clock)
{
	const struct policy_head *h = policy_head(p);

	if (clock == SPAN_WALL)
		return NULL;
	if (r->calendar)
		return r->calendar;
	return clock == SPAN_WORKING || clock == SPAN_WORKDAYS ? h->working :
	    h->days;
}

static inline bool o_runs(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, const struct calendar *calendar, int64_t at)
{
	for (int i = 0; i < c->pauses_n; i++)
		if (o_stops(p, &c->pauses[i], r) && at >= c->pauses[i].from &&
		    at < o_end(&c->pauses[i]))
			return false;
	return !calendar || worktime_open(calendar, at);
}

/* The end of so many seconds; 0: never. Days are left to the calendar. */
static inline int64_t o_count(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, int64_t start, struct span span)
{
	const struct calendar *calendar = o_calendar(p, r, span.clock);
	struct pause pauses[O_PAUSES];
	size_t n = 0;
	int64_t at = start;

	if (span.clock == SPAN_WALL || span.clock == SPAN_WORKING) {
		for (; span.n > 0; at += 60) {
			if (at > start + 400 * (int64_t)86400)
				return 0;
			if (o_runs(p, c, r, calendar, at))
				span.n -= 60;
		}
		return at;
	}
	for (int i = 0; i < c->pauses_n; i++)
		if (o_stops(p, &c->pauses[i], r))
			pauses[n++] = (struct pause){c->pauses[i].from,
			    o_end(&c->pauses[i])};
	return worktime_due(start, span, calendar, policy_head(p)->zone, true,
	    pauses, n, &at, NULL, NULL) == WORKTIME_OK ? at : 0;
}

/* False: its date is not known. */
static inline bool o_due(const struct policy *p, const struct o_case *c,
	const struct promise_rule *r, int64_t start, int64_t *due)
{
	struct span back = r->margin;

	if (r->due) {
		const struct fact *f = facts_get(&c->facts, r->due);

		*due = f && f->known ? f->number : 0;
		return *due != 0;
	}
	*due = o_count(p, c, r, start, r->has_within ? r->within : r->every);
	back.n = -back.n;
	if (r->has_margin && *due && worktime_due(*due, back,
	    o_calendar(p, r, back.clock), policy_head(p)->zone, false, NULL, 0,
	    due, NULL, NULL) != WORKTIME_OK)
		return false;
	return true;
}

/* -------------------------------------------------------------- the promises */

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

/* ------------------------------------------------------------------ the acts */

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

static inline void o_do(const struct policy *p, struct o_case *c,
	const struct o_act *a)
{
	bool again = policy_head(p)->reopen_continues;

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
	case O_CLOSED: {
		int before = c->n;

		/* It keeps what it keeps, ends the rest, and begins its own. */
		for (int i = 0; i < before; i++)
			if (o_open(&c->v[i]) && strcmp(c->v[i].r->to, "closed") == 0)
				o_over(&c->v[i], "kept", NULL, a->at);
			else if (o_open(&c->v[i]))
				o_over(&c->v[i], "cancelled", c->v[i].r->until &&
				    strcmp(c->v[i].r->until, "closed") == 0 ? "closed" :
				    a->value ? a->value : "closed", a->at);
		c->closed = true;
		o_resumed(p, c, NULL, INT64_MAX, a->at);
		o_begin(p, c, "closed", a->at, false);
		facts_text(&c->facts, "state", "closed");
		facts_text(&c->facts, "outcome", a->value);
		break;
	}
	case O_REOPENED:
		c->closed = false;
		facts_text(&c->facts, "state", "open");
		facts_number(&c->facts, "reopened", ++c->reopened);
		o_begin(p, c, "received", again ? c->received : a->at, false);
		o_happened(p, c, "reopened", a->at);
		facts_text(&c->facts, "outcome", NULL);
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
