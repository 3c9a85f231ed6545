/* Choosing rules, finding them again, windows, levels, words, bundles. */
#include "policy_files.h"

#include <stdio.h>

static struct policy *load_good(const char *text)
{
	struct buf said = { 0 };
	struct policy *p = load_text(text, &said);

	if (!p || said.n > 0)
		fail_msg("%s", buf_text(&said));
	buf_free(&said);
	return p;
}

static const char result[] = HEAD
	"calendars:\n"
	"  office: {hours: {mon-fri: \"09:00-18:00\"}}\n"
	"promises:\n"
	"  - {name: result, within: 48h}\n"
	"  - {name: result, when: {kind: a}, within: 2wd}\n"
	"  - {name: result, when: {kind: a, tier: vip}, within: 1wd}\n"
	"  - {name: result, when: {all: [{kind: a}, {tier: vip}, {region: n}]}, within: 8bh}\n"
	"  - {name: result, when: {any: [{kind: a, tier: vip, region: n}, {kind: z}]}, within: 9h}\n"
	"  - {name: result, for: booking, within: 5h}\n"
	"  - {name: visit, every: 1d, until: closed, unless: {tier: vip}}\n";

static void most_specific(void **state)
{
	static const struct {
		const char *kind, *tier, *region, *amount;
		size_t rules;
	} cases[] = {
		{ NULL, NULL, NULL, "48h", 2 },
		{ "b", NULL, NULL, "48h", 2 },
		{ "a", NULL, NULL, "2wd", 2 },
		{ "a", "vip", NULL, "1wd", 1 },
		{ "a", "vip", "n", "8bh", 1 },
		{ "b", "vip", "n", "48h", 1 },
		{ "z", NULL, NULL, "9h", 2 },	/* "any" counts 1 as a whole */
	};
	struct buf said = { 0 };
	struct policy *p = load_text(result, &said);
	const struct promise_rule *r[8];
	char buf[SPAN_TEXT];

	(void)state;
	assert_non_null(p);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts f = { 0 };

		facts_text(&f, "kind", cases[i].kind);
		facts_text(&f, "tier", cases[i].tier);
		facts_text(&f, "region", cases[i].region);
		assert_int_equal(policy_promises(p, "case", &f, r, 8), cases[i].rules);
		assert_string_equal(policy_amount(r[0], buf), cases[i].amount);
		assert_int_equal(policy_promises(p, "case", &f, r, 1), 1);
		assert_int_equal(policy_promises(p, "customer", &f, r, 8), 0);
		assert_int_equal(policy_promises(p, "booking", &f, r, 8), 1);
		assert_string_equal(policy_amount(r[0], buf), "5h");
	}
	policy_free(p);
	buf_free(&said);
}

static void found_again(void **state)
{
	struct buf said = { 0 };
	struct policy *p = load_text(result, &said);
	char buf[SPAN_TEXT];

	(void)state;
	assert_string_equal(policy_amount(policy_promise_rule(p, "result", "1wd"),
	    buf), "1wd");
	assert_string_equal(policy_amount(policy_promise_rule(p, "result", "77h"),
	    buf), "48h");
	assert_string_equal(policy_amount(policy_promise_rule(p, "visit", NULL),
	    buf), "1d");
	assert_null(policy_promise_rule(p, "resul", "1wd"));
	policy_free(p);
	buf_free(&said);
}

static void defaults(void **state)
{
	struct policy *p = load_good(HEAD
	    "calendars:\n"
	    "  office: {hours: {mon-fri: \"09:00-12:00 13:30-18:00\"}}\n"
	    "words: {roles: {owner: 经办人, lead: 组长}}\n"
	    "defaults: {owes: 组长, on_change: {severity: earlier}}\n"
	    "ladders:\n"
	    "  l:\n"
	    "    - {name: a, at: 12.5%, notify: 组长}\n"
	    "    - {name: b, at: due - 1bh, notify: owner, reassign: lead}\n"
	    "    - {name: c, at: due+4h, notify: owner, every: 1d, times: 3}\n"
	    "promises:\n"
	    "  - {name: p, within: 2wd, ladder: l}\n"
	    "  - {name: q, to: replied, within: 1h, owes: owner}\n");
	const struct policy_head *h = policy_head(p);
	const struct promise_rule *r;
	const struct level *l;
	size_t n;

	(void)state;
	assert_string_equal(calendar_name(h->working), "office");
	assert_null(h->days);
	assert_string_equal(h->title, "t");
	assert_false(h->reopen_continues);
	assert_int_equal(policy_on_change(p, "severity"), CHANGE_EARLIER);
	assert_int_equal(policy_on_change(p, "kind"), CHANGE_KEEP);
	r = policy_promise_rules(p, &n);
	assert_int_equal(n, 2);
	assert_string_equal(r[0].owes, "lead");
	assert_string_equal(r[0].from, "received");
	assert_string_equal(r[0].to, "p");
	assert_string_equal(r[1].to, "replied");
	assert_string_equal(r[1].owes, "owner");
	l = r[0].ladder->v;
	assert_int_equal(r[0].ladder->n, 3);
	assert_true(l[0].is_share);
	assert_int_equal(l[0].permille, 125);
	assert_string_equal(l[0].notify.v[0], "lead");
	assert_int_equal(l[1].offset.n, -3600);
	assert_int_equal(l[1].offset.clock, SPAN_WORKING);
	assert_string_equal(l[1].reassign, "lead");
	assert_int_equal(l[2].offset.n, 4 * 3600);
	assert_int_equal(l[2].times, 3);
	assert_int_equal(l[2].mark.line, 13);
	policy_free(p);
}

