/*
 * The engine of escalation against a naive model of it.
 *
 * Random policies, cases, acts, pauses, absences, acknowledgements and cron times
 * (missed, doubled, two at once, with a clock that steps back, a policy adopted
 * between) are given to both. The model counts minute by minute and knows
 * nothing of calendars' arithmetic, indices or tables. Of every promise both
 * must have the same due time, and the same levels and repeats told, none of
 * them twice; each notice must go to the same person in the same minute, or not
 * at all.
 *
 * MODEL_SEED=N runs one scenario, MODEL_RUNS=N so many instead of twelve.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "care/promises/promise_read.h"
#include "care/promises/recompute.h"
#include "escalation_acts.h"
#include "escalation_cron.h"

/* ------------------------------------------------------------- another policy */

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
	    .before = old, .facts = facts_of, .moves = unmoved, .arg = w, .log = w->log,
	    .policy_id = w->policy_id, .at = seconds(w->clock)};
	log_begin(w->log, seconds(w->clock), NULL);
	promises_recompute(&r);
	log_commit(w->log);
	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			struct m_promise *m = w->cases[i].v[k];

			if (m->open && m->due != NONE)
				m_carry(&before, w->p, &w->cases[i], m,
				    w->clock);
		}
	policy_free(old);
}

/* ------------------------------------------------------------- the comparison */

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
		compare_case(w, &w->cases[i]);
	for (int i = 0; i < w->cases_n; i++)
		for (int k = 0; k < w->cases[i].n; k++) {
			compare(w, &w->cases[i], w->cases[i].v[k]);
			records += w->cases[i].v[k]->n;
		}
	return records;
}

/* -------------------------------------------------------------- the scenarios */

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
		if (w->cases_n && one_in(900))
			some_group(w);
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

/* Of all scenarios. */
static int passed_on;

static int64_t scenario(uint64_t number)
{
	static struct world w;
	static struct m_policy first;
	int habit = 0, records;

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
	passed_on += w.passed_on;
	for (int i = 0; i < w.cases_n; i++)
		for (int k = 0; k < w.cases[i].n; k++) {
			free(w.cases[i].v[k]->counted);
			free(w.cases[i].v[k]);
		}
	log_close(w.other_log, NULL, 0);
	store_close(w.other);
	log_close(w.log, NULL, 0);
	made_close(&w.store);
	policy_free(w.policy);
	return records;
}

static void the_same(void **state)
{
	(void)state;
	model_run(scenario, 12, 50);
	assert_true(passed_on > 0 || getenv("MODEL_SEED"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_same)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
