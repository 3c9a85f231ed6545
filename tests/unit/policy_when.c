/* Conditions: when they hold, how much they weigh, whether they can hold. */
#include "policy_files.h"

#include <stdio.h>

#define WORDS HEAD "words:\n" \
	"  kinds: {complaint: 投诉, request: 需求, incident: 突发状况}\n" \
	"  severities: [minor, normal, serious, urgent]\n" \
	"fields:\n" \
	"  needs: {for: booking, type: words, of: [vegetarian, wheelchair, child]}\n" \
	"  motive: {for: case, type: word, of: {improve: 建议, vent: 发泄}}\n" \
	"  angry: {for: case, type: flag}\n" \
	"  seen: {for: case, type: date}\n" \
	"  until: {for: case, type: date}\n"

/* The conditions of one rule of a policy that lives until the next call. */
static const struct when *conditions(const char *subject, const char *text)
{
	static struct policy *p;
	struct buf b = { 0 }, said = { 0 };
	size_t n;

	policy_free(p);
	p = NULL;
	if (!text)
		return NULL;
	buf_addf(&b, WORDS "promises:\n  - {name: p, for: %s, within: 1h, "
	    "when: %s}\n", subject, text);
	p = load_text(buf_text(&b), &said);
	if (!p)
		fail_msg("%s: %s", text, buf_text(&said));
	buf_free(&b);
	buf_free(&said);
	return policy_promise_rules(p, &n)->when;
}

/* "kind=complaint reopened=#2 angry=?": words, numbers, unknown. */
static void facts_read(struct facts *f, char *text)
{
	memset(f, 0, sizeof *f);
	for (char *one = strtok(text, ";"); one; one = strtok(NULL, ";")) {
		char *value = strchr(one, '=');

		assert_non_null(value);
		*value++ = '\0';
		if (*value == '#')
			facts_number(f, one, atoi(value + 1));
		else
			facts_text(f, one, strcmp(value, "?") == 0 ? NULL : value);
	}
}

