/*
 * The engine of escalation against a naive model of it.
 *
 * Random policies, cases, acts, pauses, absences, acknowledgements and cron times
 * (missed, doubled, two at once, with a clock that steps back, a policy adopted
 * between) are given to both. The model counts minute by minute and knows
 * nothing of calendars' arithmetic, indices or tables. Of every promise both must have the same due time, and the
 * same levels and repeats told, none of them twice; each notice must go to the
 * same person in the same minute, or not at all.
 *
 * MODEL_SEED=N runs one scenario, MODEL_RUNS=N so many instead of four.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "care/cases/act.h"
#include "care/cases/wait.h"
#include "care/escalation/ack.h"
#include "care/escalation/notice.h"
#include "care/escalation/tick.h"
#include "care/people/absence.h"
#include "care/people/staff.h"
#include "care/promises/entered.h"
#include "care/promises/promise_read.h"
#include "care/promises/recompute.h"
#include "model_people.h"
#include "policy_files.h"
#include "store/log.h"
#include "store_made.h"

enum {
	T0 = 1772380800,	/* Monday 2026-03-02, 00:00 in Shanghai */
	DAYS = 9, HORIZON = DAYS * 1440,	/* minutes; acts end two days before */
	CASES = 24, RULES = 5, LEVELS = 5, TURNS = 12, RECORDS = 400, PAUSES = 24,
	ACKS = 40, NOTICES = 4000, NONE = -1, NEVER = 1 << 28
};

static const char *const on_change[] = {"keep", "earlier", "recompute"};

static const char *const rule_names[RULES] = {"first_action", "result",
    "limit", "progress", "entry"};
static const char *const rule_to[RULES] = {"first_action", "replied",
    "replied", "customer_told", "any_entry"};

/* ------------------------------------------------------------- the scenario */

struct m_level {
	char name[16];
	bool share;
	int permille, offset;	/* offset in minutes from due */
	bool offset_works;	/* counted in open minutes; then it is positive */
	bool repeats, every_works;
	int every, times;
	int tells;		/* of those below */
};

static const char *const tells[] = {"owner", "supervisor", "manager",
    "owner supervisor", "supervisor manager"};

struct m_policy {
	bool each;		/* catch_up: all */
	bool works[RULES];	/* amount counted in open minutes */
	int amount[RULES];
	int serious;		/* amount of the second rule, for serious cases */
	int change;		/* of on_change, for the severity */
	bool continues;		/* on_reopen: continue */
	struct m_level ladder[2][LEVELS];
	int levels[2];
	int cap;		/* of pauses of the first reason */
	bool cap_total;
};

static uint64_t seed;