static void windows(void **state)
{
	static const struct {
		const char *text, *to_field;
		int64_t from, to;
		int from_second, to_second;
	} cases[] = {
		{ "departs - 3d .. departs - 1d, 10:00", "departs", -3, -1, 36000, -1 },
		{ "departs - 3d, 9:00 .. departs - 1d, 18:00", "departs", -3, -1,
			32400, 64800 },
		{ "departs + 1d, 10:00 .. 20:00", NULL, 1, 0, 36000, 72000 },
		{ "departs - 3d .. departs + 1d", "departs", -3, 1, -1, -1 },
		{ "departs-3d,10:00", NULL, -3, 0, 36000, -1 },
		{ "departs", NULL, 0, 0, -1, -1 },
		{ "departs .. returns", "returns", 0, 0, -1, -1 },
		{ "departs, 24:00", NULL, 0, 0, 86400, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 };
		const struct window *w;
		struct policy *p;
		size_t n;

		buf_addf(&b, HEAD "promises:\n  - {name: p, for: booking, window: "
		    "\"%s\"}\n", cases[i].text);
		p = load_good(buf_text(&b));
		w = &policy_promise_rules(p, &n)->window;
		assert_string_equal(w->text, cases[i].text);
		assert_string_equal(w->from.field, "departs");
		assert_int_equal(w->from.offset.n, cases[i].from);
		assert_int_equal(w->from.second, cases[i].from_second);
		if (cases[i].to_field)
			assert_string_equal(w->to.field, cases[i].to_field);
		else
			assert_null(w->to.field);
		assert_int_equal(w->to.offset.n, cases[i].to);
		assert_int_equal(w->to.second, cases[i].to_second);
		policy_free(p);
		buf_free(&b);
	}
}

static void words(void **state)
{
	struct policy *p = load_good(HEAD
	    "words:\n"
	    "  kinds: {complaint: 投诉, old: {title: 旧投诉, retired: true}}\n"
	    "  severities: [low, high]\n"
	    "fields: {needs: {for: booking, type: words, of: {child: 儿童}}}\n");

	(void)state;
	assert_string_equal(policy_word(p, "kinds", "投诉")->name, "complaint");
	assert_true(policy_word(p, "kinds", "old")->retired);
	assert_null(policy_word(p, "kinds", "Complaint"));
	assert_null(policy_word(p, "none", "complaint"));
	assert_null(policy_words(p, "none"));
	assert_int_equal(policy_words(p, "kinds")->n, 2);
	assert_string_equal(policy_word(p, "needs", "儿童")->name, "child");
	assert_string_equal(policy_nearest(p, "kinds", "complain"), "complaint");
	assert_string_equal(policy_nearest(p, "kinds", "投訴"), "投诉");
	assert_null(policy_nearest(p, "kinds", "xyz"));
	assert_null(policy_nearest(p, "none", "complain"));
	assert_int_equal(policy_rank(p, "high"), 1);
	assert_int_equal(policy_rank(p, NULL), -1);
	assert_int_equal(policy_fact(p, "booking", "needs")->type, FACT_SET);
	assert_null(policy_fact(p, "case", "needs"));
	assert_string_equal(policy_fact(p, "case", "kind")->list, "kinds");
	assert_string_equal(policy_field(p, "booking", "needs")->title, "needs");
	policy_free(p);
}

/* A text that looks like a part's head is no head; a cut bundle is refused
 * and read nowhere beyond its end. */
static void bundles(void **state)
{
	static const char text[] = "x: 1\npart 3 4\nabc\nevil\n";
	struct policy_part part;
	struct buf b = { 0 };

	(void)state;
	buf_adds(&b, "care-policy-bundle 1\n");
	add_part(&b, "a\npart 1 1", text, strlen(text));
	add_part(&b, "b.yaml", "", 0);
	assert_true(policy_part(buf_text(&b), 0, &part));
	assert_int_equal(part.n, strlen(text));
	assert_memory_equal(part.text, text, part.n);
	assert_memory_equal(part.name, "a\npart 1 1", part.name_n);
	assert_true(policy_part(buf_text(&b), 1, &part));
	assert_int_equal(part.n, 0);
	assert_memory_equal(part.name, "b.yaml", part.name_n);
	assert_false(policy_part(buf_text(&b), 2, &part));
	for (size_t n = b.n; n-- > 0; ) {
		char *cut = malloc(n + 1);	/* exact, for the sanitizer */

		memcpy(cut, b.s, n);
		cut[n] = '\0';
		assert_false(policy_part(cut, 1, &part));
		free(cut);
	}
	assert_false(policy_part("care-policy-bundle 1\npart 999999999 9\n", 0, &part));
	assert_false(policy_part("care-policy-bundle 1\npart -1 9\nx", 0, &part));
	assert_false(policy_part("", 0, &part));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(most_specific),
		cmocka_unit_test(found_again),
		cmocka_unit_test(defaults),
		cmocka_unit_test(windows),
		cmocka_unit_test(words),
		cmocka_unit_test(bundles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
