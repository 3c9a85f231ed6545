/* Promises that move: to another due time, with their dates, with their rule. */
#include <string.h>

#include "care/promises/pause_store.h"
#include "care/promises/promise_inside.h"
#include "store/log.h"

/* The levels of a promise that its ledger does not have: those that have
 * passed, in order, and the time of the first one ahead. */
struct unseen {
	struct level_time passed[PROMISE_LEVELS];
	size_t n;
	int64_t next;		/* 0: none */
};

static bool in_ledger(const struct fired *fired, size_t n, int64_t due_at,
    const struct level_time *l)
{
	for (size_t i = 0; i < n; i++)
		if (fired[i].due_at == due_at && fired[i].time == l->time &&
		    strcmp(fired[i].level, l->level->name) == 0)
			return true;
	return false;
}

static void find_unseen(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at, struct unseen *out)
{
	struct level_time levels[PROMISE_LEVELS];
	struct arena *arena = arena_new();
	struct pause *pauses;
	struct fired *fired;
	size_t stops = pauses_of(log_db(m->log), m->policy, p->subject, p->rule,
	    arena, &pauses);
	/* A repeat may be the first that is live. */
	int64_t until = m->live_from > at ? m->live_from : at;
	size_t n = promise_levels(m->policy, p, r ? r->ladder : NULL, pauses,
	    stops, until, levels, PROMISE_LEVELS);
	size_t recorded = promise_fired(log_db(m->log), p, arena, &fired);

	out->n = 0;
	out->next = 0;
	for (size_t i = 0; i < n; i++) {
		if (levels[i].at < m->live_from)
			continue;
		if (in_ledger(fired, recorded, p->due_at, &levels[i]))
			continue;
		if (levels[i].at <= at)
			out->passed[out->n++] = levels[i];
		else if (out->next == 0)
			out->next = levels[i].at;
	}
	arena_free(arena);
}

void promise_record(struct log *log, const struct promise *p,
    const struct level_time *l, const char *how, int64_t at)
{
	log_row(log, '+', "fired");
	promise_key(log, p);
	log_text(log, "level", l->level->name);
	log_int(log, "time", l->time);
	log_int(log, "due_at", p->due_at);
	log_int(log, "at", at);
	log_text(log, "how", how);
}

void promise_next(struct log *log, const struct promise *p, int64_t next_at)
{
	log_row(log, '~', "promise");
	promise_key(log, p);
	log_time(log, "next_at", next_at);
}

/* Levels whose time has passed already are carried over as told: a move arms
 * only what still lies ahead (else a ladder would fire again what moved it).
 * Within the event. */
static void carry(const struct promiser *m, const struct promise *p,
    const struct unseen *unseen, int64_t at)
{
	for (size_t i = 0; i < unseen->n; i++)
		promise_record(m->log, p, &unseen->passed[i], "carried", at);
}

void promise_move(const struct promiser *m, const struct promise *old,
    const struct promise *new, const struct promise_rule *r, const char *why,
    int64_t at)
{
	struct unseen unseen;

	find_unseen(m, new, r, at, &unseen);
	log_event(m->log, old->subject, "due_moved", at);
	carry(m, new, &unseen, at);
	log_row(m->log, '~', "promise");
	promise_key(m->log, old);
	log_int(m->log, "policy", m->policy_id);
	log_int(m->log, "start_at", new->start_at);
	log_time(m->log, "due_at", new->due_at);
	log_text(m->log, "amount", new->amount);
	log_text(m->log, "calendar", new->calendar);
	log_time(m->log, "next_at", unseen.next);
	log_fact_int(m->log, "old_due", old->due_at);
	log_fact(m->log, "why", why);
	log_end(m->log);
}

/* Of what passed, take out the levels that had passed by the ladder of before
 * too: no tick has come since, and the next one tells them. */