static int pick(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool one_in(int n)
{
	return pick(n) == 0;
}

static struct m_level some_level(const char *name)
{
	struct m_level l = {.share = one_in(2), .tells = pick(5)};

	snprintf(l.name, sizeof l.name, "%s", name);
	if (l.share) {
		l.permille = 250 * (1 + pick(3));
	} else if (one_in(3)) {
		l.offset = 60 * (1 + pick(9));
		l.offset_works = true;
	} else {
		l.offset = 30 * (pick(40) - 12);
	}
	if (one_in(3)) {
		l.repeats = true;
		l.every_works = one_in(3);
		l.every = 60 * (1 + pick(12));
		l.times = 1 + pick(3);
	}
	return l;
}

static void some_policy(struct m_policy *p)
{
	*p = (struct m_policy){.each = one_in(3), .cap = 60 * (1 + pick(20)),
	    .cap_total = one_in(2)};
	for (int i = 0; i < RULES; i++) {
		p->works[i] = i != 3 && one_in(2);
		p->amount[i] = 4 * (15 + pick(p->works[i] ? 180 : 500));
	}
	p->serious = 4 * (15 + pick(p->works[1] ? 180 : 500));
	p->change = pick(3);
	p->continues = one_in(3);
	for (int k = 0; k < 2; k++) {
		p->levels[k] = 1 + pick(LEVELS);
		for (int i = 0; i < p->levels[k]; i++) {
			char name[16];

			snprintf(name, sizeof name, "l%d", i);
			p->ladder[k][i] = some_level(name);
		}
	}
}

/* A later policy of the same rules: levels left out, put in, changed. */
static void next_policy(const struct m_policy *old, struct m_policy *p)
{
	static int number;

	*p = *old;
	p->change = pick(3);
	p->continues = one_in(3);
	for (int k = 0; k < 2; k++) {
		int n = 0;

		for (int i = 0; i < old->levels[k]; i++)
			if (!one_in(4))
				p->ladder[k][n++] = old->ladder[k][i];
		if (n < LEVELS) {
			char name[16];
			int at = pick(n + 1);

			snprintf(name, sizeof name, "n%d", number++ % 1000);
			memmove(&p->ladder[k][at + 1], &p->ladder[k][at],
			    (size_t)(n - at) * sizeof p->ladder[k][0]);
			p->ladder[k][at] = some_level(name);
			n++;
		}
		p->levels[k] = n;
	}
}

static int ladder_of(int rule)
{
	return rule == 1 || rule == 2;
}

static void write_level(struct buf *b, const struct m_level *l)
{
	buf_addf(b, "    - {name: %s, at: ", l->name);
	if (l->share)
		buf_addf(b, "%d%%", l->permille / 10);
	else
		buf_addf(b, "due %c %d%s", l->offset < 0 ? '-' : '+',
		    abs(l->offset), l->offset_works ? "bm" : "m");
	buf_addf(b, ", notify: [%.*s", (int)strcspn(tells[l->tells], " "),
	    tells[l->tells]);
	if (strchr(tells[l->tells], ' '))
		buf_addf(b, ",%s", strchr(tells[l->tells], ' '));
	buf_adds(b, "]");
	if (l->repeats)
		buf_addf(b, ", every: %d%s, times: %d", l->every,
		    l->every_works ? "bm" : "m", l->times);
	buf_adds(b, "}\n");
}

static struct policy *load(const struct m_policy *p)
{
	struct buf b = {0}, complaints = {0};
	struct policy *loaded;

	buf_addf(&b, HEAD "calendars:\n  office: {hours: {mon-fri: \"09:00-12:00"
	    " 13:30-18:00\"}}\ndefaults: {working: office, catch_up: %s,"
	    " on_change: {severity: %s}, on_reopen: %s}\n"
	    "words:\n  kinds: [complaint]\n  severities: [normal, serious]\n"
	    "  roles: [owner, supervisor, manager]\npromises:\n", p->each ? "all" : "highest",
	    on_change[p->change], p->continues ? "continue" : "fresh");
	for (int i = 0; i < RULES; i++)
		buf_addf(&b, "  - {name: %s, %sto: %s, %s: %d%s, ladder: l%d%s%s}\n",
		    rule_names[i], i == 4 ? "from: any_entry, " : "",
		    rule_to[i], i == 3 ? "every" : "within",
		    p->amount[i], p->works[i] ? "bm" : "m", ladder_of(i),
		    i == 2 ? ", hard: true" : "", i == 3 ? ", until: closed" : "");
	buf_addf(&b, "  - {name: result, when: {severity: serious}, to: replied,"
	    " within: %d%s, ladder: l1}\n", p->serious, p->works[1] ? "bm" : "m");
	buf_addf(&b, "pauses:\n  capped: {stops: [result, first_action, entry],"
	    " cap: %dm, cap_in: %s}\n  open: {stops: [result, progress]}\n"
	    "ladders:\n", p->cap, p->cap_total ? "total" : "each");
	for (int k = 0; k < 2; k++) {
		buf_addf(&b, "  l%d:\n", k);
		for (int i = 0; i < p->levels[k]; i++)
			write_level(&b, &p->ladder[k][i]);
	}
	loaded = load_text(buf_text(&b), &complaints);
	if (!loaded)
		fail_msg("%s", buf_text(&complaints));
	buf_free(&b);
	buf_free(&complaints);
	return loaded;
}

/* ---------------------------------------------------------------- the model */

struct m_record {
	char level[16];
	int time, due, at;
	const char *how;
};

struct m_promise {
	int rule, turn, start, due;	/* due NONE: stands still for good */
	int amount;
	int left;		/* since when a level waited for the next tick as
				 * a new policy came; 0: none */
	bool open;
	struct m_record v[RECORDS];
	int n;
	struct m_ack {
		char level[16];
		int time, due;
	} acks[ACKS];		/* levels whose notice somebody acknowledged */
	int acks_n;
};

struct m_pause {
	int from, until, cap;	/* NEVER: lasts; no cap */
	bool capped;		/* of the first reason */
};

struct m_case {
	int64_t id;
	int received, live_from;
	bool closed, acted;	/* acted: somebody did the first action */
	bool serious;
	int owner;
	struct m_promise *v[RULES * TURNS];
	int n;
	struct m_pause pauses[PAUSES];
	int pauses_n;
};

static bool office_is_open(int minute)
{
	int day = minute / 1440, at = minute % 1440;

	return day % 7 < 5 && ((at >= 540 && at < 720) ||
	    (at >= 810 && at < 1080));
}

static bool stops(const struct m_pause *p, int rule)
{
	return rule != 2 && (p->capped ? rule < 2 || rule == 4 :
	    rule == 1 || rule == 3);
}

static bool stands_still(const struct m_case *c, int rule, int minute)
{
	for (int i = 0; i < c->pauses_n; i++) {
		const struct m_pause *p = &c->pauses[i];
		int end = p->until < p->cap ? p->until : p->cap;

		if (stops(p, rule) && minute >= p->from && minute < end)
			return true;
	}
	return false;
}

/* The minute at which so many have been counted from start. */
static int counted(const struct m_case *c, int rule, bool works, int start,
    int amount)
{
	int at = start;

	/* Pauses count only for the promise itself: rule NONE is a ladder's. */
	for (; amount > 0; at++) {
		if (at > HORIZON * 4)
			return NONE;
		amount -= (!works || office_is_open(at)) &&
		    (rule == NONE || !stands_still(c, rule, at));
	}
	return at;
}

static int m_due(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m)
{
	return counted(c, m->rule, p->works[m->rule], m->start, m->amount);
}

static int amount_now(const struct m_policy *p, const struct m_case *c, int rule)
{
	return rule == 1 && c->serious ? p->serious : p->amount[rule];
}

/* A level at its time, as the model sees it. */
struct m_time {
	const struct m_level *level;
	int order, time, at;
};

static int earlier(const void *x, const void *y)
{
	const struct m_time *a = x, *b = y;

	if (a->at != b->at)
		return a->at - b->at;
	return a->order != b->order ? a->order - b->order : a->time - b->time;
}

static int m_levels(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m, struct m_time *out)
{
	int k = ladder_of(m->rule), n = 0;

	if (m->due == NONE)
		return 0;
	for (int i = 0; i < p->levels[k]; i++) {
		const struct m_level *l = &p->ladder[k][i];
		int first;

		if (l->share)
			first = counted(c, m->rule, p->works[m->rule], m->start,
			    m->amount / 4 * (l->permille / 250));
		else if (l->offset_works)
			first = counted(c, NONE, true, m->due, l->offset);
		else
			first = m->due + l->offset;
		if (first == NONE || first < m->start)
			continue;
		for (int t = 0; t <= (l->repeats ? l->times : 0); t++)
			out[n++] = (struct m_time){l, i, t, t == 0 ? first :
			    counted(c, NONE, l->every_works, first, l->every * t)};
	}
	qsort(out, (size_t)n, sizeof *out, earlier);
	return n;
}

static bool m_known(const struct m_promise *m, const struct m_time *t)
{
	for (int i = 0; i < m->n; i++)
		if (m->v[i].due == m->due && m->v[i].time == t->time &&
		    strcmp(m->v[i].level, t->level->name) == 0)
			return true;
	return false;
}

static bool m_acked(const struct m_promise *m, const struct m_level *l)
{
	for (int i = 0; i < m->acks_n; i++)
		if (m->acks[i].due == m->due &&
		    strcmp(m->acks[i].level, l->name) == 0)
			return true;
	return false;
}

static void m_write(struct m_promise *m, const struct m_time *t, int at,
    const char *how)
{
	struct m_record *r = &m->v[m->n++];

	assert_true(m->n < RECORDS);
	*r = (struct m_record){.time = t->time, .due = m->due, .at = at,
	    .how = how};
	memcpy(r->level, t->level->name, sizeof r->level);
}

static void m_tick_one(const struct m_policy *p, const struct m_case *c,
    struct m_promise *m, int now)
{
	struct m_time v[LEVELS * 8];
	int n = m_levels(p, c, m, v), last = NONE, looked = -NEVER;
	const char *how[LEVELS * 8];

	for (int i = 0; i < m->n; i++)
		if (m->v[i].due == m->due && m->v[i].at > looked)
			looked = m->v[i].at;
	for (int i = 0; i < n; i++) {
		how[i] = NULL;
		if (v[i].at > now || m_known(m, &v[i]))
			continue;
		how[i] = v[i].at < c->live_from ? "before_live" :
		    v[i].time > 0 && m_acked(m, v[i].level) ? "suppressed" :
		    v[i].at <= looked ? "superseded" : "fired";
		if (strcmp(how[i], "fired") == 0) {
			if (last != NONE && !p->each)
				how[last] = "superseded";
			last = i;
		}
	}
	for (int i = 0; i < n; i++)
		if (how[i])
			m_write(m, &v[i], now, how[i]);
}

/* When the first level passed that is not told yet; 0: none. */
static int m_ripe(const struct m_policy *p, const struct m_case *c,
    const struct m_promise *m, int now)
{
	struct m_time v[LEVELS * 8];
	int n = m_levels(p, c, m, v);

	for (int i = 0; i < n; i++)
		if (v[i].at <= now && v[i].at >= c->live_from &&
		    !m_known(m, &v[i]))
			return v[i].at;
	return 0;
}

static void m_carry(const struct m_policy *p, const struct m_case *c,
    struct m_promise *m, int at)
{
	struct m_time v[LEVELS * 8];
	int n = m_levels(p, c, m, v);

	m->left = 0;
	for (int i = 0; i < n; i++)
		if (v[i].at <= at && !m_known(m, &v[i]))
			m_write(m, &v[i], at, "carried");
}

static struct m_promise *m_open(const struct m_case *c, int rule)
{
	for (int i = 0; i < c->n; i++)
		if (c->v[i]->rule == rule && c->v[i]->open)
			return c->v[i];
	return NULL;
}

static void m_make(const struct m_policy *p, struct m_case *c, int rule,
    int start)
{
	struct m_promise *m = calloc(1, sizeof *m);

	assert_non_null(m);
	m->rule = rule;
	m->turn = 1;
	for (int i = 0; i < c->n; i++)
		m->turn += c->v[i]->rule == rule;
	m->start = start;
	m->amount = amount_now(p, c, rule);
	m->open = true;
	m->due = m_due(p, c, m);
	assert_true(c->n < RULES * TURNS);
	c->v[c->n++] = m;
}

/* Of what comes round, turns that are over already are left out. */
static int on_grid(const struct m_policy *p, int start, int at)
{
	while (start + p->amount[3] <= at)
		start += p->amount[3];
	return start;
}

static void m_keep(const struct m_policy *p, struct m_case *c, int rule, int at)
{
	struct m_promise *m = m_open(c, rule);

	if (!m)
		return;
	m->open = false;
	if (rule == 3)
		m_make(p, c, rule, m->due == NONE ? at : on_grid(p, m->due, at));
}

/* Somebody entered something: the clock begins anew; a silence that was too
 * long is over, and counts. */
static void m_entered(const struct m_policy *p, struct m_case *c, int at)
{
	struct m_promise *m = m_open(c, 4);

	if (!m || m->start >= at)
		return;
	if (m->due < at) {
		m->open = false;
		m_make(p, c, 4, at);
		return;
	}
	m->start = at;
	m->due = m_due(p, c, m);
	m_carry(p, c, m, at);
}

/* Pauses changed: what moves is armed anew. */
static void m_paused(const struct m_policy *p, struct m_case *c, int at)
{
	for (int i = 0; i < c->n; i++) {
		struct m_promise *m = c->v[i];
		int due = m->open ? m_due(p, c, m) : m->due;

		if (due != m->due) {
			m->due = due;
			m_carry(p, c, m, at);
		}
	}
}

/* Another severity asks for another amount of what was promised already. */
static void m_changed(const struct m_policy *p, struct m_case *c, int at)
{
	for (int i = 0; p->change && i < c->n; i++) {
		struct m_promise *m = c->v[i], new = *m;
		bool later;

		new.amount = amount_now(p, c, m->rule);
		new.due = m_due(p, c, &new);
		later = new.due == NONE || (m->due != NONE && new.due > m->due);
		if (!m->open || new.due == m->due ||
		    (later && (m->rule == 2 || p->change == 1)))
			continue;
		m->amount = new.amount;
		m->due = new.due;
		m_carry(p, c, m, at);
	}
}

/* A notice of a level to somebody, until it went or was dropped. */
struct m_notice {
	const struct m_case *c;
	const struct m_promise *m;
	struct m_record level;
	int to, next;		/* looked at again then */
	bool urgent;
	const char *state;	/* planned, sent, dropped */
	int person;		/* who was really told */
};

static int opening(int minute)
{
	while (!office_is_open(minute))
		minute++;
	return minute;
}

/* The due time moved, and the level is told again under the new one: nothing
 * is recorded of it there, and it does not lie before the case was live. */
static bool m_comes_again(const struct m_policy *p, const struct m_notice *n)
{
	struct m_time v[LEVELS * 8];
	int all = m_levels(p, n->c, n->m, v);
	bool again = false;

	if (n->level.due == n->m->due)
		return false;
	for (int i = 0; i < n->m->n; i++)
		if (n->m->v[i].due == n->m->due &&
		    strcmp(n->m->v[i].level, n->level.level) == 0)
			return false;
	for (int i = 0; i < all; i++)
		again = again || (v[i].at >= n->c->live_from &&
		    strcmp(v[i].level->name, n->level.level) == 0);
	return again;
}

static bool m_notice_acked(const struct m_notice *n)
{
	for (int i = 0; i < n->m->acks_n; i++)
		if (n->m->acks[i].due == n->level.due &&
		    n->m->acks[i].time == n->level.time &&
		    strcmp(n->m->acks[i].level, n->level.level) == 0)
			return true;
	return false;
}

/* A sender looks at it. */
static void m_send(const struct m_policy *p, const struct m_people *people,
    struct m_notice *n, int now)
{
	if (!n->m->open || m_notice_acked(n) || m_comes_again(p, n)) {
		n->state = "dropped";
	} else if (!n->urgent && !office_is_open(now)) {
		n->next = opening(now);
	} else if (n->m->due == NONE) {
		n->next = now + 1;
	} else {
		n->state = "sent";
		n->person = m_acting(people, n->to, now);
	}
}

/* ------------------------------------------------------------ the two of them */

struct world {
	struct made store;
	struct db *other;	/* another process's view of it */
	struct log *log, *other_log;
	struct m_policy *p;
	struct policy *policy;
	int64_t policy_id;
	struct m_case cases[CASES];
	int cases_n, clock;
	int64_t staff[PEOPLE];
	struct m_people people;
	struct m_notice notices[NOTICES];
	int notices_n, stood_in;	/* notices; those that went to others */
	char trace[200];
};

static int64_t seconds(int minute)
{
	return T0 + 60 * (int64_t)minute;
}

static struct act act_at(struct world *w, int at)
{
	return (struct act){w->log, w->policy, w->policy_id, seconds(at), NULL};
}

static void receive(struct world *w, int now)
{
	struct m_case *c = &w->cases[w->cases_n++];
	struct case_said said = {.source = "t", .kind = "complaint",
	    .channel = "phone"};
	char ref[16];

	*c = (struct m_case){.received = now};
	if (one_in(4))		/* entered late */
		c->received -= pick(now < 2000 ? now + 1 : 2000);
	if (one_in(5))
		c->live_from = c->received + pick(1500);
	c->serious = one_in(3);
	said.severity = c->serious ? "serious" : "normal";
	snprintf(ref, sizeof ref, "%d", w->cases_n);
	said.ref = ref;
	said.received_at = seconds(c->received);
	said.live_from = c->live_from ? seconds(c->live_from) : 0;
	c->owner = pick(4) - 1;
	said.owner = c->owner == NOBODY ? 0 : w->staff[c->owner];
	log_begin(w->log, seconds(now), NULL);
	c->id = case_receive(w->log, w->policy, w->policy_id, &said);
	log_commit(w->log);
	for (int i = 0; i < RULES; i++)
		m_make(w->p, c, i, c->received);
}

/* Whatever the case waits for, it waits no more. */
static void m_resume(struct m_case *c, int at)
{
	for (int i = 0; i < c->pauses_n; i++) {
		struct m_pause *p = &c->pauses[i];

		if (p->until == NEVER)
			p->until = at < p->from ? p->from : at;
	}
}

static void reply(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_reply(a, real);
	if (!c->acted)
		m_keep(w->p, c, 0, w->clock);
	c->acted = true;
	m_keep(w->p, c, 1, w->clock);
	m_keep(w->p, c, 2, w->clock);
}

static void close_case(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_close(a, real, NULL);
	c->closed = true;
	m_resume(c, w->clock);
	for (int i = 0; i < c->n; i++)
		c->v[i]->open = false;
}

static void reopen(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	case_reopen(a, real);
	c->closed = false;
	for (int i = 0; i < RULES; i++)
		if (!m_open(c, i))
			m_make(w->p, c, i, w->p->continues && i != 4 ?
			    c->received : w->clock);
}

static void set_severity(struct world *w, struct m_case *c,
    const struct act *a, const struct care_case *real)
{
	struct case_change change = {.severity = c->serious ? "normal" : "serious"};

	case_set(a, real, &change);
	c->serious = !c->serious;
	m_changed(w->p, c, w->clock);
}

/* Whoever was told last of a promise says that he has it in hand. */
static void acknowledge(struct world *w, struct m_case *c)
{
	struct m_promise *m = c->v[pick(c->n)];
	struct m_record *last = NULL;
	struct arena *a = arena_new();
	struct message *notices;
	const struct acked said = {.by = 0};
	struct promise p;
	size_t n;

	for (int i = 0; i < m->n; i++)
		if (m->v[i].due == m->due && strcmp(m->v[i].how, "fired") == 0)
			last = &m->v[i];
	if (last && m->acks_n < ACKS) {
		assert_true(promise_load(w->store.db, c->id, rule_names[m->rule],
		    m->turn, a, &p));
		n = notices_of(w->store.db, &p, last->level, last->time, p.due_at,
		    a, &notices);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++)
			if (!notices[i].acked_at)
				outbox_ack(w->log, &notices[i], &said,
				    seconds(w->clock));
		memcpy(m->acks[m->acks_n].level, last->level,
		    sizeof last->level);
		m->acks[m->acks_n].time = last->time;
		m->acks[m->acks_n++].due = m->due;
	}
	arena_free(a);
}

