/* Stages, plans and the gate: where a case may go, and what is asked of it
 * before. */
#include "policy_files.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/mem.h"
#include "care/plans/gate.h"
#include "care/plans/plan.h"
#include "care/plans/stage.h"

static const char text[] = HEAD
    "words:\n"
    "  kinds: {complaint: C, question: Q}\n"
    "  roles: {owner: O, manager: M}\n"
    "  events: [implemented, approved_by_all]\n"
    "fields:\n"
    "  finding: {for: complaint, type: text, title: Finding}\n"
    "  remedy: {for: complaint, type: text, required_at: closed}\n"
    "  visa: {for: booking, type: flag}\n"
    "stages:\n"
    "  when: {kind: complaint}\n"
    "  steps:\n"
    "    received: in\n"
    "    assessed: {needs: [category, finding]}\n"
    "    approving: {next: [assessed, replied], by: manager}\n"
    "    replied: {next: [closed, assessed], after: [implemented]}\n"
    "    closed: {next: [archived, assessed]}\n"
    "    archived: end\n"
    "plans:\n"
    "  form: {when: {severity: serious}, before: closed, steps: [one, two]}\n"
    "  told: {for: booking, before: departed, steps: [visa]}\n"
    "promises:\n"
    "  - {name: met, when: {kind: complaint}, to: approved_by_all, within: 1h, needs: [remedy]}\n"
    "  - {name: met, when: {kind: question}, to: approved_by_all, within: 1h, needs: [remedy]}\n"
    "  - {name: told, when: {kind: complaint}, within: 1h, before: closed}\n"
    "  - {name: told, for: booking, to: called, within: 1h, before: departed}\n";

/* A policy whose archive may be left, and which leads nowhere back. */
static const char other[] = HEAD
    "stages:\n"
    "  received: in\n"
    "  closed: {next: [archived]}\n"
    "  archived: {next: [received]}\n";

static struct policy *policy;

static int load(void **state)
{
	struct buf said = { 0 };

	(void)state;
	policy = load_text(text, &said);
	if (!policy)
		printf("%s", buf_text(&said));
	buf_free(&said);
	return policy ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

/* What has happened, as words with blanks around. */
static bool happened(void *arg, const char *event)
{
	char word[64];

	snprintf(word, sizeof word, " %s ", event);
	return strstr(arg, word) != NULL;
}

static bool done(void *arg, const char *plan, const char *step)
{
	char word[64];

	snprintf(word, sizeof word, " %s/%s ", plan, step);
	return strstr(arg, word) != NULL;
}

/* A promise that is open, as "owed:told". */
static bool owed(void *arg, const char *promise)
{
	char word[64];

	snprintf(word, sizeof word, " owed:%s ", promise);
	return strstr(arg, word) != NULL;
}

/* Facts of "kind=complaint severity=serious". */
static struct facts facts_of(const char *said, struct arena *a)
{
	struct facts f = { .n = 0 };
	char *save = NULL, *s = arena_dup(a, said);

	for (s = strtok_r(s, " ", &save); s; s = strtok_r(NULL, " ", &save)) {
		char *equals = strchr(s, '=');

		*equals = '\0';
		facts_text(&f, s, equals + 1);
	}
	return f;
}

/* Faults as "path:received>assessed field:finding step:form/one after:x". */
static void say(const struct gate_fault *v, size_t n, struct buf *b)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i ? " " : "");
		switch (v[i].why) {
		case GATE_FIELD:
			buf_addf(b, v[i].of ? "field:%s/%s" : "field:%s", v[i].name,
			    v[i].of);
			break;
		case GATE_STEP:
			buf_addf(b, "step:%s/%s", v[i].of, v[i].name);
			break;
		case GATE_AFTER:
			buf_addf(b, "after:%s", v[i].name);
			break;
		case GATE_OWED:
			buf_addf(b, "owed:%s>%s", v[i].name, v[i].of);
			break;
		case GATE_PATH:
			buf_addf(b, "path:%s>%s", v[i].name, v[i].of ? v[i].of : "-");
			break;
		}
		assert_true(v[i].mark.line > 0);
	}
}