static void holds(void **state)
{
	static const struct {
		const char *subject, *when, *facts;
		bool holds;
		int weight;
	} cases[] = {
		{ "case", "{kind: complaint}", "kind=complaint", true, 1 },
		{ "case", "{kind: 投诉}", "kind=complaint", true, 1 },
		{ "case", "{kind: complaint}", "kind=request", false, 1 },
		{ "case", "{kind: complaint}", "", false, 1 },
		{ "case", "{kind: complaint}", "kind=?", false, 1 },
		{ "case", "{kind: complaint}", "kind=complaints", false, 1 },
		{ "case", "{kind: [complaint, 需求]}", "kind=request", true, 1 },
		{ "case", "{kind: [complaint, 需求]}", "kind=incident", false, 1 },
		{ "case", "{kind: complaint, severity: urgent}",
			"kind=complaint;severity=urgent", true, 2 },
		{ "case", "{kind: complaint, severity: urgent}",
			"kind=complaint;severity=minor", false, 2 },
		{ "case", "{kind: complaint, severity: urgent}",
			"kind=complaint;severity=?", false, 2 },
		{ "case", "{not: {kind: complaint}}", "kind=request", true, 1 },
		{ "case", "{not: {kind: complaint}}", "kind=complaint", false, 1 },
		{ "case", "{not: {kind: complaint}}", "kind=?", true, 1 },
		{ "case", "{not: {kind: complaint, severity: minor}}",
			"kind=complaint;severity=urgent", true, 1 },
		{ "case", "{any: [{kind: complaint}, {severity: urgent}]}",
			"severity=urgent", true, 1 },
		{ "case", "{any: [{kind: complaint}, {severity: urgent}]}",
			"severity=minor", false, 1 },
		{ "case", "{all: [{kind: complaint}, {severity: urgent}], tier: vip}",
			"kind=complaint;severity=urgent;tier=vip", true, 3 },
		{ "case", "{all: [{kind: complaint, any: [{tier: a}, {tier: b}]}]}",
			"kind=complaint;tier=b", true, 2 },
		{ "case", "{reopened: {over: 1}}", "reopened=#2", true, 1 },
		{ "case", "{reopened: {over: 1}}", "reopened=#1", false, 1 },
		{ "case", "{reopened: {over: 1}}", "", false, 1 },
		{ "case", "{reopened: {over: 1, under: 4}}", "reopened=#4", false, 1 },
		{ "case", "{reopened: {over: 1, under: 4}}", "reopened=#3", true, 1 },
		{ "case", "{reopened: [0, 2]}", "reopened=#2", true, 1 },
		{ "case", "{reopened: 0}", "reopened=#0", true, 1 },
		{ "case", "{reopened: 2}", "reopened=2", true, 1 },
		{ "case", "{reopened: 2}", "reopened=two", false, 1 },
		{ "case", "{angry: true}", "angry=#1", true, 1 },
		{ "case", "{angry: false}", "angry=#0", true, 1 },
		{ "case", "{angry: false}", "", false, 1 },
		{ "case", "{motive: 发泄}", "motive=vent", true, 1 },
		{ "case", "{tier: {set: true}}", "tier=vip", true, 1 },
		{ "case", "{tier: {set: true}}", "tier=?", false, 1 },
		{ "case", "{tier: {set: false}}", "", true, 1 },
		{ "case", "{seen: {set: true}}", "seen=#20000", true, 1 },
		/* 57600 is a midnight in Shanghai, and 144000 the next */
		{ "case", "{until: {before: received}}",
			"until=#57600;received=#144000", true, 1 },
		{ "case", "{until: {before: received}}",
			"until=#57600;received=#143999", false, 1 },
		{ "case", "{until: {after: seen}}", "until=#144000;seen=#57600",
			true, 1 },
		{ "case", "{until: {after: seen}}", "until=#57600;seen=#57600",
			false, 1 },
		{ "case", "{until: {before: received}}", "received=#144000",
			false, 1 },
		{ "case", "{until: {before: seen}}", "until=#57600;seen=?",
			false, 1 },
		{ "case", "{not: {until: {before: received}}}",
			"received=#144000", true, 1 },
		{ "case", "{customer.open_complaint: true}",
			"customer.open_complaint=#1", true, 1 },
		{ "booking", "{needs: child}", "needs=vegetarian child", true, 1 },
		{ "booking", "{needs: [child, wheelchair]}", "needs=wheelchair",
			true, 1 },
		{ "booking", "{needs: child}", "needs=children", false, 1 },
		{ "booking", "{needs: child}", "needs=", false, 1 },
		{ "booking", "{any: [{long_haul: true}, {needs: [wheelchair]}]}",
			"long_haul=#1", true, 1 },
		{ "booking", "{party: {over: 9}, state: booked}",
			"party=#12;state=booked", true, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct when *w = conditions(cases[i].subject, cases[i].when);
		char text[128];
		struct facts f;

		snprintf(text, sizeof text, "%s", cases[i].facts);
		facts_read(&f, text);
		if (when_holds(w, &f) != cases[i].holds)
			fail_msg("%s of \"%s\"", cases[i].when, cases[i].facts);
		if (when_weight(w) != cases[i].weight)
			fail_msg("%s weighs %d", cases[i].when, when_weight(w));
		assert_true(when_possible(w, NULL));
	}
	conditions(NULL, NULL);
}

/* What has to be known before it can be said whether they hold. */
static void waits(void **state)
{
	static const struct {
		const char *when, *facts, *fact;	/* NULL: it is decided */
	} cases[] = {
		{ "{kind: complaint}", "kind=complaint", NULL },
		{ "{kind: complaint}", "kind=request", NULL },
		{ "{kind: complaint}", "", "kind" },
		{ "{kind: complaint}", "kind=?", "kind" },
		{ "{kind: complaint, tier: vip}", "kind=request", NULL },
		{ "{kind: complaint, tier: vip}", "kind=complaint", "tier" },
		{ "{kind: complaint, tier: vip}", "tier=vip", "kind" },
		{ "{kind: complaint, tier: vip}", "", "kind" },
		{ "{any: [{kind: complaint}, {tier: vip}]}", "tier=vip", NULL },
		{ "{any: [{kind: complaint}, {tier: vip}]}", "tier=key", "kind" },
		{ "{any: [{kind: complaint}, {tier: vip}]}", "kind=request", "tier" },
		{ "{not: {kind: complaint}}", "", "kind" },
		{ "{not: {kind: complaint}}", "kind=request", NULL },
		{ "{not: {kind: complaint, tier: vip}}", "tier=key", NULL },
		{ "{reopened: {over: 2}}", "", "reopened" },
		{ "{reopened: {over: 2}}", "reopened=#1", NULL },
		{ "{until: {before: seen}}", "", "until" },
		{ "{until: {before: seen}}", "until=#1", "seen" },
		{ "{until: {before: seen}}", "until=#1;seen=#2", NULL },
		{ "{tier: {set: true}}", "", NULL },
		{ "{tier: {set: false}, kind: complaint}", "", "kind" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct when *w = conditions("case", cases[i].when);
		const char *fact;
		char text[128];
		struct facts f;

		snprintf(text, sizeof text, "%s", cases[i].facts);
		facts_read(&f, text);
		fact = when_waits(w, &f);
		if (!fact != !cases[i].fact ||
		    (fact && strcmp(fact, cases[i].fact) != 0))
			fail_msg("%s of \"%s\" waits for %s", cases[i].when,
			    cases[i].facts, fact ? fact : "nothing");
	}
	conditions(NULL, NULL);
	assert_null(when_waits(NULL, &(struct facts){ 0 }));
}

static void nothing_always_holds(void **state)
{
	struct facts none = { 0 };

	(void)state;
	assert_true(when_holds(NULL, &none));
	assert_int_equal(when_weight(NULL), 0);
	assert_true(when_possible(NULL, NULL));
}

/* Written out it reads back as the same. */
static void writes(void **state)
{
	static const struct {
		const char *subject, *when, *text;
	} cases[] = {
		{ "case", "{kind: 投诉}", "{kind: complaint}" },
		{ "case", "{kind: [投诉, request], not: {severity: minor}}", NULL },
		{ "case", "{any: [{tier: vip}, {reopened: {over: 2, under: 9}}]}", NULL },
		{ "case", "{all: [{tier: {set: false}}, {angry: true}]}", NULL },
		{ "case", "{reopened: [1, 2, 3]}", NULL },
		{ "case", "{not: {until: {before: received}}, seen: {after: until}}",
			NULL },
	};
	struct buf first = { 0 }, again = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_reset(&first);
		buf_reset(&again);
		when_text(conditions(cases[i].subject, cases[i].when), &first);
		if (cases[i].text)
			assert_string_equal(buf_text(&first), cases[i].text);
		when_text(conditions(cases[i].subject, buf_text(&first)), &again);
		assert_string_equal(buf_text(&first), buf_text(&again));
	}
	buf_reset(&first);
	when_text(NULL, &first);
	assert_string_equal(buf_text(&first), "{}");
	buf_free(&first);
	buf_free(&again);
	conditions(NULL, NULL);
}

/* Rules of one name: are they said to overlap? */
static void overlaps(void **state)
{
	static const struct {
		const char *a, *b;
		bool warned;
	} cases[] = {
		{ "{kind: complaint}", "{kind: request}", false },
		{ "{kind: complaint}", "{kind: [request, complaint]}", true },
		{ "{kind: complaint}", "{severity: urgent}", true },
		{ "{kind: complaint}", "{kind: complaint, severity: urgent}", false },
		{ "{reopened: {under: 3}}", "{reopened: {over: 2}}", false },
		{ "{reopened: {under: 4}}", "{reopened: {over: 2}}", true },
		{ "{not: {kind: complaint}}", "{kind: complaint}", false },
		{ "{not: {kind: complaint}}", "{kind: request}", true },
		{ "{angry: true}", "{angry: false}", false },
		{ "{tier: {set: false}}", "{tier: vip}", false },
		{ "{tier: {set: true}}", "{tier: vip}", true },
		{ "{until: {before: seen}}", "{until: {after: seen}}", false },
		{ "{until: {before: seen}}", "{seen: {before: until}}", false },
		{ "{until: {before: seen}}", "{until: {before: received}}", true },
		{ "{until: {before: seen}}", "{until: {set: false}}", false },
		{ "{any: [{tier: a}, {tier: b}]}", "{tier: c}", false },
		{ "{any: [{tier: a}, {tier: b}]}", "{tier: b}", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 }, said = { 0 };
		struct policy *p;

		buf_addf(&b, WORDS "promises:\n  - {name: p, within: 1h, when: %s}\n"
		    "  - {name: p, within: 2h, when: %s}\n", cases[i].a, cases[i].b);
		p = load_text(buf_text(&b), &said);
		assert_non_null(p);
		if ((said.n > 0) != cases[i].warned)
			fail_msg("%s and %s: %s", cases[i].a, cases[i].b,
			    buf_text(&said));
		policy_free(p);
		buf_free(&b);
		buf_free(&said);
	}
}

static void facts(void **state)
{
	struct facts f = { 0 };

	(void)state;
	facts_text(&f, "kind", "complaint");
	facts_number(&f, "reopened", 3);
	facts_text(&f, "kind", "request");
	assert_int_equal(f.n, 2);
	assert_string_equal(facts_get(&f, "kind")->text, "request");
	assert_int_equal(facts_get(&f, "reopened")->number, 3);
	assert_null(facts_get(&f, "tier"));
	facts_text(&f, "reopened", NULL);
	assert_false(facts_get(&f, "reopened")->known);
	assert_non_null(fact_kind("case", "kind"));
	assert_null(fact_kind("booking", "kind"));
	assert_null(fact_kind("case book", "kind"));
	assert_null(fact_kind("", "kind"));
	assert_string_equal(fact_kind("customer", "tier")->list, "tiers");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds),
		cmocka_unit_test(waits),
		cmocka_unit_test(nothing_always_holds),
		cmocka_unit_test(writes),
		cmocka_unit_test(overlaps),
		cmocka_unit_test(facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
