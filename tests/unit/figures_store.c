/* Figures of a random store against counting its cases one by one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "care/figures/figures_store.h"
#include "care/figures/life.h"
#include "store/check.h"
#include "store/db.h"
#include "store/log.h"
#include "store/store.h"
#include "store/subject.h"

enum { CASES = 300, TURNS = 4, STAFF = 3, DAY = 86400 };

static const char *const agents[STAFF] = {"li", "wang", "zhao"};

/* What the test knows of each case it makes. */
struct made {
	int64_t id, first, due, kept;	/* due of its promise; kept 0: open */
	struct life life;
	struct turn_of_life turns[TURNS];
	int agent;			/* STAFF: nobody */
	bool merged;
};

static char dir[] = "/tmp/care-figures.XXXXXX";
static struct db *db;
static struct log *store_log;
static struct made cases[CASES];
static int64_t staff[STAFF], begin, as_of;
static uint64_t seed = 20260228;

static int64_t pick(int64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

static int64_t new_subject(const char *kind, const char *what, int64_t at)
{
	struct subject s = {.id = log_next_subject(store_log), .kind = kind,
	    .source = "test"};
	char ref[32];

	snprintf(ref, sizeof ref, "%lld", (long long)s.id);
	s.ref = ref;
	log_event(store_log, s.id, what, at);
	subject_insert(store_log, &s);
	return s.id;
}

static void make_staff(void)
{
	for (int i = 0; i < STAFF; i++) {
		staff[i] = new_subject("staff", "joined", begin);
		log_row(store_log, '+', "staff");
		log_int(store_log, "id", staff[i]);
		log_text(store_log, "login", agents[i]);
		log_int(store_log, "from_at", begin);
		log_end(store_log);
	}
}

static void put_received(struct made *m)
{
	m->id = new_subject("case", "received", m->life.received);
	log_row(store_log, '+', "cases");
	log_int(store_log, "id", m->id);
	log_text(store_log, "kind", pick(2) ? "complaint" : "request");
	log_text(store_log, "channel", "phone");
	log_int(store_log, "received_at", m->life.received);
	log_text(store_log, "state", "open");
	log_time(store_log, "owner", m->agent < STAFF ? staff[m->agent] : 0);
	log_time(store_log, "first_at", m->first);
	log_time(store_log, "merged_into", m->merged ? cases[0].id : 0);
	log_row(store_log, '+', "promise");
	log_int(store_log, "subject", m->id);
	log_text(store_log, "rule", "result");
	log_int(store_log, "turn", 1);
	log_text(store_log, "owes", "owner");
	log_int(store_log, "policy", 0);
	log_int(store_log, "start_at", m->life.received);
	log_int(store_log, "due_at", m->due);
	log_text(store_log, "amount", "48h");
	log_text(store_log, "calendar", "");
	log_int(store_log, "hard", 0);
	log_text(store_log, "state", m->kept ? "kept" : "open");
	log_time(store_log, "ended_at", m->kept);
	log_end(store_log);
}

static void put_turns(const struct made *m)
{
	int64_t reopened = 0;

	for (size_t i = 0; i < m->life.n; i++) {
		const struct turn_of_life *t = &m->turns[i];

		reopened += !t->closed;
		log_event(store_log, m->id, t->closed ? "closed" : "reopened", t->at);
		log_row(store_log, '~', "cases");
		log_int(store_log, "id", m->id);
		log_time(store_log, "closed_at", t->closed ? t->at : 0);
		log_int(store_log, "reopened", reopened);
		log_end(store_log);
		/* Some lives are told in one entry, some in several. */
		if (m->life.n == TURNS) {
			log_commit(store_log);
			log_begin(store_log, begin, NULL);
		}
	}
}

static void make_case(struct made *m, bool first)
{
	int64_t at = begin + pick(80 * DAY);

	m->life = (struct life){at, m->turns, (size_t)pick(TURNS + 1)};
	m->agent = (int)pick(STAFF + 1);
	m->merged = !first && pick(12) == 0;
	m->due = at + 2 * DAY;
	m->kept = pick(4) ? at + pick(4 * DAY) : 0;
	m->first = pick(3) ? at + pick(DAY) : 0;
	for (size_t i = 0; i < m->life.n; i++) {
		at += 1 + pick(12 * DAY);
		m->turns[i] = (struct turn_of_life){at, i % 2 == 0};
	}
	/* Nothing lies ahead of the day on which the figures are asked for. */
	while (m->life.n > 0 && m->turns[m->life.n - 1].at > as_of)
		m->life.n--;
	if (m->kept > as_of)
		m->kept = 0;
	put_received(m);
	put_turns(m);
}

static int make_store(void **state)
{
	struct store_options o = {.trial = true, .first = 1001, .owner = "liu"};
	const struct zone *z = zone_open("Asia/Shanghai");
	char path[64];

	(void)state;
	begin = o.now = zone_day_instant(z, day_number(2026, 1, 1), 0);
	as_of = begin + 90 * DAY - 3600;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/care.db", dir);
	db = store_create(path, &o);
	store_log = log_open(db, "test");
	log_begin(store_log, begin, NULL);
	make_staff();
	for (int i = 0; i < CASES; i++)
		make_case(&cases[i], i == 0);
	log_commit(store_log);
	return 0;
}

static int drop_store(void **state)
{
	static const char *const left[] = {"care.db", "care.db-lock",
	    "care.db-wal", "care.db-shm"};
	char path[64];

	(void)state;
	log_close(store_log, NULL, 0);
	db_close(db);
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, left[i]);
		unlink(path);
	}
	return rmdir(dir);
}