static void gate(void **state)
{
	static const struct {
		const char *subject, *facts, *stage, *event, *past, *faults;
	} v[] = {
		{ "case", "kind=complaint", "received", "assessed", "",
		    "field:category field:finding" },
		{ "case", "kind=complaint category=x", "received", "assessed", "",
		    "field:finding" },
		{ "case", "kind=complaint category=x finding=y", "received",
		    "assessed", "", "" },
		/* where it is already, and where no stage is known */
		{ "case", "kind=complaint category=x finding=y", "assessed",
		    "assessed", "", "" },
		{ "case", "kind=complaint category=x finding=y", NULL, "assessed",
		    "", "" },
		/* not by the way, with the stage that comes next */
		{ "case", "kind=complaint", "received", "replied",
		    " implemented ", "path:received>assessed" },
		{ "case", "kind=complaint", "received", "replied", "",
		    "path:received>assessed after:implemented" },
		{ "case", "kind=complaint", "archived", "replied",
		    " implemented ", "path:archived>-" },
		{ "case", "kind=complaint", "approving", "replied",
		    " implemented ", "" },
		/* fields at an event, plans before it, each once */
		{ "case", "kind=complaint", "replied", "closed", "",
		    "field:remedy" },
		{ "case", "kind=complaint severity=serious", "replied", "closed",
		    " form/two ", "field:remedy step:form/one" },
		{ "case", "kind=complaint severity=serious remedy=x", "replied",
		    "closed", " form/one form/two  form/two ", "" },
		/* a question goes no way, and has no fields of complaints */
		{ "case", "kind=question", NULL, "replied", "", "" },
		{ "case", "kind=question", "received", "closed", "", "" },
		{ "case", "kind=question severity=serious", NULL, "closed", "",
		    "step:form/one step:form/two" },
		/* what a promise needs */
		{ "case", "kind=complaint", "received", "approved_by_all", "",
		    "field:remedy/met" },
		{ "case", "kind=question", NULL, "approved_by_all", "", "" },
		/* what is owed before it, whatever the facts are by now */
		{ "case", "kind=question", NULL, "closed", " owed:told ",
		    "owed:told>told" },
		{ "case", "kind=question", NULL, "replied", " owed:told ", "" },
		{ "booking", "", NULL, "departed", " told/visa  owed:told ",
		    "owed:told>called" },
		/* other subjects */
		{ "booking", "", NULL, "departed", "", "step:told/visa" },
		{ "booking", "", NULL, "departed", " told/visa ", "" },
		{ "booking", "", NULL, "closed", "", "" },
		{ "customer", "", NULL, "departed", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct arena *a = arena_new();
		struct facts f = facts_of(v[i].facts, a);
		struct gate_past past = { happened, done, owed,
		    arena_dup(a, v[i].past) };
		struct gate_fault *faults;
		struct buf b = { 0 };
		size_t n = gate_faults(policy, v[i].subject, &f, v[i].stage,
		    v[i].event, &past, a, &faults);

		say(faults, n, &b);
		if (strcmp(buf_text(&b), v[i].faults) != 0)
			fail_msg("%zu: %s of %s: \"%s\", not \"%s\"", i, v[i].event,
			    v[i].facts, buf_text(&b), v[i].faults);
		buf_free(&b);
		arena_free(a);
	}
}

static void moves(void **state)
{
	static const struct { const char *at, *event, *then; } v[] = {
		{ "received", "assessed", "assessed" },
		{ "received", "implemented", "received" },
		{ NULL, "implemented", NULL }, { NULL, "closed", "closed" },
		{ "closed", "reopened", "assessed" },
		{ "archived", "reopened", "assessed" },
		{ "closed", "archived", "archived" },
	};
	const struct plan *stages = policy_stages(policy);

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		const char *then = stage_after(stages, v[i].at, v[i].event);

		if (!v[i].then)
			assert_null(then);
		else
			assert_string_equal(then, v[i].then);
	}
	assert_true(stage_moves(policy, "closed"));
	assert_true(stage_moves(policy, "reopened"));
	assert_false(stage_moves(policy, "implemented"));
}

static void ways(void **state)
{
	static const struct { const char *from, *to, *next; } v[] = {
		{ "received", "assessed", "assessed" },
		{ "received", "archived", "assessed" },
		{ "assessed", "closed", "approving" },
		{ "approving", "closed", "replied" },
		{ "closed", "replied", "assessed" },
		{ "archived", "received", NULL }, { "assessed", "assessed", NULL },
		{ "nowhere", "closed", NULL }, { "closed", "nowhere", NULL },
	};
	const struct plan *stages = policy_stages(policy);

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		const struct step *s = stage_toward(stages, v[i].from, v[i].to);

		if (!v[i].next)
			assert_null(s);
		else
			assert_string_equal(s->name, v[i].next);
	}
}

/* The archive is the end, unless the policy leads back from there; a policy
 * whose closing leads nowhere back begins anew. */
static void ends(void **state)
{
	struct policy *p = load_text(other, NULL);
	struct facts none = { .n = 0 };

	(void)state;
	assert_non_null(p);
	assert_true(stage_is_end(policy, "archived"));
	assert_false(stage_is_end(policy, "closed"));
	assert_false(stage_is_end(policy, NULL));
	assert_false(stage_is_end(p, "archived"));
	assert_non_null(stages_of(p, &none));
	assert_null(stages_of(policy, &none));
	assert_string_equal(stage_after(policy_stages(p), "closed", "reopened"),
	    "received");
	policy_free(p);
}

static void who(void **state)
{
	struct arena *a = arena_new();
	struct facts complaint = facts_of("kind=complaint", a);
	struct facts question = facts_of("kind=question", a);
	struct mark mark = { NULL, 0, 0 };

	(void)state;
	assert_string_equal(gate_role(policy, "case", &complaint, "approving",
	    &mark), "manager");
	assert_int_equal(mark.line, 18);
	assert_null(gate_role(policy, "case", &complaint, "closed", &mark));
	assert_null(gate_role(policy, "case", &question, "approving", &mark));
	assert_null(gate_role(policy, "booking", &complaint, "approving", &mark));
	arena_free(a);
}

static void plans(void **state)
{
	const struct plan *form = policy_plan(policy, "form");
	struct arena *a = arena_new();
	struct facts serious = facts_of("kind=complaint severity=serious", a);
	struct facts minor = facts_of("kind=complaint severity=minor", a);

	(void)state;
	assert_true(plan_applies(form, "case", &serious, false));
	assert_false(plan_applies(form, "case", &minor, false));
	assert_false(plan_applies(form, "booking", &serious, false));
	assert_true(plan_applies(policy_plan(policy, "told"), "booking", &minor,
	    false));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gate), cmocka_unit_test(moves),
		cmocka_unit_test(ways), cmocka_unit_test(ends),
		cmocka_unit_test(who), cmocka_unit_test(plans),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
