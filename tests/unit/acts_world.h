/* A store with its policy, its cases, and beside each case the list of what was
 * done to it, for the oracle. */
#ifndef TESTS_ACTS_WORLD_H
#define TESTS_ACTS_WORLD_H

#include <stdio.h>
#include <string.h>

#include "acts_oracle.h"
#include "care/cases/act.h"
#include "model_run.h"
#include "store/log.h"
#include "store_made.h"

enum { DAY = 86400, CASES = 10, EVENTS = 48 };

struct world {
	struct made store;
	struct log *log;
	struct policy *policy;
	char *text;			/* of the policy; NULL: it ships */
	struct arena *arena;		/* words of the acts */
	struct o_case cases[CASES];
	int64_t merged[CASES];		/* into that subject; 0 */
	int n;
	int64_t now, entry;
	const char *events[EVENTS];
	int events_n;
	char trace[64];
	int64_t compared, taken_back;
};

/* Events that a person may say, of the policy's rules for cases. */
static void find_events(struct world *w)
{
	static const char not_said[] = " received replied closed reopened told"
	    " proposed approved settled fields_set contacted ";
	size_t n;
	const struct promise_rule *r = policy_promise_rules(w->policy, &n);

	for (size_t i = 0; i < 2 * n && w->events_n < EVENTS; i++) {
		const char *e = i < n ? r[i].to : r[i - n].from;
		char word[64];

		snprintf(word, sizeof word, " %s ", e);
		if (strcmp(r[i % n].subject, "case") == 0 &&
		    !strstr(not_said, word) && !policy_field(w->policy, "case", e))
			w->events[w->events_n++] = e;
	}
}

static const char *some_word(const struct world *w, const char *list)
{
	const struct words *words = policy_words(w->policy, list);

	return words && words->n ? words->v[pick((int)words->n)].name : NULL;
}

static struct act act_at(const struct world *w, int64_t at)
{
	return (struct act){w->log, w->policy, 1, at, NULL};
}

static int64_t begin(struct world *w)
{
	assert_true(log_begin(w->log, w->now, NULL));
	w->entry = log_entry(w->log);
	return w->entry;
}

static void note_act(struct world *w, struct o_case *c, struct o_act a)
{
	a.entry = w->entry;
	assert_true(c->acts_n < O_ACTS);
	c->acts[c->acts_n++] = a;
}

static struct o_case *of_subject(struct world *w, int64_t id)
{
	for (int i = 0; i < w->n; i++)
		if (w->cases[i].id == id)
			return &w->cases[i];
	fail_msg("no such case");
	return NULL;
}

/* The earliest receipt of a case and of all that went on as it. */
static int64_t first_receipt(const struct world *w, int64_t id, int64_t but)
{
	int64_t first = INT64_MAX;

	for (int i = 0; i < w->n; i++) {
		int64_t one = INT64_MAX;

		if (w->cases[i].id == id)
			one = w->cases[i].received;
		else if (w->merged[i] == id && w->cases[i].id != but)
			one = first_receipt(w, w->cases[i].id, but);
		first = one < first ? one : first;
	}
	return first;
}

static void receive(struct world *w)
{
	struct o_case *c = &w->cases[w->n++];
	struct case_said said = {.source = "t", .channel = "phone",
	    .kind = one_in(4) ? some_word(w, "kinds") : "complaint",
	    .severity = some_word(w, "severities"),
	    .cause = one_in(3) ? some_word(w, "causes") : NULL};
	struct care_case real;
	char ref[16];

	memset(c, 0, sizeof *c);
	c->received = w->now - (one_in(3) ? 60 * pick(3000) : 0);
	snprintf(ref, sizeof ref, "%d", w->n);
	said.ref = ref;
	said.received_at = c->received;
	begin(w);
	c->id = case_receive(w->log, w->policy, 1, &said);
	log_commit(w->log);
	assert_true(case_load(w->store.db, c->id, w->arena, &real));
	case_facts(w->store.db, &real, w->arena, &c->first);
}

#endif