/* What is left of the cap of the first reason. */
static int m_cap(const struct world *w, const struct m_case *c)
{
	int left = w->p->cap;

	for (int i = 0; w->p->cap_total && i < c->pauses_n; i++) {
		const struct m_pause *p = &c->pauses[i];

		if (p->capped)
			left -= (p->until < p->cap ? p->until : p->cap) - p->from;
	}
	return left;
}

static void wait_for(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	struct m_pause p = {w->clock, NEVER, NEVER, one_in(2)};
	struct wait_said said = {.rule = policy_pause(w->policy,
	    p.capped ? "capped" : "open"), .evidence = "phone"};
	int left = m_cap(w, c);
	int64_t cap;
	size_t moved;

	if (c->pauses_n == PAUSES || case_wait(a, real, &said, &cap, &moved) !=
	    WAIT_ALLOWED)
		return;
	if (p.capped) {
		p.cap = p.from + left;
		assert_true(left > 0);
	}
	c->pauses[c->pauses_n++] = p;
	m_paused(w->p, c, w->clock);
}

static void resume(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	size_t moved;

	case_resume(a, real, NULL, NULL, &moved);
	m_resume(c, w->clock);
	m_paused(w->p, c, w->clock);
}

/* As a command does before its commit, of whatever was entered at all. */
static void entered(struct world *w, struct m_case *c)
{
	struct arena *arena = arena_new();
	struct act a = act_at(w, w->clock);
	struct care_case real;
	struct facts facts;
	struct promiser m;
	int64_t *ids;

	if (entry_subjects(w->store.db, log_entry(w->log), arena, &ids)) {
		assert_true(ids[0] == c->id);
		assert_true(case_load(w->store.db, c->id, arena, &real));
		m = case_promiser(&a, &real, arena, &facts);
		promises_entered(&m, a.at);
		m_entered(w->p, c, w->clock);
	}
	arena_free(arena);
}

