/* The engine and the model side by side: one store, one policy, the same cases
 * and colleagues in both. */
#ifndef TESTS_ESCALATION_WORLD_H
#define TESTS_ESCALATION_WORLD_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "care/cases/act.h"
#include "care/cases/proposal.h"
#include "care/groups/group_store.h"
#include "care/people/absence.h"
#include "care/people/staff.h"
#include "care/plans/plan.h"
#include "model_notice.h"
#include "model_people.h"
#include "model_promise.h"
#include "store/log.h"
#include "store_made.h"

enum { CASES = 24, NOTICES = 6000, GROUPS = 4 };

struct world {
	struct made store;
	struct db *other;	/* another process's view of it */
	struct log *log, *other_log;
	struct m_policy *p;
	struct policy *policy;
	int64_t policy_id;
	struct m_case cases[CASES];
	int cases_n, clock;
	struct m_group groups[GROUPS];
	int groups_n;
	int64_t staff[PEOPLE + 1];	/* the last: the store's owner */
	struct m_people people;
	struct m_notice notices[NOTICES];
	int notices_n, stood_in;	/* notices; those that went to others */
	int passed_on;		/* and those that are another's by now */
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

static void hire(struct world *w)
{
	log_begin(w->log, T0 - 60, NULL);
	for (int i = PEOPLE - 1; i >= 0; i--) {
		char login[3] = {'s', (char)('0' + i), '\0'}, boss[3] = {'s', '0', '\0'};
		struct staff_said said = {.source = "t", .login = login,
		    .name = login, .role = person_role[i],
		    .team = person_team[i], .from_at = T0 - 60};
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

/* What ladders and people made of the case besides its promises. */
static void compare_case(struct world *w, const struct m_case *c)
{
	const struct proposal any = {.subject = c->id};
	struct arena *a = arena_new();
	struct approval *roles;
	struct care_case real;
	int64_t owner = c->owner == NOBODY ? 0 : w->staff[c->owner];
	int n = (int)approvals_of(w->store.db, &any, a, &roles);

	assert_true(case_load(w->store.db, c->id, a, &real));
	if (strcmp(real.severity, severities[c->severity]) != 0 ||
	    real.owner != owner || n != c->agree_n)
		fail_msg("%s: case %" PRId64 " at %d: %s, owner %" PRId64 ", %d must"
		    " agree; not %s, %" PRId64 ", %d", w->trace, c->id, w->clock,
		    real.severity, real.owner, n, severities[c->severity], owner,
		    c->agree_n);
	for (int i = 0; i < n; i++)
		assert_string_equal(roles[i].role, c->agree[i]);
	for (int i = 0; i < PLANS; i++)
		if (plan_is_started(w->store.db, c->id, plans[i]) != c->started[i])
			fail_msg("%s: case %" PRId64 " at %d: plan %s", w->trace,
			    c->id, w->clock, plans[i]);
	arena_free(a);
}

static const char *some_team(void)
{
	static const char *const teams[] = {"north", "south", NULL};

	return ONE_OF(teams);
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
	c->severity = pick(3) * one_in(2);
	said.severity = severities[c->severity];
	c->team = some_team();
	said.team = c->team;
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
		if (m_holds(c, i))
			m_make(w->p, c, i, c->received);
}

/* Two cases are worked together, or such a group gets another owner. */
static void some_group(struct world *w)
{
	struct m_case *c[2] = {&w->cases[pick(w->cases_n)],
	    &w->cases[pick(w->cases_n)]};
	struct act a = act_at(w, w->clock);
	struct group g = {.level = GROUP_WARNING, .same = ""};
	struct arena *arena = arena_new();
	struct m_group *m;

	log_begin(w->log, seconds(w->clock), NULL);
	if (c[0] != c[1] && !c[0]->group && !c[1]->group &&
	    w->groups_n < GROUPS) {
		m = &w->groups[w->groups_n++];
		assert_true(group_make(&a, &g, (int64_t[]){c[0]->id, c[1]->id}, 2));
		*m = (struct m_group){g.id, NOBODY};
		c[0]->group = c[1]->group = m;
	} else if (w->groups_n > 0) {
		m = &w->groups[pick(w->groups_n)];
		m->owner = pick(PEOPLE);
		assert_true(group_load(w->store.db, m->id, arena, &g));
		group_assign(&a, &g, w->staff[m->owner]);
	}
	log_commit(w->log);
	arena_free(arena);
}

#endif