static const struct indicator asked[] = {
	{.name = "result_rate", .counted = COUNT_PROMISES, .shape = SHAPE_SHARE,
	    .rule = "result"},
	{.name = "handling", .counted = COUNT_HANDLING, .shape = SHAPE_TIMES},
	{.name = "first", .counted = COUNT_FIRST, .shape = SHAPE_TIMES},
	{.name = "reopens", .counted = COUNT_REOPENS, .shape = SHAPE_SHARE},
	{.name = "received", .counted = COUNT_RECEIVED, .shape = SHAPE_COUNT},
	{.name = "closed", .counted = COUNT_CLOSED, .shape = SHAPE_COUNT},
	{.name = "reopened", .counted = COUNT_REOPENED, .shape = SHAPE_COUNT},
	{.name = "backlog", .counted = COUNT_BACKLOG, .shape = SHAPE_COUNT},
};

enum { RATE, HANDLING, FIRST, REOPENS, RECEIVED, CLOSED, REOPENED, BACKLOG, ASKED };

struct expected {
	int64_t hits[ASKED], all[ASKED], out[ASKED];
	double sum[ASKED];
};

static void expect_turns(struct expected *e, const struct made *m, int64_t u,
    int64_t v)
{
	bool closed_there = false;

	for (size_t i = 0; i < m->life.n; i++) {
		if (m->turns[i].at < u || m->turns[i].at >= v)
			continue;
		e->all[m->turns[i].closed ? CLOSED : REOPENED]++;
		if (m->turns[i].closed && !closed_there) {
			closed_there = true;
			e->all[REOPENS]++;
			e->hits[REOPENS] += i + 1 < m->life.n;
		}
	}
}

static void expect_times(struct expected *e, const struct made *m, int64_t u,
    int64_t v)
{
	int64_t r = m->life.received, end = 0;

	if (m->life.n > 0 && m->turns[m->life.n - 1].closed)
		end = m->turns[m->life.n - 1].at;
	if (end == 0) {
		e->out[HANDLING] += r >= u && r < v;
		e->out[FIRST] += r >= u && r < v;
	} else if (end >= u && end < v) {
		e->all[HANDLING]++;
		e->sum[HANDLING] += (double)(end - r);
		e->all[FIRST] += m->first != 0;
		e->out[FIRST] += m->first == 0;
		e->sum[FIRST] += m->first ? (double)(m->first - r) : 0;
	}
}

static struct expected expect(int64_t u, int64_t v, int agent)
{
	struct expected e = {0};

