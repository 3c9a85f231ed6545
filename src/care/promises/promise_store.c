/* Promises in the store: made, kept, moved, cancelled, each by an event. */
#include "care/promises/promise_store.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "care/promises/pause_store.h"
#include "store/log.h"

enum { RULES = 64, LEVELS = LADDER_STEPS };

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

	if (r->has_window || r->from_last_kept || strcmp(r->from, "received") == 0)
		return strcmp(event, first) == 0;
	return strcmp(r->from, event) == 0;
}

/* The date field that the rule runs from; NULL: it runs from an event, as
 * "received" and "booked" are, although these are dates as well. */
static const struct fact *runs_from(const struct promiser *m,
    const struct promise_rule *r)
{
	if (r->has_window || strcmp(r->from, "received") == 0 ||
	    strcmp(r->from, first_event(m->kind)) == 0)
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
	const struct fact *f = runs_from(m, r);
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
	struct level_time levels[LEVELS];
	size_t n = promise_levels(m->policy, p, r ? r->ladder : NULL, pauses,
	    stops, m->live_from, levels, LEVELS);

	for (size_t i = 0; i < n; i++)
		if (levels[i].at >= m->live_from)
			return levels[i].at;
	return 0;
}

static void key_cells(struct log *log, const struct promise *p)
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
	key_cells(log, p);
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

static bool is_open(const struct promise *p)
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
	const struct promise_rule *rules[RULES];
	struct arena *arena = arena_new();
	struct promise *all = NULL;
	size_t made = 0, have = which == MAKE_FIRST ? 0 :
	    promises_of(log_db(m->log), m->subject, arena, &all);
	size_t n = policy_promises(m->policy, m->kind, m->facts, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++) {
		int64_t from = start;
		const struct promise *last = last_turn(all, have, rules[i]->name);
		int turn = last ? last->turn : 0;

		if ((last && is_open(last) && !rules[i]->turns_each) ||
		    (last && (rules[i]->turns_once ||
		    (which == MAKE_NEW && !was_dropped(last)))) ||
		    !begins(m, rules[i], event, last, &from))
			continue;
		/* A window of a turn that ended is not promised again for the
		 * same date. */
		if (which == MAKE_WINDOWS && (!rules[i]->has_window || turn > 0))
			continue;
		made += make_turn(m, rules[i], which, turn + 1, from, at);
	}
	arena_free(arena);
	return made;
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

static void ended(struct log *log, const struct promise *p, const char *event,
    const char *state, const char *reason, int64_t at)
{
	log_event(log, p->subject, event, at);
	log_row(log, '~', "promise");
	key_cells(log, p);
	log_text(log, "state", state);
	log_int(log, "ended_at", at);
	log_text(log, "reason", reason);
	log_null(log, "next_at");
	log_end(log);
}

static void keep_one(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at)
{
	ended(m->log, p, "kept", "kept", NULL, at);
	if (r && r->recurs)
		make_turn(m, r, MAKE_ALL, p->turn + 1,
		    promise_next_start(m->policy, r, m->facts, p, at), at);
}

size_t promises_keep(const struct promiser *m, const char *event, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all), kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r;

		if (!is_open(&all[i]))
			continue;
		r = policy_promise_rule(m->policy, all[i].rule, all[i].amount);
		if (strcmp(r ? r->to : all[i].rule, event) == 0) {
			keep_one(m, &all[i], r, at);
			kept++;
		} else if (r && r->until && strcmp(r->until, event) == 0) {
			ended(m->log, &all[i], "cancelled", "cancelled", event, at);
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
	    &p) && is_open(&p);

	if (found)
		keep_one(m, &p, policy_promise_rule(m->policy, p.rule, p.amount), at);
	arena_free(arena);
	return found;
}

bool promise_cancel(const struct promiser *m, const char *rule, int turn,
    const char *reason, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise p;
	bool found = promise_load(log_db(m->log), m->subject, rule, turn, arena,
	    &p) && is_open(&p);

	if (found)
		ended(m->log, &p, "cancelled", "cancelled", reason, at);
	arena_free(arena);
	return found;
}

size_t promises_cancel(const struct promiser *m, const char *reason, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all), done = 0;

	for (size_t i = 0; i < n; i++)
		if (is_open(&all[i])) {
			ended(m->log, &all[i], "cancelled", "cancelled", reason, at);
			done++;
		}
	arena_free(arena);
	return done;
}

/* The levels of a promise that its ledger does not have: those that have
 * passed, in order, and the time of the first one ahead. */
