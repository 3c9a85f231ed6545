/* The table of indicators, and the verdict on a promise. */
#include "care/figures/indicator.h"

#include <string.h>

#include "policy/surveys.h"

const char OUT_CANCELLED[] = "cancelled", OUT_MERGED[] = "merged",
    OUT_NOT_DUE[] = "not_due", OUT_NO_DUE[] = "no_due", OUT_OPEN[] = "open",
    OUT_NO_FIRST[] = "no_first_action", OUT_NOT_ANSWERED[] = "not_answered",
    OUT_NOT_DELIVERED[] = "not_delivered";

static const struct indicator fixed[] = {
	{"handling_time", COUNT_HANDLING, SHAPE_TIMES, "s", "closed",
	    "handling", NULL, NULL},
	{"first_action_time", COUNT_FIRST, SHAPE_TIMES, "s", "closed",
	    "first_action", NULL, NULL},
	{"csat", COUNT_SCORES, SHAPE_SCORES, "share", "invited", "csat",
	    NULL, NULL},
	{"response_rate", COUNT_RESPONSES, SHAPE_SHARE, "share", "invited",
	    "response_rate", NULL, NULL},
	{"reopen_rate", COUNT_REOPENS, SHAPE_SHARE, "share", "closed",
	    "reopen_rate", NULL, NULL},
	{"ring_answer_rate", COUNT_CALLS, SHAPE_SHARE, "share", "called",
	    "ring_answer_rate", NULL, NULL},
	{"received", COUNT_RECEIVED, SHAPE_COUNT, "cases", "received",
	    "received", NULL, NULL},
	{"closed", COUNT_CLOSED, SHAPE_COUNT, "cases", "closed", "closed",
	    NULL, NULL},
	{"reopened", COUNT_REOPENED, SHAPE_COUNT, "cases", "reopened",
	    "reopened", NULL, NULL},
	{"backlog", COUNT_BACKLOG, SHAPE_COUNT, "cases", "end", "backlog",
	    NULL, NULL},
};

enum { FIXED = sizeof fixed / sizeof fixed[0] };

static void of_promise(const char *rule, struct arena *a, struct indicator *i)
{
	*i = (struct indicator){
		.name = arena_printf(a, "%s_rate", rule),
		.counted = COUNT_PROMISES, .shape = SHAPE_SHARE,
		.unit = "share", .basis = "due",
		.rule = arena_dup(a, rule),
	};
	i->stem = i->name;
}

static void of_question(const char *question, struct arena *a,
    struct indicator *i)
{
	*i = fixed[2];
	i->name = arena_printf(a, "csat_%s", question);
	i->stem = i->name;
	i->rule = arena_dup(a, question);
}

static bool has(const struct indicator *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return true;
	return false;
}

/* An indicator once, however many rules share its name. */
static size_t add(struct indicator *v, size_t n, const struct indicator *i)
{
	if (has(v, n, i->name))
		return n;
	v[n] = *i;
	return n + 1;
}

size_t indicator_all(const struct policy *policy, struct arena *a,
    struct indicator **out)
{
	size_t promises, surveys, questions = 0, n = 0;
	const struct promise_rule *p = policy_promise_rules(policy, &promises);
	const struct survey_rule *s = policy_survey_rules(policy, &surveys);
	struct indicator *v, made;

	for (size_t i = 0; i < surveys; i++)
		questions += s[i].ask.n;
	v = arena_alloc(a, promises + questions + FIXED, sizeof *v);
	for (size_t i = 0; i < promises; i++) {
		of_promise(p[i].name, a, &made);
		n = add(v, n, &made);
	}
	for (size_t i = 0; i < FIXED; i++)
		n = add(v, n, &fixed[i]);
	for (size_t i = 0; i < surveys; i++)
		for (size_t j = 0; j < s[i].ask.n; j++) {
			of_question(s[i].ask.v[j], a, &made);
			n = add(v, n, &made);
		}
	*out = v;
	return n;
}

/* Is the name that of one figure of the indicator, as handling_p90? */
static bool is_figure(const struct indicator *i, const char *name)
{
	static const char *const times[] = {"_p50", "_p90", "_mean", NULL};
	static const char *const scores[] = {"_mean", NULL};
	const char *const *tail = i->shape == SHAPE_TIMES ? times : scores;
	size_t stem = strlen(i->stem);

	if (i->shape != SHAPE_TIMES && i->shape != SHAPE_SCORES)
		return false;
	if (strncmp(name, i->stem, stem) != 0)
		return false;
	for (; *tail; tail++)
		if (strcmp(name + stem, *tail) == 0)
			return true;
	return false;
}

/* EVENT_share: there are many events, so that they are asked for by name. */
static bool of_event(const struct policy *policy, const char *name,
    struct arena *a, struct indicator *out)
{
	static const char tail[] = "_share";
	size_t n = strlen(name), end = sizeof tail - 1;
	const char *event, *near;

	if (n <= end || strcmp(name + n - end, tail) != 0)
		return false;
	event = policy_event(policy, arena_dupn(a, name, n - end), &near);
	if (!event)
		return false;
	*out = (struct indicator){.name = arena_dup(a, name),
	    .counted = COUNT_EVENTS, .shape = SHAPE_SHARE, .unit = "share",
	    .basis = "received", .rule = arena_dup(a, event)};
	out->stem = out->name;
	return true;
}

bool indicator_find(const struct policy *policy, const char *name,
    struct arena *a, struct indicator *out)
{
	struct indicator *v;
	size_t n = indicator_all(policy, a, &v);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0) {
			*out = v[i];
			return true;
		}
	for (size_t i = 0; i < n; i++)
		if (is_figure(&v[i], name)) {
			*out = v[i];
			out->only = arena_dup(a, name);
			return true;
		}
	return of_event(policy, name, a, out);
}

enum verdict promise_verdict(const struct promise_seen *p, int64_t as_of,
    const char **why)
{
	bool ended = p->ended_at != 0;
	int64_t end = ended ? p->ended_at : as_of;

	*why = p->merged ? OUT_MERGED : p->due_at == 0 ? OUT_NO_DUE : NULL;
	if (*why)
		return SEEN_OUT;
	if (end > p->due_at)
		return SEEN_MISS;
	if (strcmp(p->state, "kept") == 0)
		return SEEN_HIT;
	*why = ended ? OUT_CANCELLED : OUT_NOT_DUE;
	return SEEN_OUT;
}