	for (int i = 0; i < CASES; i++) {
		const struct made *m = &cases[i];
		bool in = m->life.received >= u && m->life.received < v;

		if (agent >= 0 && m->agent != agent)
			continue;
		if (m->merged) {
			for (int k = HANDLING; k < ASKED; k++)
				e.out[k] += in;
			e.out[RATE] += m->due >= u && m->due < v;
			continue;
		}
		e.all[RECEIVED] += in;
		e.all[BACKLOG] += life_open(&m->life, v <= as_of ? v : as_of + 1);
		expect_turns(&e, m, u, v);
		expect_times(&e, m, u, v);
		if (m->due < u || m->due >= v)
			continue;
		if (!m->kept && m->due >= as_of) {
			e.out[RATE]++;
		} else {
			e.all[RATE]++;
			e.hits[RATE] += m->kept && m->kept <= m->due;
		}
	}
	return e;
}

static void count(void *arg, size_t i, const struct observation *o)
{
	groups_add(arg, i, o);
}

static void compare(const struct group *g, const struct expected *e)
{
	for (int i = 0; i < ASKED; i++) {
		const struct tally *t = &g->tally[i];
		double sum = 0;

		for (size_t k = 0; k < t->n; k++)
			sum += t->values[k];
		if (t->denominator != e->all[i] || t->excluded != e->out[i])
			printf("# %s: %lld of %lld\n", asked[i].name,
			    (long long)t->denominator, (long long)e->all[i]);
		assert_int_equal(t->denominator, e->all[i]);
		assert_int_equal(t->excluded, e->out[i]);
		assert_true(sum == e->sum[i]);
		if (i == RATE || i == REOPENS)
			assert_int_equal(t->numerator, e->hits[i]);
	}
}

static int agent_of(const struct group *g)
{
	for (int i = 0; i < STAFF; i++)
		if (g->dim[DIM_AGENT] && strcmp(g->dim[DIM_AGENT], agents[i]) == 0)
			return i;
	return STAFF;
}

static void figures_are_what_was_made(void **state)
{
	static const bool by[DIMENSIONS] = {[DIM_AGENT] = true};
	static const char *const any[DIMENSIONS];
	const struct zone *z = zone_open("Asia/Shanghai");

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct groups *g = groups_new(asked, ASKED, by, any);
		struct frame f = {.as_of = as_of, .zone = z};
		int64_t u = begin + pick(80) * DAY, v = u + (1 + pick(40)) * DAY;
		struct expected e = expect(u, v, -1);
		struct group **groups;
		size_t n;

		period_range(u, v, z, &f.period);
		figures_read(db, &f, asked, ASKED, count, g);
		compare(groups_sum(g), &e);
		groups = groups_sorted(g, &n);
		for (size_t i = 0; i < n; i++) {
			e = expect(u, v, agent_of(groups[i]));
			compare(groups[i], &e);
		}
		groups_free(g);
	}
}

/* By month the sums are those of the whole, and each backlog is the one of
 * that month alone. */
static void months_make_up_the_whole(void **state)
{
	static const bool by[DIMENSIONS] = {[DIM_MONTH] = true};
	static const char *const any[DIMENSIONS];
	const struct zone *z = zone_open("Asia/Shanghai");
	struct frame f = {.as_of = as_of, .zone = z, .months = true};
	struct groups *g = groups_new(asked, ASKED, by, any);
	struct expected e;
	struct group **groups;
	struct period part;
	size_t n;

	(void)state;
	period_range(begin, begin + 90 * DAY, z, &f.period);
	figures_read(db, &f, asked, ASKED, count, g);
	e = expect(begin, begin + 90 * DAY, -1);
	compare(groups_sum(g), &e);
	groups = groups_sorted(g, &n);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		assert_true(period_part(&f.period, z, i, &part));
		assert_string_equal(groups[i]->dim[DIM_MONTH], part.label);
		e = expect(part.from, part.until, -1);
		assert_int_equal(groups[i]->tally[BACKLOG].denominator,
		    e.all[BACKLOG]);
		assert_int_equal(groups[i]->tally[CLOSED].denominator,
		    e.all[CLOSED]);
		assert_int_equal(groups[i]->tally[RATE].denominator, e.all[RATE]);
	}
	groups_free(g);
}

static void shout(void *arg, const char *message)
{
	(void)arg;
	printf("# %s\n", message);
}

static void the_store_is_whole(void **state)
{
	struct check_counts counts;

	(void)state;
	assert_int_equal(check_store(db, shout, NULL, &counts), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_what_was_made),
		cmocka_unit_test(months_make_up_the_whole),
		cmocka_unit_test(the_store_is_whole),
	};

	return cmocka_run_group_tests(tests, make_store, drop_store);
}
