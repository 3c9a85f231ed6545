/* What the sections of a policy mean: tests/policy/good/language.yaml by
 * tables, and a policy that is a folder of files. */
#include "policy_example.h"

#include "policy/access.h"
#include "policy/figures.h"
#include "policy/handling.h"
#include "policy/steps.h"
#include "policy/surveys.h"
#include "time/day.h"

static void stages(void **state)
{
	static const struct { const char *from, *to; bool may; } ways[] = {
		{ "received", "assessed", true }, { "received", "answer", false },
		{ "approving", "assessed", true }, { "approving", "answer", true },
		{ "approving", "filed", false }, { "answer", "filed", true },
		{ "filed", "received", false }, { "filed", "filed", false },
		{ "nowhere", "filed", false },
	};
	const struct plan *all = policy_stages(*state);
	struct buf b = { 0 };

	assert_int_equal(all->n, 5);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		assert_int_equal(stage_leads(all, ways[i].from, ways[i].to),
		    ways[i].may);
	assert_string_equal(all->v[0].title, "投诉受理");
	assert_string_equal(all->v[0].iso, "7.2");
	assert_string_equal(joined(all->v[1].needs, &b), "cause verdict received");
	assert_string_equal(joined(all->v[3].after, &b), "approved");
	assert_string_equal(all->v[2].by, "manager");
	assert_string_equal(plan_step(all, "filed")->title, "归档");
	buf_free(&b);
}

static void plans(void **state)
{
	const struct plan *seven = policy_plan(*state, "seven_steps");
	const struct plan *told = policy_plan(*state, "disclosure");

	assert_int_equal(seven->n, 7);
	assert_string_equal(seven->v[6].name, "report_up");
	assert_null(seven->before);
	assert_string_equal(told->title, "行前告知");
	assert_string_equal(told->subject, "booking");
	assert_string_equal(told->before, "departed");
	assert_string_equal(told->v[1].by, "owner");
	assert_null(policy_plan(*state, "call"));
	assert_int_equal(plan_step(policy_qa(*state, "call"), "calm")->points, 60);
}

static void derived(void **state)
{
	static const struct { const char *kind, *channel, *severity; } cases[] = {
		{ "incident", "phone", "urgent" }, { "complaint", "phone", "normal" },
		{ "complaint", "media", "serious" }, { "grievance", "media", "none" },
		{ "complaint", NULL, "normal" },
	};
	const struct derived_rule *r[4];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts f = { 0 };
		size_t n;

		facts_text(&f, "kind", cases[i].kind);
		facts_text(&f, "channel", cases[i].channel);
		n = policy_derived(*state, "case", &f, r, 4);
		assert_string_equal(n ? r[0]->word : "none", cases[i].severity);
		assert_true(n <= 1);
		assert_int_equal(policy_derived(*state, "customer", &f, r, 4), 0);
	}
}

static void handling(void **state)
{
	const struct assign_rule *a;
	struct facts f = { 0 };

	assert_null(policy_assign(*state, "owner", &f));
	facts_text(&f, "kind", "complaint");
	a = policy_assign(*state, "owner", &f);
	assert_string_equal(a->team, "quality");
	assert_int_equal(a->by_n, 3);
	assert_int_equal(a->by[0], ASSIGN_FIRST_CONTACT);
	assert_int_equal(a->by[2], ASSIGN_LOAD);
	assert_int_equal(a->most_open, 20);
	facts_text(&f, "severity", "urgent");
	assert_string_equal(policy_assign(*state, "owner", &f)->to, "manager");
	assert_string_equal(policy_assign(*state, "interpreter", &f)->skill,
	    "english");
}

static void figures(void **state)
{
	static const struct {
		const char *name, *what, *set;
		enum figure_of of;
		enum target_kind kind;
		int64_t target;
		bool down;
		int weight;
	} wanted[] = {
		{ "timely", "result", "company", FIGURE_PROMISE, TARGET_SHARE, 950,
			false, 60 },
		{ "handling", "handling_time", "company", FIGURE_MEASURE,
			TARGET_TIME, 172800, true, 40 },
		{ "rating", "app_rating", "staff", FIGURE_MEASURE, TARGET_NUMBER,
			4500, false, 0 },
		{ "speed", "result", "staff", FIGURE_QUESTION, TARGET_NONE, 0,
			false, 0 },
		{ "calls", "call", "staff", FIGURE_QA, TARGET_NONE, 0, false, 0 },
		{ "asked", "complaint", "staff", FIGURE_SURVEY, TARGET_NONE, 0,
			false, 0 },
	};
	size_t n;
	const struct indicator_rule *r = policy_indicators(*state, &n);
	const struct report_rule *reports;

	assert_int_equal(n, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(r[i].name, wanted[i].name);
		assert_string_equal(r[i].what, wanted[i].what);
		assert_string_equal(r[i].set, wanted[i].set);
		assert_int_equal(r[i].of, wanted[i].of);
		assert_int_equal(r[i].target_kind, wanted[i].kind);
		assert_int_equal(r[i].target, wanted[i].target);
		assert_int_equal(r[i].down, wanted[i].down);
		assert_int_equal(r[i].weight, wanted[i].weight);
	}
	reports = policy_reports(*state, &n);
	assert_int_equal(n, 2);
	assert_int_equal(reports[0].each, PERIOD_MONTH);
	assert_int_equal(reports[0].within.n, 5);
	assert_int_equal(reports[1].each, PERIOD_DAY);
	assert_false(reports[1].has_within);
}