struct unseen {
	struct level_time passed[LEVELS];
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
	struct level_time levels[LEVELS];
	struct arena *arena = arena_new();
	struct pause *pauses;
	struct fired *fired;
	size_t stops = pauses_of(log_db(m->log), m->policy, p->subject, p->rule,
	    arena, &pauses);
	size_t n = promise_levels(m->policy, p, r ? r->ladder : NULL, pauses,
	    stops, at, levels, LEVELS);
	size_t recorded = promise_fired(log_db(m->log), p, arena, &fired);

	out->n = 0;
	out->next = 0;
	for (size_t i = 0; i < n; i++) {
		if (in_ledger(fired, recorded, p->due_at, &levels[i]))
			continue;
		if (levels[i].at <= at)
			out->passed[out->n++] = levels[i];
		else if (out->next == 0)
			out->next = levels[i].at;
	}
	arena_free(arena);
}

/* Levels whose time has passed already are carried over as told: a move arms
 * only what still lies ahead (else a ladder would fire again what moved it).
 * Within the event. */
static void carry(const struct promiser *m, const struct promise *p,
    const struct unseen *unseen, int64_t at)
{
	for (size_t i = 0; i < unseen->n; i++) {
		log_row(m->log, '+', "fired");
		key_cells(m->log, p);
		log_text(m->log, "level", unseen->passed[i].level->name);
		log_int(m->log, "time", unseen->passed[i].time);
		log_int(m->log, "due_at", p->due_at);
		log_int(m->log, "at", at);
		log_text(m->log, "how", "carried");
	}
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
	key_cells(m->log, old);
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

bool promise_rearm(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at)
{
	struct unseen unseen;

	if (p->due_at == 0 || (p->next_at && p->next_at <= at))
		return false;
	find_unseen(m, p, r, at, &unseen);
	if (unseen.n == 0 && unseen.next == p->next_at)
		return false;
	log_event(m->log, p->subject, "rearmed", at);
	carry(m, p, &unseen, at);
	log_row(m->log, '~', "promise");
	key_cells(m->log, p);
	log_time(m->log, "next_at", unseen.next);
	log_end(m->log);
	return true;
}

static const struct promise_rule *rule_now(const struct promiser *m,
    const char *name)
{
	const struct promise_rule *rules[RULES];
	size_t n = policy_promises(m->policy, m->kind, m->facts, rules, RULES);

	for (size_t i = 0; i < n && i < RULES; i++)
		if (strcmp(rules[i]->name, name) == 0)
			return rules[i];
	return NULL;
}

/* A window follows its dates, and so does who takes its place. */
static void move_window(const struct promiser *m, const struct promise *p,
    int64_t at)
{
	const struct promise_rule *r = rule_now(m, p->rule);
	struct promise new = *p;

	if (!r || !r->has_window ||
	    !promise_due(m->policy, r, m->facts, at, NULL, 0, &new)) {
		ended(m->log, p, "cancelled", "cancelled", "not_due", at);
	} else if (new.due_at != p->due_at || new.start_at != p->start_at) {
		/* Another window of the name may have taken over. */
		new.amount = r->window.text;
		promise_move(m, p, &new, r, "dates", at);
	}
}

/* What runs from a date field, or is due by one, follows it; but of what a
 * field says each time anew, the earlier turns stay. */
static void move_dated(const struct promiser *m, const struct promise *p,
    const struct promise_rule *r, int64_t at)
{
	const struct fact *from = runs_from(m, r);
	struct arena *arena = arena_new();
	struct promise new = *p;
	struct pause *pauses;
	size_t n = pauses_of(log_db(m->log), m->policy, m->subject, r->name,
	    arena, &pauses);
	const struct field_rule *f = policy_field(m->policy, m->kind, r->from);

	if ((f && !(from && from->known)) || !promise_due(m->policy, r, m->facts,
	    from && from->known ? from->number : p->start_at, pauses, n, &new))
		ended(m->log, p, "cancelled", "cancelled", "not_due", at);
	else if (new.due_at != p->due_at || new.start_at != p->start_at)
		promise_move(m, p, &new, r, "dates", at);
	arena_free(arena);
}

void promises_move(const struct promiser *m, int64_t at)
{
	struct arena *arena = arena_new();
	struct promise *all;
	size_t n = promises_of(log_db(m->log), m->subject, arena, &all);

	for (size_t i = 0; i < n; i++) {
		const struct promise_rule *r;

		if (!is_open(&all[i]))
			continue;
		r = policy_promise_rule(m->policy, all[i].rule, all[i].amount);
		if (r && r->has_window)
			move_window(m, &all[i], at);
		else if (r && !r->turns_each && !r->recurs &&
		    (r->due || runs_from(m, r) ||
		    policy_field(m->policy, m->kind, r->from)))
			move_dated(m, &all[i], r, at);
	}
	arena_free(arena);
	make_missing(m, first_event(m->kind), MAKE_WINDOWS, at, at);
}