static void reassign(struct world *w, struct m_case *c, const struct act *a,
    const struct care_case *real)
{
	c->owner = pick(4) - 1;
	case_assign(a, real, c->owner == NOBODY ? 0 : w->staff[c->owner], NULL);
}

static void some_absence(struct world *w)
{
	struct m_absence a = {.who = pick(PEOPLE), .substitute = pick(PEOPLE + 1) - 1};
	struct absence said;

	a.from = w->clock + pick(600);
	a.until = a.from + 60 + pick(3000);
	if (a.substitute == a.who || w->people.n == ABSENCES)
		return;
	for (int i = 0; i < w->people.n; i++)
		if (w->people.v[i].who == a.who && w->people.v[i].until >= a.from)
			return;
	said = (struct absence){w->staff[a.who], seconds(a.from),
	    seconds(a.until), a.substitute == NOBODY ? 0 : w->staff[a.substitute]};
	log_begin(w->log, seconds(w->clock), NULL);
	assert_true(absence_put(w->log, &said, seconds(w->clock)));
	log_commit(w->log);
	w->people.v[w->people.n++] = a;
}

static void some_act(struct world *w)
{
	struct m_case *c = &w->cases[pick(w->cases_n)];
	struct arena *arena = arena_new();
	struct act a = act_at(w, w->clock);
	struct care_case real;
	int what = pick(13);

	if (w->clock < c->received || c->n + RULES > RULES * TURNS) {
		arena_free(arena);
		return;
	}
	log_begin(w->log, seconds(w->clock), NULL);
	assert_true(case_load(w->store.db, c->id, arena, &real));
	if (c->closed) {
		if (one_in(3))
			reopen(w, c, &a, &real);
	} else if (what < 2) {
		reply(w, c, &a, &real);
	} else if (what == 2) {
		close_case(w, c, &a, &real);
	} else if (what == 3) {
		case_milestone(&a, &real, "customer_told");
		m_keep(w->p, c, 3, w->clock);
	} else if (what == 4) {
		case_milestone(&a, &real, "first_action");
		m_keep(w->p, c, 0, w->clock);
		c->acted = true;
	} else if (what < 7) {
		wait_for(w, c, &a, &real);
	} else if (what < 9) {
		set_severity(w, c, &a, &real);
	} else if (what < 11) {
		acknowledge(w, c);
	} else if (what == 11) {
		reassign(w, c, &a, &real);
	} else {
		resume(w, c, &a, &real);
	}
	if (c->closed || what < 9 || what >= 11)	/* else a notice was read */
		entered(w, c);
	log_commit(w->log);
	arena_free(arena);
}

