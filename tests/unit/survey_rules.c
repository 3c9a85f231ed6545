/* Whom to ask when, what a low answer is, and tokens. */
#include "policy_files.h"

#include <stdio.h>

#include "base/buf.h"
#include "care/surveys/survey.h"
#include "care/surveys/token.h"

enum { DAY = 86400, CLOSED = 1770000000 };

static const char text[] = HEAD
	"words:\n"
	"  kinds: [complaint, grievance]\n"
	"  channels: [sms, mail, phone]\n"
	"  questions: {result: 结果, speed: 速度}\n"
	"surveys:\n"
	"  - {name: any, when: {kind: complaint}, delay: 1d, ask: [result, speed],"
	" cooldown: 30d, expires: 14d, low: {at_most: 2, of: any, opens: grievance}}\n"
	"  - {name: mean, delay: 2h, ask: [result, speed], by: [mail],"
	" low: {at_most: 2, of: mean, opens: grievance}}\n"
	"  - {name: one, ask: [result, speed],"
	" low: {at_most: 3, of: speed, opens: grievance}}\n"
	"  - {name: none, ask: [result]}\n"
	"  - {name: trip, for: booking, after: returned, ask: [result]}\n";

static struct policy *policy;
static const struct survey_rule *rules;

static int load(void **state)
{
	struct buf said = {0};
	size_t n;

	(void)state;
	policy = load_text(text, &said);
	if (!policy) {
		printf("%s", buf_text(&said));
		return -1;
	}
	rules = policy_survey_rules(policy, &n);
	buf_free(&said);
	return n == 5 ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	policy_free(policy);
	return 0;
}

#define ASKING .after_at = CLOSED, .customer = 7, .reachable = true

static const struct {
	int64_t now;
	struct asking a;
	const char *why;
} asked[] = {
	{CLOSED + DAY, {ASKING}, NULL},
	{CLOSED + DAY - 1, {ASKING}, "not_due"},
	{CLOSED + 15 * DAY - 1, {ASKING}, NULL},
	{CLOSED + 15 * DAY, {ASKING}, "too_late"},
	{CLOSED + DAY, {.customer = 7, .reachable = true}, "not_closed"},
	{CLOSED - 1, {ASKING}, "not_closed"},
	{CLOSED + DAY, {ASKING, .merged = true}, "merged"},
	{CLOSED + DAY, {ASKING, .live_from = CLOSED + 1}, "before_live"},
	{CLOSED + DAY, {ASKING, .live_from = CLOSED}, NULL},
	{CLOSED + DAY, {.after_at = CLOSED}, "no_customer"},
	{CLOSED + DAY, {.after_at = CLOSED, .customer = 7}, "no_address"},
	{CLOSED + DAY, {ASKING, .open_complaints = 1}, "open_complaint"},
	{CLOSED + DAY, {ASKING, .last_asked = CLOSED - 28 * DAY}, "cooldown"},
	{CLOSED + DAY, {ASKING, .last_asked = CLOSED - 29 * DAY}, NULL},
};

static void it_is_decided_whom_to_ask(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		const char *why = survey_why_not(policy, &rules[0], &asked[i].a,
		    asked[i].now);

		if (!why != !asked[i].why || (why && strcmp(why, asked[i].why)))
			printf("# row %zu: %s\n", i, why ? why : "asked");
		if (!asked[i].why)
			assert_null(why);
		else
			assert_string_equal(why, asked[i].why);
	}
}

/* Without expiry and cool-down: stale after 30 days, asked as often as due. */
static void rules_without_bounds(void **state)
{
	struct asking a = {ASKING, .last_asked = CLOSED};

	(void)state;
	assert_null(survey_why_not(policy, &rules[1], &a, CLOSED + 7200));
	assert_string_equal(survey_why_not(policy, &rules[1], &a,
	    CLOSED + 7200 + 30 * DAY), "too_late");
	assert_int_equal(survey_ends(policy, &rules[1], CLOSED), 0);
	assert_int_equal(survey_ends(policy, &rules[0], CLOSED), CLOSED + 14 * DAY);
	assert_int_equal(survey_due(policy, &rules[3], CLOSED), CLOSED);
}

/* The bound of the search never hides a case that may be asked about. */
static void the_reach_is_never_too_short(void **state)
{
	(void)state;
	for (size_t r = 0; r < 4; r++)
		for (int64_t later = 0; later < 60 * DAY; later += 3600) {
			struct asking a = {ASKING};

			if (!survey_why_not(policy, &rules[r], &a, CLOSED + later))
				assert_true(survey_reach(&rules[r]) >= later);
		}
}

static const struct {
	size_t rule, n;
	struct score v[3];
	bool low;
} lows[] = {
	{0, 2, {{"result", 5}, {"speed", 3}}, false},
	{0, 2, {{"result", 5}, {"speed", 2}}, true},
	{0, 1, {{"result", 1}}, true},
	{0, 0, {{NULL, 0}}, false},
	{1, 2, {{"result", 1}, {"speed", 3}}, true},
	{1, 2, {{"result", 1}, {"speed", 4}}, false},
	{2, 2, {{"result", 1}, {"speed", 4}}, false},
	{2, 2, {{"result", 5}, {"speed", 3}}, true},
	{2, 1, {{"result", 1}}, false},
	{3, 1, {{"result", 1}}, false},
};

