/*
 * Random acts on cases, by random policies and those that ship: the store adds
 * up, every promise is what acts_oracle.h tells of the same acts, and the
 * figures balance: open at the end = open at the beginning + received +
 * reopened - closed, what was merged left out.
 *
 * MODEL_SEED=N runs one scenario, MODEL_RUNS=N so many instead of sixteen.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acts_done.h"
#include "acts_figures.h"
#include "acts_oracle.h"
#include "acts_policy.h"
#include "care/promises/pause_store.h"
#include "care/promises/promise_read.h"
#include "store/check.h"

enum { ACTS = 120 };	/* of a scenario */

/* ------------------------------------------------------------- the comparison */

static void shout(void *arg, const char *message)
{
	print_message("%s: %s\n", (const char *)arg, message);
}

static const struct promise *find(const struct promise *all, size_t n,
    const struct o_promise *o)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].turn == o->turn && strcmp(all[i].rule, o->r->name) == 0)
			return &all[i];
	return NULL;
}

/* On a failure: the policy, what was done, what is owed, what should be. */
static void show(const struct world *w, const struct o_case *c,
    const struct promise *all, size_t n)
{
	if (w->text)
		print_message("%s\n", w->text);
	for (int i = 0; i < c->acts_n; i++)
		print_message("%s: act %d at %" PRId64 " %s %s %" PRId64 "\n",
		    w->trace, c->acts[i].what, (c->acts[i].at - T0) / 60,
		    c->acts[i].word ? c->acts[i].word : "-",
		    c->acts[i].value ? c->acts[i].value : "-",
		    c->acts[i].number);
	for (size_t i = 0; i < n; i++)
		print_message("is: %s.%d %s, %" PRId64 " .. %" PRId64 ", ended %"
		    PRId64 " %s\n", all[i].rule, all[i].turn, all[i].state,
		    (all[i].start_at - T0) / 60, (all[i].due_at - T0) / 60,
		    (all[i].ended_at - T0) / 60, all[i].reason ? all[i].reason :
		    "");
	for (int i = 0; i < c->n; i++)
		print_message("must be: %s.%d %s, %" PRId64 " .. %" PRId64
		    ", ended %" PRId64 " %s\n", c->v[i].r->name, c->v[i].turn,
		    c->v[i].state, (c->v[i].start - T0) / 60,
		    (c->v[i].due - T0) / 60, (c->v[i].ended - T0) / 60,
		    c->v[i].reason ? c->v[i].reason : "");
}

/* For how long it ran: the engine's sum against one minute after the other. */
static void compare_net(struct world *w, const struct o_case *c,
    const struct o_promise *o, struct arena *a)
{
	struct span span = o->r->has_within ? o->r->within : o->r->every;
	const struct calendar *calendar = o_calendar(w->policy, o->r, span.clock);
	struct pause *pauses;
	size_t n = pauses_of(w->store.db, w->policy, c->id, o->r->name, a,
	    &pauses);
	int64_t sum = 0, net;

	if (o->r->due || (span.clock != SPAN_WALL && span.clock != SPAN_WORKING) ||
	    o->ended < o->start)
		return;
	for (int64_t at = o->start; at < o->ended; at += 60)
		sum += o_runs(w->policy, c, o->r, calendar, at) ? 60 : 0;
	assert_int_equal(worktime_elapsed(o->start, o->ended, span.clock,
	    calendar, policy_head(w->policy)->zone, pauses, o->r->hard ? 0 : n,
	    &net), WORKTIME_OK);
	if (net != sum)
		fail_msg("%s: %s.%d of case %" PRId64 " ran %" PRId64 ", not %"
		    PRId64, w->trace, o->r->name, o->turn, c->id, net, sum);
}

/* Who must agree is asked by another rule, and commands tell what is entered. */
static bool is_told(const struct world *w, const struct promise *p)
{
	const struct promise_rule *r = policy_promise_rule(w->policy, p->rule,
	    p->amount);

	return strncmp(p->rule, "approve-", 8) != 0 && !(r && r->any_entry);
}

static void compare(struct world *w, struct o_case *c)
{
	struct arena *a = arena_new();
	struct promise *all;
	size_t n = promises_of(w->store.db, c->id, a, &all), own = 0;

	o_tell(w->policy, c);
	for (size_t i = 0; i < n; i++)
		own += is_told(w, &all[i]);
	for (int i = 0; i < c->n; i++) {
		const struct o_promise *o = &c->v[i];
		const struct promise *p = find(all, n, o);

		if (p && p->start_at == o->start && p->due_at == o->due &&
		    strcmp(p->state, o->state) == 0 && p->ended_at == o->ended &&
		    strcmp(p->reason ? p->reason : "", o->reason ? o->reason :
		    "") == 0) {
			compare_net(w, c, o, a);
			continue;
		}
		show(w, c, all, n);
		fail_msg("%s: %s.%d of case %" PRId64 " is another", w->trace,
		    o->r->name, o->turn, c->id);
	}
	if (own != (size_t)c->n) {
		show(w, c, all, n);
		fail_msg("%s: case %" PRId64 " has %zu promises, not %d", w->trace,
		    c->id, own, c->n);
	}
	w->compared += c->n;
	arena_free(a);
}

static void compare_all(struct world *w)
{
	struct check_counts counts;

	for (int i = 0; i < w->n; i++)
		compare(w, &w->cases[i]);
	assert_int_equal(check_store(w->store.db, shout, w->trace, &counts), 0);
}

/* -------------------------------------------------------------- the scenarios */

static int64_t scenario(uint64_t number)
{
	static struct world w;

	w = (struct world){.now = T0 + DAY, .arena = arena_new()};
	snprintf(w.trace, sizeof w.trace, "MODEL_SEED=%" PRIu64, number);
	w.policy = number % 4 == 0 ? shipped((int)(number / 4)) :
	    some_policy(&w.text);
	find_events(&w);
	made_open(&w.store);
	w.log = log_open(w.store.db, "care-case test");
	for (int i = 0; i < ACTS; i++) {
		w.now += 60 * pick(one_in(3) ? 1500 : 200);
		if (w.n == 0 || (w.n < CASES && one_in(6)))
			receive(&w);
		else
			some_act(&w);
		if (one_in(20))
			compare_all(&w);
	}
	compare_all(&w);
	balance(&w);
	log_close(w.log, NULL, 0);
	made_close(&w.store);
	policy_free(w.policy);
	free(w.text);
	arena_free(w.arena);
	return w.taken_back > 0 ? w.compared : 0;
}

static void the_same(void **state)
{
	(void)state;
	model_run(scenario, 16, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_same)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