static const struct m_level *level_of(const struct m_policy *p, int rule,
    const char *name)
{
	int k = ladder_of(rule);

	for (int i = 0; i < p->levels[k]; i++)
		if (strcmp(p->ladder[k][i].name, name) == 0)
			return &p->ladder[k][i];
	fail_msg("no level %s", name);
	return NULL;
}

/* The notices of what fired just now. */
static void m_notify(struct world *w, const struct m_case *c,
    const struct m_promise *m, const struct m_record *fired, int now)
{
	const char *role = tells[level_of(w->p, m->rule, fired->level)->tells];
	const char *second = strchr(role, ' ');
	unsigned all = m_role(role, c->owner) |
	    (second ? m_role(second + 1, c->owner) : 0);

	for (int i = 0; i < PEOPLE; i++)
		if (all & 1u << i) {
			assert_true(w->notices_n < NOTICES);
			w->notices[w->notices_n++] = (struct m_notice){c, m, *fired,
			    i, m->rule == 2 ? now : opening(now), m->rule == 2,
			    "planned", NOBODY};
		}
}

/* The model's notice of a message. */
static struct m_notice *notice_of(struct world *w, const struct message *m)
{
	for (int i = w->notices_n - 1; i >= 0; i--) {
		struct m_notice *n = &w->notices[i];
		char key[96];

		snprintf(key, sizeof key, "%s.%d/%s.%d/%" PRId64,
		    rule_names[n->m->rule], n->m->turn, n->level.level,
		    n->level.time, seconds(n->level.due));
		if (n->c->id == m->subject && w->staff[n->to] == m->addressee &&
		    strcmp(key, m->occurrence) == 0)
			return n;
	}
	fail_msg("%s: nobody meant %s of %" PRId64 " to %" PRId64, w->trace,
	    m->occurrence, m->subject, m->addressee);
	return NULL;
}

