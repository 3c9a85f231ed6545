/*
 * Groups found tick by tick against a naive count of all cases.
 *
 * Cases come in, some late, some from before they are live, and their cause is
 * said anew; ticks come at every minute, or seldom, or twice, and look at so
 * many cases at a time. At each tick the groups, their members and levels, and
 * the notices that were planned must be those that follow from looking at every
 * case there is: each level told once, and none lower than it was.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "care/groups/found.h"
#include "care/groups/member.h"
#include "care/people/customer.h"
#include "model_run.h"
#include "policy_files.h"
#include "store/log.h"
#include "store_made.h"

enum { CASES = 60, CUSTOMERS = 12, CAUSES = 3, MINUTES = 4000, NOBODY = -1 };

static const char *const causes[CAUSES] = {"late", "dirty", "rude"};

struct m_case {
	int64_t id;
	int cause, customer;	/* NOBODY: nobody knows */
	int received, live_from;
};

/* The group of a cause, once there is one. */
struct m_group {
	bool open, member[CASES];
	enum group_level level;
};

struct world {
	struct made store;
	struct log *log;
	struct policy *policy;
	int within, wants[3], now;
	struct m_case cases[CASES];
	int cases_n;
	struct m_group groups[CAUSES];
	int64_t customers[CUSTOMERS], seen;
	char trace[64];
};

static int64_t seconds(int minute)
{
	return T0 + 60 * (int64_t)minute;
}

/* ------------------------------------------------------------------- the model */

/* Does the case count for the cause, and is it in that stretch? */
static bool counts(const struct m_case *c, int cause, int from, int until)
{
	return c->cause == cause && c->received >= c->live_from &&
	    c->received >= from && c->received <= until;
}

/* The level that the stretch from this minute on reaches. */
static enum group_level m_reaches(const struct world *w, int cause, int from)
{
	enum group_level level = GROUP_NONE;
	int n = 0;

	for (int who = 0; who < CUSTOMERS; who++) {
		bool is_in = false;

		for (int i = 0; i < w->cases_n; i++)
			is_in = is_in || (w->cases[i].customer == who &&
			    counts(&w->cases[i], cause, from,
			    from + w->within));
		n += is_in;
	}
	for (int k = 0; k < 3; k++)
		if (n >= w->wants[k])
			level = GROUP_WARNING + (enum group_level)k;
	return level;
}

/* Look at all; whether a level of that group is told now. */
static bool m_look(struct world *w, int cause)
{
	struct m_group *g = &w->groups[cause];
	enum group_level level = GROUP_NONE;
	int since = MINUTES;
	bool was = g->open;

	for (int i = 0; i < w->cases_n; i++) {
		const struct m_case *c = &w->cases[i];
		enum group_level here = counts(c, cause, c->received,
		    c->received) ? m_reaches(w, cause, c->received) : GROUP_NONE;

		level = here > level ? here : level;
		if ((here || g->member[i]) && c->received < since)
			since = c->received;
	}
	g->open = g->open || level;
	for (int i = 0; g->open && i < w->cases_n; i++)
		if (counts(&w->cases[i], cause, since, MINUTES))
			g->member[i] = true;
	if (!g->open || (was && level <= g->level))
		return false;
	g->level = level;
	return true;
}

/* -------------------------------------------------------------- what is done */

static struct act act_now(struct world *w)
{
	return (struct act){w->log, w->policy, 1, seconds(w->now), NULL};
}

static void receive(struct world *w)
{
	struct m_case *c = &w->cases[w->cases_n++];
	struct case_said said = {.source = "t", .kind = "complaint",
	    .channel = "phone"};

	*c = (struct m_case){.cause = pick(CAUSES + 1) - 1,
	    .customer = pick(CUSTOMERS + 1) - 1, .received = w->now};
	if (one_in(3))
		c->received -= pick(w->now + 1 < 900 ? w->now + 1 : 900);
	if (one_in(6))
		c->live_from = c->received + pick(3) - 1;
	said.cause = c->cause == NOBODY ? NULL : causes[c->cause];
	said.customer = c->customer == NOBODY ? 0 : w->customers[c->customer];
	said.received_at = seconds(c->received);
	said.live_from = c->live_from > 0 ? seconds(c->live_from) : 0;
	log_begin(w->log, seconds(w->now), NULL);
	c->id = case_receive(w->log, w->policy, 1, &said);
	log_commit(w->log);
}

/* Another cause. Where it is a member already, it stays one. */
static void say_anew(struct world *w)
{
	struct m_case *c = &w->cases[pick(w->cases_n)];
	struct arena *a = arena_new();
	struct case_change change = {.kind = NULL};
	struct act act = act_now(w);
	struct care_case real;

	c->cause = pick(CAUSES);
	change.cause = causes[c->cause];
	log_begin(w->log, seconds(w->now), NULL);
	assert_true(case_load(w->store.db, c->id, a, &real));
	case_set(&act, &real, &change);
	log_commit(w->log);
	arena_free(a);
}