static void leave_waiting(const struct promiser *m, const struct promise *p,
    const struct policy *before, int64_t at, struct unseen *unseen)
{
	const struct promise_rule *r = policy_promise_rule(before, p->rule,
	    p->amount);
	struct level_time old[PROMISE_LEVELS];
	struct arena *arena = arena_new();
	struct pause *pauses;
	size_t stops = pauses_of(log_db(m->log), before, p->subject, p->rule,
	    arena, &pauses);
	size_t n = promise_levels(before, p, r ? r->ladder : NULL, pauses, stops,
	    at, old, PROMISE_LEVELS), left = 0;
	int64_t first = 0;

	for (size_t i = 0; i < unseen->n; i++) {
		const struct level_time *l = &unseen->passed[i];
		bool waits = false;

		for (size_t k = 0; k < n; k++)
			waits = waits || (old[k].at >= m->live_from &&
			    old[k].at <= at && old[k].time == l->time &&
			    strcmp(old[k].level->name, l->level->name) == 0);
		if (!waits)
			unseen->passed[left++] = *l;
		else if (first == 0)
			first = l->at;
	}
	unseen->n = left;
	unseen->next = first ? first : unseen->next;
	arena_free(arena);
}

bool promise_rearm(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, const struct policy *before, int64_t at)
{
	struct unseen unseen;
	bool waits = p->next_at && p->next_at <= at;

	if (p->due_at == 0 || (waits && !before))
		return false;
	find_unseen(m, p, r, at, &unseen);
	if (waits)
		leave_waiting(m, p, before, at, &unseen);
	if (unseen.n == 0 && unseen.next == p->next_at)
		return false;
	log_event(m->log, p->subject, "rearmed", at);
	carry(m, p, &unseen, at);
	promise_next(m->log, p, unseen.next);
	log_end(m->log);
	return true;
}

static const struct promise_rule *rule_now(const struct promiser *m,
    const char *name)
{
	const struct promise_rule *rules[PROMISE_RULES];
	size_t n = policy_promises(m->policy, m->kind, m->facts, rules, PROMISE_RULES);

	for (size_t i = 0; i < n && i < PROMISE_RULES; i++)
		if (strcmp(rules[i]->name, name) == 0)
			return rules[i];
	return NULL;
}

/* A window follows its dates, and so does who takes its place. */
static bool move_window(const struct promiser *m, const struct promise *p,
    int64_t at)
{
	const struct promise_rule *r = rule_now(m, p->rule);
	struct promise new = *p;

	if (!r || !r->has_window ||
	    !promise_due(m->policy, r, m->facts, at, NULL, 0, &new)) {
		promise_ended(m->log, p, "cancelled", "cancelled", "not_due", at);
		return true;
	}
	if (new.due_at == p->due_at && new.start_at == p->start_at)
		return false;
	/* Another window of the name may have taken over. */
	new.amount = r->window.text;
	promise_move(m, p, &new, r, "dates", at);
	return true;
}

/* What runs from a date field, or is due by one, follows it, also a hard one,
 * since a wrong date never was its start; but of what a field says each time
 * anew, the earlier turns stay. */
static bool move_dated(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at)
{
	const struct fact *from = promise_runs_from(m, r);
	struct arena *arena = arena_new();
	struct promise new = *p;
	struct pause *pauses;
	size_t n = pauses_of(log_db(m->log), m->policy, m->subject, r->name,
	    arena, &pauses);
	const struct field_rule *f = policy_field(m->policy, m->kind, r->from);
	bool moved = true;

	if ((f && !(from && from->known)) || !promise_due(m->policy, r, m->facts,
	    from && from->known ? from->number : p->start_at, pauses, n, &new))
		promise_ended(m->log, p, "cancelled", "cancelled", "not_due", at);
	else if (new.due_at == p->due_at && new.start_at == p->start_at)
		moved = false;
	else
		promise_move(m, p, &new, r, "dates", at);
	arena_free(arena);
	return moved;
}

size_t promises_move(const struct promiser *m, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all), moved = 0;

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r;

		if (!promise_is_open(&all[i]))
			continue;
		r = policy_promise_rule(m->policy, all[i].rule, all[i].amount);
		if (r && r->has_window)
			moved += move_window(m, &all[i], at);
		else if (r && !r->turns_each && !r->recurs &&
		    (r->due || promise_runs_from(m, r) ||
		    policy_field(m->policy, m->kind, r->from)))
			moved += move_dated(m, &all[i], r, at);
	}
	arena_free(arena);
	promises_make_windows(m, at);
	return moved;
}