/* What the sender decides, done in the store; its state afterwards. */
static const char *send_one(struct world *w, struct message *m, int now,
    struct arena *a, int64_t *person)
{
	struct handed handed = {.channel = "wecom", .text = "x"};
	struct rendering r;

	notice_render(w->store.db, w->policy, m, seconds(now), a, &r);
	*person = handed.person = r.person;
	switch (r.verdict) {
	case RENDER_DROP:
		outbox_drop(w->log, m, r.reason, seconds(now));
		return "dropped";
	case RENDER_WAIT:
		outbox_hold(w->log, m, r.reason, r.until > seconds(now) ? r.until :
		    seconds(now + 1), seconds(now));
		return "planned";
	default:
		outbox_lease(w->log, m, "t", "wecom", seconds(now + 1), seconds(now));
		assert_true(outbox_load(w->store.db, m->id, a, m));
		outbox_sent(w->log, m, &handed, seconds(now));
		return "sent";
	}
}

/* Both send what is due, and must come to the same of each. */
static void send(struct world *w, int now)
{
	struct arena *a = arena_new();
	int64_t after_at = 0, after_id = 0;
	int looked = 0, real = 0;
	struct message m;

	for (int i = 0; i < w->notices_n; i++) {
		struct m_notice *n = &w->notices[i];

		if (strcmp(n->state, "planned") == 0 && n->next <= now) {
			m_send(w->p, &w->people, n, now);
			looked++;
		}
	}
	log_begin(w->log, seconds(now), NULL);
	while (outbox_next(w->store.db, seconds(now), after_at, after_id, a, &m)) {
		const struct m_notice *n = notice_of(w, &m);
		const char *state;
		int64_t person, wanted;

		after_at = m.next_at;
		after_id = m.id;
		state = send_one(w, &m, now, a, &person);
		wanted = n->person == NOBODY ? 0 : w->staff[n->person];
		if (strcmp(state, n->state) != 0 ||
		    (strcmp(state, "sent") == 0 && person != wanted))
			fail_msg("%s: %s of %" PRId64 " to %" PRId64 " at %d: %s to %"
			    PRId64 ", not %s to %" PRId64, w->trace, m.occurrence,
			    m.subject, m.addressee, now, state, person, n->state,
			    wanted);
		real++;
		w->stood_in += n->person != n->to && strcmp(state, "sent") == 0;
	}
	log_commit(w->log);
	arena_free(a);
	if (looked != real)
		fail_msg("%s: %d notices were due at %d, not %d", w->trace, real, now,
		    looked);
}

