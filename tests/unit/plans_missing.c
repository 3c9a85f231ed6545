/* What a case lacks, by where it is on its way. */
#include "policy_files.h"

#include "base/mem.h"
#include "care/plans/missing.h"

#define COUNT(v) (sizeof (v) / sizeof (v)[0])

static const char fields[] =
    HEAD
    "words:\n"
    "  kinds: {complaint: 投诉, request: 需求}\n"
    "  categories: [food, room]\n"
    "fields:\n"
    "  motive: {for: complaint, type: word, of: [a, b], required_at: received}\n"
    "  finding: {for: complaint, type: text, required_at: proposed}\n"
    "  cost: {for: complaint, type: number, required_at: settled}\n"
    "  satisfied: {for: case, type: flag, required_at: closed}\n"
    "  idle: {for: case, type: text}\n"
    "promises: [{name: settled, when: {kind: complaint}, within: 48h}]\n";

static const char stages[] =
    "stages:\n"
    "  received: 受理\n"
    "  assessed: {title: 评估, needs: [category]}\n"
    "  proposed: {title: 方案, next: [assessed, closed]}\n"
    "  closed: 结案\n";

struct at {
	const char *happened;
};

static bool happened(void *arg, const char *event)
{
	const struct at *at = arg;

	return strstr(at->happened, event) != NULL;
}

/* known: facts that are filled in. */
struct look {
	const char *kind, *stage, *happened, *known, *missing;
};

static void check(const char *text, const struct look *v)
{
	struct buf said = {0}, all = {0};
	struct policy *p = load_text(text, &said);
	struct arena *a = arena_new();
	struct facts facts = {.n = 0};
	struct at at = {v->happened};
	char *known = mem_dup(v->known), *save = NULL;
	const char **names;
	size_t n;

	if (!p)
		fail_msg("%s", buf_text(&said));
	facts_text(&facts, "kind", v->kind);
	facts_text(&facts, "category", NULL);
	for (char *w = strtok_r(known, " ", &save); w;
	    w = strtok_r(NULL, " ", &save))
		facts_text(&facts, w, "");
	n = gate_missing(p, &facts, v->stage, happened, &at, a, &names);
	for (size_t i = 0; i < n; i++)
		buf_addf(&all, "%s%s", i ? " " : "", names[i]);
	assert_string_equal(buf_text(&all), v->missing);
	free(known);
	buf_free(&all);
	buf_free(&said);
	arena_free(a);
	policy_free(p);
}

/* With no way every event may come next. */
static void without_stages(void **state)
{
	static const struct look v[] = {
		{"complaint", NULL, "received", "", "motive finding cost satisfied"},
		{"complaint", NULL, "received", "motive cost", "finding satisfied"},
		{"request", NULL, "received", "", "satisfied"},
		{"request", NULL, "received", "satisfied", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(v); i++)
		check(fields, &v[i]);
}

static void with_stages(void **state)
{
	static const struct look v[] = {
		/* what comes next, what was, and what is no stage */
		{"complaint", NULL, "received", "", "motive cost category"},
		{"complaint", "received", "received", "", "motive cost category"},
		{"complaint", "received", "received", "motive category", "cost"},
		{"complaint", "assessed", "received assessed", "motive cost",
		    "finding"},
		/* a way back asks too */
		{"complaint", "proposed", "received assessed proposed",
		    "motive cost", "finding satisfied category"},
		/* a stage of another policy: as at the beginning */
		{"complaint", "forgotten", "received", "motive cost", "category"},
		{"request", "proposed", "received assessed proposed", "category",
		    "satisfied"},
	};
	struct buf text = {0};

	(void)state;
	buf_addf(&text, "%s%s", fields, stages);
	for (size_t i = 0; i < COUNT(v); i++)
		check(buf_text(&text), &v[i]);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_stages),
		cmocka_unit_test(with_stages),
	};

	return cmocka_run_group_tests_name("plans_missing", tests, NULL, NULL);
}
