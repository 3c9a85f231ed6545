/* The forecast against the ticks themselves, minute by minute. */
#include "policy_files.h"

#include <stdio.h>

#include "care/cases/case.h"
#include "care/escalation/forecast.h"
#include "care/escalation/tick.h"
#include "care/messages/outbox.h"
#include "care/people/roster.h"
#include "care/people/staff.h"
#include "care/promises/promise_read.h"
#include "store/check.h"
#include "store/log.h"
#include "store_made.h"
#include "time/human.h"

enum { WORLDS = 8, CASES = 7, DAYS = 3, MINUTES = DAYS * 24 * 60 };

static const char text[] = HEAD
    "calendars:\n"
    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
    "defaults: {working: office, catch_up: %s}\n"
    "words:\n"
    "  kinds: {complaint: C}\n"
    "  channels: {phone: P}\n"
    "  severities: [minor, normal, serious, urgent]\n"
    "  roles: {owner: O, supervisor: S, manager: M, lawyer: L}\n"
    "promises:\n"
    "  - {name: first, within: 7h, ladder: quick}\n"
    "  - {name: result, within: 30h, ladder: up}\n"
    "  - {name: hours, within: 11bh, ladder: up}\n"
    "  - {name: limit, within: 2wd, hard: true, ladder: limit}\n"
    "ladders:\n"
    "  quick:\n"
    "    - {name: begin, at: start, notify: owner}\n"
    "    - {name: due, at: due, raise: severity}\n"
    "  up:\n"
    "    - {name: half, at: 50%%, notify: owner}\n"
    "    - {name: third, at: 33.3%%, notify: [owner, supervisor]}\n"
    "    - {name: due, at: due, notify: supervisor, raise: severity}\n"
    "    - {name: over, at: due + 4h, notify: [owner, lawyer], reassign: supervisor, every: 5bh, times: 4}\n"
    "    - {name: top, at: due + 20h, notify: manager, reassign: manager, raise: severity}\n"
    "  limit:\n"
    "    - {name: near, at: due - 3bh, notify: manager, every: 20m, times: 9}\n"
    "    - {name: late, at: due, notify: manager, urgent: false}\n";

struct world {
	struct made made;
	struct policy *policy;
	struct log *log;
	int64_t now, cases[CASES];
	struct buf foreseen;
	struct buf owners;
};

static uint64_t seed = 20260312;