static void tick(struct world *w, int now)
{
	struct tick_counts counts = {0};
	bool two = one_in(8), more = true;

	/* Two at once take turns, as the store lets them. */
	for (int i = 0; more; i++) {
		struct log *log = two && i % 2 ? w->other_log : w->log;

		log_begin(log, seconds(now), NULL);
		do
			more = escalate_batch(log, w->policy, w->policy_id,
			    seconds(now), 3, &counts) > 0;
		while (more && !two);
		log_commit(log);
	}
	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			struct m_promise *m = w->cases[i].v[k];
			int had = m->n;

			if (m->open && m_ripe(w->p, &w->cases[i], m, now))
				m_tick_one(w->p, &w->cases[i], m, now);
			for (; had < m->n; had++)
				if (strcmp(m->v[had].how, "fired") == 0)
					m_notify(w, &w->cases[i], m, &m->v[had], now);
			if (m->left <= now)
				m->left = 0;
		}
}

static bool facts_of(void *arg, int64_t subject, const char **kind,
    struct arena *a, struct facts *facts)
{
	struct world *w = arg;
	struct care_case c;

	*kind = "case";
	if (!case_load(w->store.db, subject, a, &c))
		return false;
	case_facts(w->store.db, &c, a, facts);
	return true;
}

static void unmoved(void *arg, const struct promise *old,
    const struct promise *new, const struct promise_rule *rule)
{
	(void)arg;
	(void)rule;
	fail_msg("%s moves from %" PRId64 " to %" PRId64, old->rule, old->due_at,
	    new->due_at);
}

static void adopt(struct world *w)
{
	static struct m_policy later;
	struct m_policy before = *w->p;
	struct policy *old = w->policy;
	struct recompute r;

	next_policy(&before, &later);
	w->p = &later;
	w->policy = load(&later);
	w->policy_id++;
	r = (struct recompute){.db = w->store.db, .policy = w->policy,
	    .facts = facts_of, .moves = unmoved, .arg = w, .log = w->log,
	    .policy_id = w->policy_id, .at = seconds(w->clock)};
	log_begin(w->log, seconds(w->clock), NULL);
	promises_recompute(&r);
	log_commit(w->log);
	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			struct m_promise *m = w->cases[i].v[k];

			if (!m->open || m->due == NONE)
				continue;
			if (!m->left)
				m->left = m_ripe(&before, &w->cases[i], m,
				    w->clock);
			if (!m->left)
				m_carry(w->p, &w->cases[i], m, w->clock);
		}
	policy_free(old);
}

/* ------------------------------------------------------------ the comparison */