static void only_cases_are_asked_about(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_true(survey_follows_cases(&rules[i]));
	assert_false(survey_follows_cases(&rules[4]));
}

static void low_answers_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lows / sizeof lows[0]; i++) {
		bool low = survey_low(&rules[lows[i].rule], lows[i].v, lows[i].n);

		if (low != lows[i].low)
			printf("# row %zu\n", i);
		assert_true(low == lows[i].low);
	}
}

static void addresses_are_found_by_channel(void **state)
{
	struct customer phone = {.phone = "13800138000"};
	struct customer mail = {.mail = "li@example.com"}, nobody = {0};

	(void)state;
	assert_true(survey_reaches(&rules[0], &phone));
	assert_true(survey_reaches(&rules[0], &mail));
	assert_false(survey_reaches(&rules[0], &nobody));
	assert_false(survey_reaches(&rules[1], &phone));
	assert_true(survey_reaches(&rules[1], &mail));
	assert_string_equal(survey_address("sms", &phone), "13800138000");
	assert_null(survey_address("mail", &phone));
}

static void questions_are_named(void **state)
{
	const char *near;

	(void)state;
	assert_string_equal(survey_question(policy, &rules[0], "speed", &near),
	    "speed");
	assert_string_equal(survey_question(policy, &rules[0], "速度", &near),
	    "speed");
	assert_null(survey_question(policy, &rules[0], "sped", &near));
	assert_string_equal(near, "speed");
	assert_null(survey_question(policy, &rules[3], "速度", &near));
}

static void the_rule_is_found_again(void **state)
{
	struct facts facts = {0};

	(void)state;
	facts_text(&facts, "kind", "grievance");
	assert_string_equal(survey_rule_of(policy, "mean", &facts)->name, "mean");
	/* A case that fits no more is judged by the rule it was asked by. */
	assert_string_equal(survey_rule_of(policy, "any", &facts)->name, "any");
	assert_null(survey_rule_of(policy, "gone", &facts));
}

static void tokens_read_back(void **state)
{
	unsigned char key[DIGEST_KEY] = {1}, other[DIGEST_KEY] = {2};
	struct token_of of = {12, 1004, CLOSED, "any", "1"}, next = of;
	char a[TOKEN_TEXT], b[TOKEN_TEXT], typed[64];

	(void)state;
	token_make(key, &of, a);
	assert_int_equal(strlen(a), 16);
	assert_int_equal(strspn(a, "0123456789abcdefghjkmnpqrstvwxyz"), 16);
	token_make(key, &of, b);
	assert_string_equal(a, b);
	snprintf(typed, sizeof typed, " %.4s-%.4s %.8s", a, a + 4, a + 8);
	for (char *c = typed; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	assert_true(token_read(typed, b));
	assert_string_equal(a, b);
	token_make(other, &of, b);
	assert_string_not_equal(a, b);
	next.survey++;
	token_make(key, &next, b);
	assert_string_not_equal(a, b);
	next = of;
	next.invited_at++;
	token_make(key, &next, b);
	assert_string_not_equal(a, b);
}

static void other_texts_are_no_tokens(void **state)
{
	static const char *const bad[] = {"", "-", "0123456789abcde",
	    "0123456789abcdefg", "0123456789abcdeu", "0123456789abcde\xc3",
	    "../../etc/passwd"};
	char out[TOKEN_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(token_read(bad[i], out));
	assert_true(token_read("OILoil0000000000", out));
	assert_string_equal(out, "0110110000000000");
}

static int rising(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* No two of many surveys have the same token or hash. */
static void tokens_are_many(void **state)
{
	enum { MANY = 2000 };
	static char v[MANY][TOKEN_TEXT];
	unsigned char key[DIGEST_KEY] = {7}, h1[DIGEST_SIZE], h2[DIGEST_SIZE];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		struct token_of of = {i, 1000 + i, CLOSED, "any", "1"};

		token_make(key, &of, v[i]);
	}
	qsort(v, MANY, TOKEN_TEXT, rising);
	for (int i = 1; i < MANY; i++)
		assert_string_not_equal(v[i - 1], v[i]);
	token_hash(key, v[0], h1);
	token_hash(key, v[1], h2);
	assert_memory_not_equal(h1, h2, DIGEST_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_decided_whom_to_ask),
		cmocka_unit_test(rules_without_bounds),
		cmocka_unit_test(the_reach_is_never_too_short),
		cmocka_unit_test(only_cases_are_asked_about),
		cmocka_unit_test(low_answers_are_known),
		cmocka_unit_test(addresses_are_found_by_channel),
		cmocka_unit_test(questions_are_named),
		cmocka_unit_test(the_rule_is_found_again),
		cmocka_unit_test(tokens_read_back),
		cmocka_unit_test(other_texts_are_no_tokens),
		cmocka_unit_test(tokens_are_many),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
