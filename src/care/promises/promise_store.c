/* Promises in the store: made, kept, moved, cancelled, each by an event. */
#include "care/promises/promise_store.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_inside.h"
#include "store/log.h"

/* Which promises are looked for, and whether any (or a pause) can be there. */
enum making { MAKE_FIRST, MAKE_ALL, MAKE_WINDOWS, MAKE_NEW };

/* What a subject begins with: "from" names it by default. */
static const char *first_event(const char *kind)
{
	if (strcmp(kind, "booking") == 0)
		return "booked";
	if (strcmp(kind, "group") == 0)
		return "grouped";
	if (strcmp(kind, "case") == 0)
		return "received";
	return "registered";
}

/* A window is promised as soon as its date is known, and a cycle from the
 * last visit begins with the customer. */
static bool starts_from(const struct promise_rule *r, const char *kind,
    const char *event)
{
	const char *first = first_event(kind);

	if (r->has_window || r->from_last_kept || r->any_entry ||
	    strcmp(r->from, "received") == 0)
		return strcmp(event, first) == 0;
	return strcmp(r->from, event) == 0;
}

const struct fact *promise_runs_from(const struct promiser *m,
    const struct promise_rule *r)
{
	/* The number of times that it was reopened is no date. */
	if (r->has_window || strcmp(r->from, "received") == 0 ||
	    strcmp(r->from, first_event(m->kind)) == 0 ||
	    fact_kind(m->kind, r->from))
		return NULL;
	return facts_get(m->facts, r->from);
}

/*
 * When the rule's promise starts with this event: at "start", or, where it
 * runs from a date field ("from: notice_date"), at that date as soon as the
 * field is known, once for each date. What is due by a field starts when that
 * becomes known. last: the rule's last turn. False: it does not start now.
 */
static bool begins(const struct promiser *m, const struct promise_rule *r,
    const char *event, const struct promise *last, int64_t *start)
{
	const struct fact *f = promise_runs_from(m, r);
	bool was_kept = last && strcmp(last->state, "kept") == 0;

	if (starts_from(r, m->kind, event))
		return true;
	if (strcmp(event, first_event(m->kind)) != 0 &&
	    strcmp(event, FIELDS_SAID) != 0)
		return false;
	if (f && f->known) {
		*start = f->number;
		return !was_kept || last->start_at != *start;
	}
	f = f ? NULL : facts_get(m->facts, r->from);
	if (!f || !f->known || !r->due || was_kept)
		return false;
	*start = f->number;
	return true;
}

static int64_t first_level(const struct promiser *m, const struct promise_rule *r,
    const struct promise *p, const struct pause *pauses, size_t stops)
{
	struct level_time levels[PROMISE_LEVELS];
	size_t n = promise_levels(m->policy, p, r ? r->ladder : NULL, pauses,
	    stops, m->live_from, levels, PROMISE_LEVELS);

	for (size_t i = 0; i < n; i++)
		if (levels[i].at >= m->live_from)
			return levels[i].at;
	return 0;
}

void promise_key(struct log *log, const struct promise *p)
{
	log_int(log, "subject", p->subject);
	log_text(log, "rule", p->rule);
	log_int(log, "turn", p->turn);
}

static void promised(const struct promiser *m, const struct promise *p,
    int64_t at)
{
	struct log *log = m->log;

	log_event(log, p->subject, "promised", at);
	log_row(log, '+', "promise");
	promise_key(log, p);
	log_text(log, "owes", p->owes);
	log_int(log, "policy", p->policy);
	log_int(log, "start_at", p->start_at);
	log_time(log, "due_at", p->due_at);
	log_text(log, "amount", p->amount);
	log_text(log, "calendar", p->calendar);
	log_int(log, "hard", p->hard);
	log_text(log, "state", "open");
	log_time(log, "next_at", p->next_at);
	log_end(log);
}

/* Make the rule's next turn, starting at start. False: its dates are not
 * known, or its window is over before anybody could keep it. */
static bool make_turn(const struct promiser *m, const struct promise_rule *r,
    enum making which, int turn, int64_t start, int64_t at)
{
	struct promise p = {.subject = m->subject, .turn = turn,
	    .policy = m->policy_id};
	struct arena *arena = arena_new();
	struct pause *pauses = NULL;
	char amount[SPAN_TEXT];
	size_t n = which == MAKE_FIRST ? 0 : pauses_of(log_db(m->log), m->policy,
	    m->subject, r->name, arena, &pauses);
	bool made = promise_due(m->policy, r, m->facts, start, pauses, n, &p) &&
	    !(r->has_window && (p.due_at < at || p.due_at < m->live_from));

	if (made) {
		p.amount = policy_amount(r, amount);
		p.next_at = first_level(m, r, &p, pauses, n);
		promised(m, &p, at);
	}
	arena_free(arena);
	return made;
}

/* The last turn of a rule; NULL: there was none. */
static const struct promise *last_turn(const struct promise *all, size_t n,
    const char *rule)
{
	const struct promise *last = NULL;

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].rule, rule) == 0 &&
		    (!last || all[i].turn > last->turn))
			last = &all[i];
	return last;
}

bool promise_is_open(const struct promise *p)
{
	return strcmp(p->state, "open") == 0;
}

/* Did it end only since no rule held of the subject for a while? */
static bool was_dropped(const struct promise *p)
{
	return strcmp(p->state, "cancelled") == 0 && p->reason &&
	    (strcmp(p->reason, "not_due") == 0 ||
	    strcmp(p->reason, "kind_set") == 0);
}