/* --------------------------------------------------------------- the comparison */

static int cause_of(const struct group *g, struct arena *a)
{
	const char *value = group_value(g->same, "cause", a);

	for (int i = 0; i < CAUSES; i++)
		if (value && strcmp(causes[i], value) == 0)
			return i;
	fail_msg("a group of %s", g->same);
	return NOBODY;
}

static bool among(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static void compare_one(struct world *w, const struct group *g, struct arena *a)
{
	int cause = cause_of(g, a);
	const struct m_group *m = &w->groups[cause];
	int64_t *ids;
	size_t n;

	if (!m->open || g->level != m->level)
		fail_msg("%s: at %d %s is %s, not %s", w->trace, w->now,
		    causes[cause], group_level_name(g->level), m->open ?
		    group_level_name(m->level) : "none");
	n = group_members(w->store.db, g->id, a, &ids);
	for (int i = 0; i < w->cases_n; i++)
		if (among(ids, n, w->cases[i].id) != m->member[i])
			fail_msg("%s: at %d case %" PRId64 " of minute %d is %s of"
			    " %s", w->trace, w->now, w->cases[i].id,
			    w->cases[i].received, m->member[i] ? "no member" :
			    "a member", causes[cause]);
}

static int compare(struct world *w)
{
	struct arena *a = arena_new();
	int64_t *ids;
	int n = (int)groups_list(w->store.db, true, a, &ids), open = 0;

	for (int i = 0; i < CAUSES; i++)
		open += w->groups[i].open;
	if (n != open)
		fail_msg("%s: at %d there are %d groups, not %d", w->trace, w->now, n,
		    open);
	for (int i = 0; i < n; i++) {
		struct group g;

		assert_true(group_load(w->store.db, ids[i], a, &g));
		compare_one(w, &g, a);
	}
	arena_free(a);
	return n;
}

static int look(struct world *w)
{
	struct group_look l = {.seen = w->seen, .most = (size_t)(1 + pick(5))};
	int told = 0;
	bool more = true;

	while (more) {
		log_begin(w->log, seconds(w->now), NULL);
		l.act = act_now(w);
		more = groups_look(&l);
		log_commit(w->log);
	}
	w->seen = one_in(20) ? 0 : l.seen;	/* now and then that is lost */
	for (int i = 0; i < CAUSES; i++)
		told += m_look(w, i);
	/* By parts a level may be reached after another one: each once. */
	if (l.messages != l.found + l.raised || l.messages < told ||
	    l.messages > 3 * told)
		fail_msg("%s: at %d %" PRId64 " notices of levels, not %d", w->trace,
		    w->now, l.messages, told);
	return compare(w);
}

/* -------------------------------------------------------------- the scenarios */

static void some_policy(struct world *w)
{
	struct buf b = {0}, said = {0};

	w->within = 60 * (1 + pick(12));
	w->wants[0] = 2;
	w->wants[1] = 3 + pick(2);
	w->wants[2] = w->wants[1] + 1 + pick(2);
	buf_addf(&b, HEAD "words:\n  kinds: [complaint]\n  roles: [owner]\n"
	    "  causes: [late, dirty, rude]\ngroups:\n  - {name: alike, same: [cause],"
	    " within: %dm, levels: {warning: %d, group: %d, crisis: %d},"
	    " notify: owner}\n", w->within, w->wants[0], w->wants[1], w->wants[2]);
	w->policy = load_text(buf_text(&b), &said);
	if (!w->policy)
		fail_msg("%s", buf_text(&said));
	buf_free(&b);
	buf_free(&said);
}

static void customers(struct world *w)
{
	log_begin(w->log, T0, NULL);
	for (int i = 0; i < CUSTOMERS; i++) {
		char ref[16];
		struct customer_said said = {.source = "t", .ref = ref};
		const char *what;

		snprintf(ref, sizeof ref, "%d", i);
		w->customers[i] = customer_said(w->log, w->policy, 1, &said, T0,
		    &what);
		assert_true(w->customers[i] > 0);
	}
	log_commit(w->log);
}

static int64_t scenario(uint64_t number)
{
	static struct world w;
	int habit = 1, groups = 0;

	w = (struct world){.seen = 0};
	snprintf(w.trace, sizeof w.trace, "MODEL_SEED=%" PRIu64, number);
	made_open(&w.store);
	w.log = log_open(w.store.db, "test");
	some_policy(&w);
	customers(&w);
	for (w.now = 0; w.now < MINUTES; w.now++) {
		if (w.now % 300 == 0)
			habit = 1 + 10 * pick(40);
		if (w.cases_n < CASES && one_in(50))
			receive(&w);
		if (w.cases_n && one_in(150))
			say_anew(&w);
		if (w.now % habit == 0 && one_in(3))
			groups = look(&w);
	}
	groups = look(&w);
	log_close(w.log, NULL, 0);
	made_close(&w.store);
	policy_free(w.policy);
	return groups;
}

static void the_same(void **state)
{
	(void)state;
	model_run(scenario, 40, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_same)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