static void access(void **state)
{
	static const struct {
		const char *role;
		enum right right;
		enum reach reach;
	} cases[] = {
		{ "owner", RIGHT_SEE, REACH_OWN }, { "owner", RIGHT_PAY, REACH_NONE },
		{ "manager", RIGHT_ASSIGN, REACH_TEAM },
		{ "manager", RIGHT_FOR, REACH_ALL },
		{ "legal", RIGHT_SEE, REACH_NONE },
	};
	struct policy *p = load_text(HEAD, NULL);
	const struct retention_rule *kept;
	size_t n;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(policy_reach(*state, cases[i].role,
		    cases[i].right), cases[i].reach);
	assert_int_equal(policy_reach(p, "anybody", RIGHT_ERASE), REACH_ALL);
	policy_free(p);
	kept = policy_retention(*state, &n);
	assert_int_equal(n, 3);
	assert_string_equal(kept[0].from, "returned");
	assert_false(kept[0].has_most);
	assert_string_equal(kept[1].from, "filed");
	assert_int_equal(kept[1].most.n, 36);
	assert_int_equal(kept[2].then, THEN_ANONYMISE);
	assert_int_equal(policy_consent(*state, "service")->basis, BASIS_CONTRACT);
	assert_int_equal(policy_consent(*state, "care")->basis, BASIS_CONSENT);
	assert_true(policy_consent(*state, "survey")->separate);
	assert_null(policy_consent(*state, "marketing"));
	assert_int_equal(policy_partner(*state)->columns.n, 4);
	assert_string_equal(policy_partner(*state)->consent, "survey");
}

/* every: {key: 30d, vip: 90d} is a promise of the name for each tier. */
static void tiers(void **state)
{
	static const struct { const char *tier, *amount; } cases[] = {
		{ "key", "30d" }, { "vip", "90d" }, { "regular", "none" },
		{ NULL, "none" },
	};
	char buf[SPAN_TEXT];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct promise_rule *r[8];
		struct facts f = { 0 };
		const char *amount = "none";
		size_t n;

		facts_text(&f, "standing", "active");
		facts_text(&f, "tier", cases[i].tier);
		n = policy_promises(*state, "customer", &f, r, 8);
		for (size_t k = 0; k < n; k++)
			if (strcmp(r[k]->name, "visit") == 0)
				amount = policy_amount(r[k], buf);
		assert_string_equal(amount, cases[i].amount);
		facts_text(&f, "standing", "gone");
		n = policy_promises(*state, "customer", &f, r, 8);
		for (size_t k = 0; k < n; k++)
			assert_string_not_equal(r[k]->name, "visit");
	}
	assert_string_equal(policy_promise_rule(*state, "visit", "90d")->ladder->name,
	    "late");
}

static void promises(void **state)
{
	const struct ladder *late = policy_promise_rule(*state, "result",
	    NULL)->ladder;

	assert_false(policy_promise_rule(*state, "result", NULL)->recomputes);
	assert_true(policy_promise_rule(*state, "progress", NULL)->recomputes);
	assert_string_equal(policy_promise_rule(*state, "progress", NULL)->until,
	    "filed");
	assert_true(late->v[0].is_share);
	assert_int_equal(late->v[0].permille, 0);
	assert_int_equal(late->v[1].permille, 800);
	assert_int_equal(policy_days(*state, "spring_festival")->n, 2);
	assert_int_equal(policy_days(*state, "spring_festival")->v[0],
	    day_number(2026, 2, 17));
}

static void messages(void **state)
{
	size_t n;
	const struct message_rule *m = policy_message_rules(*state, &n);
	const struct survey_rule *s;
	const struct hold_rule *h;
	const struct shift_rule *shifts;
	struct buf b = { 0 };

	assert_true(m[0].repeats);
	assert_int_equal(m[0].every.n, 2);
	assert_string_equal(joined(m[0].to, &b), "customer");
	assert_string_equal(joined(m[1].to, &b), "supervisor partner");
	s = policy_survey_rules(*state, &n);
	assert_int_equal(s[0].reopen_at_most, 6);
	assert_int_equal(s[0].low_at_most, 0);
	assert_true(s[0].has_remind);
	assert_int_equal(s[1].each, EACH_QUARTER);
	assert_string_equal(s[1].subject, "customer");
	assert_string_equal(s[1].after, "");
	assert_int_equal(s[1].sample.error, 50);
	assert_int_equal(s[1].sample.at_least, 5);
	assert_int_equal(s[2].sample.share, 100);
	h = policy_holds(*state, &n);
	assert_int_equal(n, 1);
	assert_string_equal(h->same, "trip");
	assert_string_equal(joined(h->stops, &b), "care survey");
	shifts = policy_shifts(*state, &n);
	assert_int_equal(n, 2);
	assert_int_equal(shifts[0].least, 2);
	assert_int_equal(shifts[1].from, 23 * 3600);
	assert_int_equal(shifts[1].to, 7 * 3600);
	buf_free(&b);
}