static size_t make_missing(const struct promiser *m, const char *event,
    enum making which, int64_t start, int64_t at)
{
	const struct promise_rule *rules[PROMISE_RULES];
	struct arena *arena = arena_new();
	struct promise *all = NULL;
	size_t made = 0, have = which == MAKE_FIRST ? 0 :
	    promises_of(log_db(m->log), m->subject, arena, &all);
	size_t n = policy_promises(m->policy, m->kind, m->facts, rules, PROMISE_RULES);

	for (size_t i = 0; i < n && i < PROMISE_RULES; i++) {
		int64_t from = rules[i]->any_entry ? at : start;
		const struct promise *last = last_turn(all, have, rules[i]->name);
		int turn = last ? last->turn : 0;

		if ((last && promise_is_open(last) && !rules[i]->turns_each) ||
		    (last && (rules[i]->turns_once ||
		    (which == MAKE_NEW && !was_dropped(last)))) ||
		    !begins(m, rules[i], event, last, &from))
			continue;
		/* A window that was kept, or is over, is not promised again for
		 * the same date; one that was dropped as no rule held is. */
		if (which == MAKE_WINDOWS && (!rules[i]->has_window ||
		    (last && !was_dropped(last))))
			continue;
		made += make_turn(m, rules[i], which, turn + 1, from, at);
	}
	arena_free(arena);
	return made;
}

void promises_make_windows(const struct promiser *m, int64_t at)
{
	make_missing(m, first_event(m->kind), MAKE_WINDOWS, at, at);
}

size_t promises_make(const struct promiser *m, const char *event, int64_t at)
{
	return make_missing(m, event, MAKE_ALL, at, at);
}

size_t promises_begin(const struct promiser *m, const char *event, int64_t at)
{
	return make_missing(m, event, MAKE_FIRST, at, at);
}

size_t promises_restart(const struct promiser *m, const char *event,
    int64_t start, int64_t at)
{
	return make_missing(m, event, MAKE_ALL, start, at);
}

int promise_add(const struct promiser *m, const struct promise_rule *r,
    int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all);
	const struct promise *last = last_turn(all, n, r->name);
	int turn = last ? last->turn + 1 : 1;

	arena_free(arena);
	return make_turn(m, r, MAKE_ALL, turn, at, at) ? turn : 0;
}

size_t promises_new(const struct promiser *m, int64_t at)
{
	return make_missing(m, first_event(m->kind), MAKE_NEW, at, at);
}

/* Begin the event of its end; the caller may add facts and ends it. */
static void ending(struct log *log, const struct promise *p, const char *event,
    const char *state, const char *reason, int64_t at)
{
	log_event(log, p->subject, event, at);
	log_row(log, '~', "promise");
	promise_key(log, p);
	log_text(log, "state", state);
	log_int(log, "ended_at", at);
	log_text(log, "reason", reason);
	log_null(log, "next_at");
}

void promise_ended(struct log *log, const struct promise *p, const char *event,
    const char *state, const char *reason, int64_t at)
{
	ending(log, p, event, state, reason, at);
	log_end(log);
}

void promise_suspend(struct log *log, const struct promise *p,
    const char *reason, int64_t at)
{
	ending(log, p, "cancelled", "cancelled", reason, at);
	log_fact_int(log, "next_at", p->next_at);
	log_end(log);
}

void promise_restore(struct log *log, const struct promise *p, int64_t next_at,
    int64_t at)
{
	log_event(log, p->subject, "restored", at);
	log_row(log, '~', "promise");
	promise_key(log, p);
	log_text(log, "state", "open");
	log_null(log, "ended_at");
	log_null(log, "reason");
	log_time(log, "next_at", next_at);
	log_end(log);
}

void promise_keep_by(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at)
{
	promise_ended(m->log, p, "kept", "kept", NULL, at);
	if (r && r->recurs)
		make_turn(m, r, MAKE_ALL, p->turn + 1,
		    promise_next_start(m->policy, r, m->facts, p, at), at);
	else if (r && r->any_entry && strcmp(r->to, r->from) == 0)
		make_turn(m, r, MAKE_ALL, p->turn + 1, at, at);
}

size_t promises_keep(const struct promiser *m, const char *event, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all), kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r;

		if (!promise_is_open(&all[i]))
			continue;
		r = policy_promise_rule(m->policy, all[i].rule, all[i].amount);
		if (strcmp(r ? r->to : all[i].rule, event) == 0) {
			promise_keep_by(m, &all[i], r, at);
			kept++;
		} else if (r && r->until && strcmp(r->until, event) == 0) {
			promise_ended(m->log, &all[i], "cancelled", "cancelled", event, at);
		}
	}
	arena_free(arena);
	return kept;
}

bool promise_keep(const struct promiser *m, const char *rule, int turn,
    int64_t at)
{
	struct arena *arena = arena_new();
	struct promise p;
	bool found = promise_load(log_db(m->log), m->subject, rule, turn, arena,
	    &p) && promise_is_open(&p);

	if (found)
		promise_keep_by(m, &p, policy_promise_rule(m->policy, p.rule, p.amount), at);
	arena_free(arena);
	return found;
}

bool promise_cancel(const struct promiser *m, const char *rule, int turn,
    const char *reason, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise p;
	bool found = promise_load(log_db(m->log), m->subject, rule, turn, arena,
	    &p) && promise_is_open(&p);

	if (found)
		promise_ended(m->log, &p, "cancelled", "cancelled", reason, at);
	arena_free(arena);
	return found;
}

size_t promises_cancel(const struct promiser *m, const char *reason, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all), done = 0;

	for (size_t i = 0; i < n; i++)
		if (promise_is_open(&all[i])) {
			promise_ended(m->log, &all[i], "cancelled", "cancelled", reason, at);
			done++;
		}
	arena_free(arena);
	return done;
}