static int64_t pick(int64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

static void person(struct world *w, const char *login, const char *role,
    const char *supervisor, const char *substitute)
{
	struct staff_said s = {.source = "test", .login = login, .name = login,
	    .role = role, .supervisor = supervisor};
	const char *what, *fault = NULL;

	if (substitute && pick(2)) {
		s.absent_from = w->now + pick(86400);
		s.absent_to = s.absent_from + pick(2 * 86400);
		s.substitute = substitute;
	}
	if (!staff_said(w->log, w->policy, 0, &s, w->now, &what, &fault))
		fail_msg("%s: %s", login, fault ? fault : "?");
}

/* A week of shifts, from noon into the night, with a day off; then a gap. */
static void shifts(struct world *w, const char *login)
{
	const struct zone *zone = policy_head(w->policy)->zone;
	int64_t day = zone_day(zone, w->now);

	for (int i = 0; i < 5; i++) {
		struct duty d = {.staff = staff_by_login(w->made.db, login)};

		d.from = zone_day_instant(zone, day + i, 12 * 3600);
		d.until = d.from + 11 * 3600;
		if (pick(4))
			duty_put(w->log, &d, w->now);
	}
}

static void people(struct world *w)
{
	assert_true(log_begin(w->log, w->now, NULL));
	person(w, "chen", "manager", NULL, NULL);
	person(w, "liu", "supervisor", "chen", NULL);
	person(w, "zhao", "supervisor", NULL, "liu");
	person(w, "li", "owner", "liu", NULL);
	person(w, "wang", "owner", "liu", "li");
	shifts(w, "wang");
	if (pick(2))
		shifts(w, "liu");
	log_commit(w->log);
}

static void one_case(struct world *w, int i)
{
	struct case_said c = {.source = "test", .kind = "complaint",
	    .channel = "phone", .severity = "minor"};
	static const char *const owners[] = {"wang", "li", "liu", NULL};
	const char *owner = owners[pick(4)];
	char ref[16];

	snprintf(ref, sizeof ref, "%d", i);
	c.ref = ref;
	c.received_at = w->now - pick(40 * 3600);
	c.owner = owner ? staff_by_login(w->made.db, owner) : 0;
	assert_true(log_begin(w->log, w->now, NULL));
	w->cases[i] = case_receive(w->log, w->policy, 0, &c);
	log_commit(w->log);
	assert_true(w->cases[i] > 0);
}

static void tick(struct world *w, int64_t at)
{
	struct tick_counts counts = {0};

	assert_true(log_begin(w->log, at, NULL));
	escalate_batch(w->log, w->policy, 0, at, 1000, &counts);
	log_commit(w->log);
}

static void make(struct world *w, int n)
{
	struct buf b = {0}, said = {0};

	*w = (struct world){.now = 1773277200 + pick(5 * 86400)};
	buf_addf(&b, text, n % 2 ? "all" : "highest");
	w->policy = load_text(buf_text(&b), &said);
	if (!w->policy)
		fail_msg("%s", buf_text(&said));
	buf_free(&b);
	buf_free(&said);
	made_open(&w->made);
	w->log = log_open(w->made.db, "test");
	people(w);
	for (int i = 0; i < CASES; i++)
		one_case(w, i);
	/* Some of it has been ticked before, some of it long ago. */
	if (pick(3))
		tick(w, w->now + pick(3600));
	w->now += 3600 + pick(20 * 3600);
}

static void drop(struct world *w)
{
	log_close(w->log, NULL, 0);
	made_close(&w->made);
	policy_free(w->policy);
	buf_free(&w->foreseen);
	buf_free(&w->owners);
}

static void add_firing(struct buf *b, const struct promise *p,
    const char *level, int time, int64_t at, const char *how)
{
	buf_addf(b, "%lld/%s.%d %s.%d %lld %s\n", (long long)p->subject, p->rule,
	    p->turn, level, time, (long long)at, how);
}

static void add_notice(struct buf *b, const struct promise *p,
    const char *level, int time, int64_t to, int64_t told_at, bool urgent)
{
	buf_addf(b, "%lld/%s.%d %s.%d to %lld at %lld%s\n", (long long)p->subject,
	    p->rule, p->turn, level, time, (long long)to, (long long)told_at,
	    urgent ? " urgent" : "");
}

static void seen(void *arg, const struct foreseen *f)
{
	struct world *w = arg;

	add_firing(&w->foreseen, f->promise, f->level.level->name, f->level.time,
	    f->at, f->how);
	for (size_t i = 0; i < f->n; i++)
		add_notice(&w->foreseen, f->promise, f->level.level->name,
		    f->level.time, f->tells[i], f->told_at[i], f->urgent);
	if (f->owner)
		buf_addf(&w->owners, "%lld is %lld's\n",
		    (long long)f->promise->subject, (long long)f->owner);
}

/* What the ledger and the outbox say, of entries after that one. */
static void look(struct world *w, int64_t since, struct buf *out)
{
	struct arena *a = arena_new();

	for (int i = 0; i < CASES; i++) {
		struct promise *all;
		size_t n = promises_of(w->made.db, w->cases[i], a, &all);

		for (size_t k = 0; k < n; k++) {
			struct fired *fired;
			size_t m = promise_fired(w->made.db, &all[k], a, &fired);

			for (size_t j = 0; j < m; j++)
				if (fired[j].at >= since)
					add_firing(out, &all[k], fired[j].level,
					    fired[j].time, fired[j].at, fired[j].how);
		}
	}
	arena_free(a);
}

static void look_notices(struct world *w, int64_t after, struct buf *out)
{
	struct outbox_filter all = {.state = "planned"};
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = outbox_list(w->made.db, &all, a, &ids);

	for (size_t i = 0; i < n; i++) {
		struct message m;
		struct promise p = {.subject = 0};
		char rule[64], level[64];
		int time;

		assert_true(outbox_load(w->made.db, ids[i], a, &m));
		if (m.id <= after)
			continue;
		assert_int_equal(sscanf(m.occurrence, "%63[^.].%d/%63[^.].%d", rule,
		    &p.turn, level, &time), 4);
		p.subject = m.subject;
		p.rule = rule;
		add_notice(out, &p, level, time, m.addressee,
		    forecast_minute(m.not_before), m.urgent);
	}
	arena_free(a);
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* The lines of a text, sorted, as a text. */
static char *sorted(const struct buf *b)
{
	char *copy = strdup(buf_text(b)), *save = NULL, **v;
	struct buf out = {0};
	size_t n = 0;

	v = calloc(b->n + 1, sizeof *v);
	for (char *l = strtok_r(copy, "\n", &save); l; l = strtok_r(NULL, "\n", &save))
		v[n++] = l;
	qsort(v, n, sizeof *v, by_text);
	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%s\n", v[i]);
	free(v);
	free(copy);
	copy = strdup(buf_text(&out));
	buf_free(&out);
	return copy;
}

static void owners_fit(struct world *w)
{
	struct arena *a = arena_new();

	for (int i = 0; i < CASES; i++) {
		struct care_case c;
		char said[64];
		const char *last = NULL;

		assert_true(case_load(w->made.db, w->cases[i], a, &c));
		snprintf(said, sizeof said, "%lld is ", (long long)c.id);
		for (const char *at = buf_text(&w->owners);
		    (at = strstr(at, said)) != NULL; at++)
			last = at + strlen(said);
		if (last)
			assert_int_equal(atoll(last), c.owner);
	}
	arena_free(a);
}

static size_t messages(struct world *w)
{
	struct outbox_filter all = {.state = NULL};
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = outbox_list(w->made.db, &all, a, &ids);

	arena_free(a);
	return n;
}

static void equals_the_ticks(void **state)
{
	size_t fired = 0;

	(void)state;
	for (int n = 0; n < WORLDS; n++) {
		struct world w;
		struct buf done = {0};
		char *wanted, *got;
		int64_t until, had;

		make(&w, n);
		until = forecast_minute(w.now) + MINUTES * 60;
		had = (int64_t)messages(&w);
		for (int i = 0; i < CASES; i++)
			forecast(w.made.db, w.policy, w.cases[i], w.now, until, seen,
			    &w);
		for (int64_t at = forecast_minute(w.now); at <= until; at += 60)
			tick(&w, at);
		look(&w, w.now, &done);
		look_notices(&w, had, &done);
		wanted = sorted(&done);
		got = sorted(&w.foreseen);
		if (strcmp(wanted, got) != 0)
			fail_msg("world %d:\n-- ticks\n%s-- forecast\n%s", n, wanted,
			    got);
		for (const char *l = wanted; (l = strchr(l, '\n')) != NULL; l++)
			fired++;
		owners_fit(&w);
		free(wanted);
		free(got);
		buf_free(&done);
		drop(&w);
	}
	/* It was about something. */
	assert_true(fired > WORLDS * CASES * 10);
}

static void minutes(void **state)
{
	(void)state;
	assert_int_equal(forecast_minute(120), 120);
	assert_int_equal(forecast_minute(121), 180);
	assert_int_equal(forecast_minute(179), 180);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minutes), cmocka_unit_test(equals_the_ticks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