static void words(void **state)
{
	const struct word *w;

	w = policy_word(*state, "kinds", "障碍");
	assert_string_equal(w->name, "fault");
	assert_true(w->retired);
	assert_true(policy_word(*state, "channels", "fax")->retired);
	assert_false(policy_word(*state, "kinds", "complaint")->retired);
	assert_int_equal(policy_word(*state, "liabilities", "shared")->share, 500);
	assert_int_equal(policy_word(*state, "liabilities", "own")->share, -1);
	assert_int_equal(policy_word(*state, "channels", "phone")->silence.n, 7);
	assert_false(policy_word(*state, "channels", "media")->has_silence);
	assert_int_equal(policy_word(*state, "questions", "result")->scale, SCALE_5);
	assert_int_equal(policy_word(*state, "questions", "recommend")->scale,
	    SCALE_10);
	assert_string_equal(policy_word(*state, "questions", "recommend")->about,
	    "nps");
}

static void add_role(void *arg, const char *role, struct mark mark)
{
	assert_true(mark.line > 0);
	buf_addf(arg, "%s ", role);
}

static void roles(void **state)
{
	struct policy *p = load_text(HEAD
	    "words: {roles: {owner: 经办人, boss: 主管, lawyer: 法务, idle: 闲}}\n"
	    "promises: [{name: p, within: 2h, owes: owner, ladder: l}]\n"
	    "ladders: {l: [{name: d, at: due, notify: [主管, boss2]}]}\n", NULL);
	struct buf b = { 0 };

	(void)state;
	assert_null(p);
	p = load_text(HEAD
	    "currency: CNY\n"
	    "words: {roles: {owner: 经办人, boss: 主管, lawyer: 法务, idle: 闲}}\n"
	    "promises: [{name: p, within: 2h, owes: owner, ladder: l}]\n"
	    "ladders: {l: [{name: d, at: due, notify: [主管, owner]}]}\n"
	    "money: {limits: {法务: 5}}\n"
	    "rights: {boss: {see: all}}\n", NULL);
	assert_non_null(p);
	policy_roles_used(p, add_role, &b);
	assert_string_equal(buf_text(&b), "boss owner lawyer ");
	policy_free(p);
	buf_free(&b);
}

static void folders(void **state)
{
	struct policy *p = load_quietly("tests/policy/folder/good");
	struct buf said = { 0 };
	struct policy_part part;
	char *bundle;
	size_t n;

	(void)state;
	assert_string_equal(policy_promise_rules(p, &n)[0].mark.file,
	    "tests/policy/folder/good/30-promises.yaml");
	assert_int_equal(n, 1);
	assert_true(calendar_covered(policy_calendar(p, "office"), 2026));
	policy_free(p);
	bundle = policy_bundle("tests/policy/folder/good/", NULL, NULL);
	assert_int_equal(policy_files(bundle), 3);
	assert_true(policy_part(bundle, 0, &part));
	assert_true(policy_is_folder(&part));
	assert_memory_equal(part.text, "10-head.yaml\n20-words.yaml\n"
	    "30-promises.yaml\n", part.n);
	assert_true(policy_part(bundle, 4, &part));
	assert_memory_equal(part.name, "calendars/days.yaml", part.name_n);
	assert_false(policy_part(bundle, 5, &part));
	free(bundle);
	assert_null(load_file("tests/policy/folder/bad", 2026, 2026, &said));
	assert_string_equal(buf_text(&said),
	    "20-more.yaml:2:33: promises[0].when.kind: unknown kind \"complait\"; "
	    "nearest: complaint\n"
	    "20-more.yaml:3:1: words: this key stands in "
	    "tests/policy/folder/bad/10-head.yaml already, line 5\n"
	    "30-broken.yaml:2:1: this is no YAML: did not find expected node "
	    "content (while parsing a flow node)\n"
	    "40-again.yaml:1:1: promises: this key stands in "
	    "tests/policy/folder/bad/20-more.yaml already, line 1\n"
	    "40-again.yaml:2:1: wrods: unknown key; nearest: words\n");
	buf_reset(&said);
	assert_null(load_file("tests/policy/folder/empty", 2026, 2026, &said));
	assert_string_equal(buf_text(&said),
	    "empty:0:0: no file *.yaml in this folder\n");
	buf_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stages), cmocka_unit_test(plans),
		cmocka_unit_test(derived), cmocka_unit_test(handling),
		cmocka_unit_test(figures), cmocka_unit_test(access), cmocka_unit_test(tiers),
		cmocka_unit_test(promises), cmocka_unit_test(messages),
		cmocka_unit_test(words), cmocka_unit_test(roles),
		cmocka_unit_test(folders),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