static int by_what(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* What never told (superseded, carried, of before the case was live) stands in
 * the ledger by that word or another, as it was looked at in between. */
static void add_line(char **lines, int *n, const char *level, int time,
    int64_t due, const char *how)
{
	char text[96];

	if (strcmp(how, "fired") != 0)
		return;
	snprintf(text, sizeof text, "%s.%d due %" PRId64, level, time, due);
	lines[(*n)++] = strdup(text);
	assert_true(*n <= RECORDS);
}

static void tell(const struct world *w, const char *whose, char **lines, int n)
{
	for (int i = 0; i < n; i++)
		print_message("%s: %s: %s\n", w->trace, whose, lines[i]);
}

static void compare(struct world *w, const struct m_case *c,
    const struct m_promise *m)
{
	struct arena *a = arena_new();
	char *real[RECORDS], *wanted[RECORDS];
	int n = 0, k = 0;
	struct promise p;
	struct fired *fired;
	size_t have;

	assert_true(promise_load(w->store.db, c->id, rule_names[m->rule], m->turn,
	    a, &p));
	have = promise_fired(w->store.db, &p, a, &fired);
	for (size_t i = 0; i < have; i++)
		add_line(real, &n, fired[i].level, fired[i].time,
		    (fired[i].due_at - T0) / 60, fired[i].how);
	for (int i = 0; i < m->n; i++)
		add_line(wanted, &k, m->v[i].level, m->v[i].time, m->v[i].due,
		    m->v[i].how);
	qsort(real, (size_t)n, sizeof *real, by_what);
	qsort(wanted, (size_t)k, sizeof *wanted, by_what);
	if (p.due_at != (m->due == NONE ? 0 : seconds(m->due)))
		fail_msg("%s: %s.%d of case %" PRId64 ": due %" PRId64 ", not %d",
		    w->trace, p.rule, p.turn, c->id, (p.due_at - T0) / 60, m->due);
	for (int i = 0; i < n || i < k; i++)
		if (i >= n || i >= k || strcmp(real[i], wanted[i]) != 0) {
			tell(w, "real", real, n);
			tell(w, "wanted", wanted, k);
			fail_msg("%s: %s.%d of case %" PRId64 ": \"%s\", not \"%s\"",
			    w->trace, p.rule, p.turn, c->id, i < n ? real[i] : "",
			    i < k ? wanted[i] : "");
		}
	for (int i = 0; i < n; i++)
		free(real[i]);
	for (int i = 0; i < k; i++)
		free(wanted[i]);
	arena_free(a);
}

static int compare_all(struct world *w)
{
	int records = 0;

	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			compare(w, &w->cases[i], w->cases[i].v[k]);
			records += w->cases[i].v[k]->n;
		}
	return records;
}

/* How cron behaves today: each minute, each ten, now and then, or not. */
static bool cron_comes(int minute, int habit)
{
	switch (habit) {
	case 0:
		return true;
	case 1:
		return minute % 10 == 0;
	case 2:
		return one_in(90);
	default:
		return false;
	}
}

static void minute(struct world *w, int habit)
{
	if (w->clock < HORIZON - 2880) {
		if (w->cases_n < CASES && one_in(300))
			receive(w, w->clock);
		if (w->cases_n && one_in(40))
			some_act(w);
		if (one_in(2500))
			adopt(w);
		if (one_in(600))
			some_absence(w);
	}
	if (!cron_comes(w->clock, habit))
		return;
	tick(w, w->clock);
	send(w, w->clock);
	if (one_in(30))		/* doubled */
		tick(w, w->clock);
	if (one_in(60))		/* the clock stepped back for a while */
		tick(w, w->clock - pick(w->clock < 200 ? w->clock + 1 : 200));
}

static void hire(struct world *w)
{
	log_begin(w->log, T0 - 60, NULL);
	for (int i = PEOPLE - 1; i >= 0; i--) {
		char login[3] = {'s', (char)('0' + i), '\0'}, boss[3] = {'s', '0', '\0'};
		struct staff_said said = {.source = "t", .login = login,
		    .name = login, .role = person_role[i], .from_at = T0 - 60};
		const char *what, *fault;

		if (person_boss[i] != NOBODY) {
			boss[1] = (char)('0' + person_boss[i]);
			said.supervisor = boss;
		}
		w->staff[i] = staff_said(w->log, w->policy, w->policy_id, &said,
		    T0 - 60, &what, &fault);
		assert_true(w->staff[i] > 0);
	}
	log_commit(w->log);
}

static int scenario(uint64_t number)
{
	static struct world w;
	static struct m_policy first;
	int habit = 0, records;

	seed = number * 2654435761u + 1;
	w = (struct world){.p = &first, .policy_id = 1};
	snprintf(w.trace, sizeof w.trace, "MODEL_SEED=%" PRIu64, number);
	some_policy(&first);
	w.policy = load(&first);
	made_open(&w.store);
	w.log = log_open(w.store.db, "test");
	w.other = store_open(w.store.path);
	w.other_log = log_open(w.other, "test");
	hire(&w);
	for (w.clock = 0; w.clock < HORIZON; w.clock++) {
		if (w.clock % 720 == 0)
			habit = pick(4);
		minute(&w, habit);
	}
	tick(&w, HORIZON);
	records = compare_all(&w);
	/* A model of nothing would always agree. */
	assert_true(w.stood_in > 0 && w.notices_n > 50);
	for (int i = 0; i < w.cases_n; i++)
		for (int k = 0; k < w.cases[i].n; k++)
			free(w.cases[i].v[k]);
	log_close(w.other_log, NULL, 0);
	store_close(w.other);
	log_close(w.log, NULL, 0);
	made_close(&w.store);
	policy_free(w.policy);
	return records;
}

static void the_same(void **state)
{
	const char *one = getenv("MODEL_SEED"), *runs = getenv("MODEL_RUNS");
	uint64_t from = one ? strtoull(one, NULL, 10) : 1;
	uint64_t n = one ? 1 : runs ? strtoull(runs, NULL, 10) : 4;
	int records = 0;

	(void)state;
	for (uint64_t i = from; i < from + n; i++)
		records += scenario(i);
	/* A model of nothing would always agree. */
	assert_true(records > (int)n * 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_same)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
