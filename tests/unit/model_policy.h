/* Random policies of six promises and two ladders, as the model keeps them in
 * minutes, and as the text that the engine reads. */
#ifndef TESTS_MODEL_POLICY_H
#define TESTS_MODEL_POLICY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_run.h"
#include "policy_files.h"

enum { NONE = -1 };
enum { RULES = 6, LEVELS = 5, PLANS = 2 };

static const char *const on_change[] = {"keep", "earlier", "recompute"};

static const char *const rule_names[RULES] = {"first_action", "result",
    "limit", "progress", "entry", "care"};
static const char *const rule_to[RULES] = {"first_action", "replied",
    "replied", "customer_told", "any_entry", "replied"};
static const char *const severities[] = {"normal", "serious", "urgent"};
enum { URGENT_CASE = 2 };	/* such a one is promised care as well */
static const char *const plans[PLANS] = {"recovery", "visit"};

struct m_level {
	char name[16];
	bool share;
	int permille, offset;	/* offset in minutes from due */
	bool offset_works;	/* counted in open minutes; then it is positive */
	bool repeats, every_works;
	int every, times;
	const char *tells;	/* one or two of those whom it tells; or NULL */
	bool urgent, raises;
	const char *heir, *agrees;	/* reassign, approve; or NULL */
	int plan;		/* that it starts, or NONE */
	char unless[16];	/* unless_acked, or "" */
};

static const char *const tells[] = {"owner", "supervisor", "manager",
    "owner supervisor", "supervisor manager", "supervisor+1", "team", "group",
    "team supervisor+9", "group manager", "director", NULL};
static const char *const heirs[] = {"supervisor", "manager", "director"};

struct m_policy {
	int number;		/* 0, 1, 2 .. of a scenario */
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

static struct m_level some_level(const char *name)
{
	struct m_level l = {.share = one_in(2), .tells = ONE_OF(tells),
	    .urgent = one_in(6), .raises = one_in(4), .plan = NONE};

	snprintf(l.name, sizeof l.name, "%s", name);
	l.heir = one_in(5) ? ONE_OF(heirs) : NULL;
	l.agrees = one_in(5) ? ONE_OF(heirs) : NULL;
	if (one_in(5) || (!l.tells && !l.raises && !l.heir && !l.agrees))
		l.plan = pick(PLANS);
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

/* Some come unless another of theirs was acknowledged, and none unless one that
 * is not there. */
static void some_unless(struct m_level *v, int n)
{
	for (int i = 0; i < n; i++) {
		const struct m_level *other = &v[pick(n)];
		bool there = false;

		if (other != &v[i] && other->tells && one_in(8))
			memcpy(v[i].unless, other->name, sizeof v[i].unless);
		for (int k = 0; k < n; k++)
			there = there || strcmp(v[k].name, v[i].unless) == 0;
		if (!there)
			v[i].unless[0] = '\0';
	}
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
		some_unless(p->ladder[k], p->levels[k]);
	}
}

/* A later policy of the same rules: levels left out, put in, changed. */
static void next_policy(const struct m_policy *old, struct m_policy *p)
{
	static int number;

	*p = *old;
	p->number++;
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
		some_unless(p->ladder[k], n);
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
	if (l->tells)
		buf_addf(b, ", notify: [%.*s%s%s]", (int)strcspn(l->tells, " "),
		    l->tells, strchr(l->tells, ' ') ? "," : "",
		    strchr(l->tells, ' ') ? strchr(l->tells, ' ') : "");
	buf_adds(b, l->urgent ? ", urgent: true" : "");
	buf_adds(b, l->raises ? ", raise: severity" : "");
	if (l->heir)
		buf_addf(b, ", reassign: %s", l->heir);
	if (l->agrees)
		buf_addf(b, ", approve: %s", l->agrees);
	if (l->plan != NONE)
		buf_addf(b, ", start: %s", plans[l->plan]);
	if (l->unless[0])
		buf_addf(b, ", unless_acked: %s", l->unless);
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
	    "words:\n  kinds: [complaint]\n"
	    "  severities: [normal, serious, urgent]\n  teams: [north, south]\n"
	    "  roles: [owner, supervisor, manager, director]\n"
	    "plans: {recovery: [apology], visit: [call, flowers]}\npromises:\n",
	    p->each ? "all" : "highest", on_change[p->change],
	    p->continues ? "continue" : "fresh");
	for (int i = 0; i < RULES; i++)
		buf_addf(&b, "  - {name: %s, %sto: %s, %s: %d%s, ladder: l%d%s%s%s}\n",
		    rule_names[i], i == 4 ? "from: any_entry, " : "",
		    rule_to[i], i == 3 ? "every" : "within",
		    p->amount[i], p->works[i] ? "bm" : "m", ladder_of(i),
		    i == 2 ? ", hard: true" : "", i == 3 ? ", until: closed" : "",
		    i == 5 ? ", when: {severity: urgent}" : "");
	buf_addf(&b, "  - {name: result, when: {severity: [serious, urgent]},"
	    " to: replied, within: %d%s, ladder: l1}\n", p->serious,
	    p->works[1] ? "bm" : "m");
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

#endif
