/* A law: whatever happens to the bytes of a good policy, reading it ends with
 * complaints or a policy, never with a crash (built with sanitizers, it also
 * leaks and overruns nothing). */
#include "policy_files.h"

#include <stdio.h>

enum { ROUNDS = 400 };

static uint64_t seed = 20260101;

static uint64_t next_random(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return seed >> 33;
}

static const char *const hostile[] = {
	"：", "{", "}", "[", "]", "\"", "'", "&a ", "*a ", "!!str ", "---\n", "- ",
	"? ", "| ", "> ", "\t", "\n", "#", ": ", ", ", "\xff", "\xc4\xe3", "~",
	"9999999999999999999", "-1", "%", "{{", "}}", "..", "due - ", "not: ",
	"any: ", "{over: 1}", "yes", "\r\n", "\xef\xbb\xbf", "0wd", "7d",
};

static void damage(struct buf *b, const char *text, size_t n)
{
	size_t at = n ? next_random() % n : 0, length;

	buf_reset(b);
	switch (next_random() % 5) {
	case 0:			/* a byte */
		buf_add(b, text, n);
		if (n)
			b->s[at] = (char)(next_random() % 255 + 1);
		break;
	case 1:			/* a line dropped */
		length = strcspn(text + at, "\n");
		buf_add(b, text, at);
		buf_add(b, text + at + length, n - at - length);
		break;
	case 2:			/* the rest dropped */
		buf_add(b, text, at);
		break;
	case 3:			/* a piece copied elsewhere */
		length = next_random() % 80 % (n - at + 1);
		buf_add(b, text, at);
		buf_add(b, text + next_random() % (n - length + 1), length);
		buf_add(b, text + at, n - at);
		break;
	default:		/* something nasty put in */
		buf_add(b, text, at);
		buf_adds(b, hostile[next_random() % (sizeof hostile /
		    sizeof *hostile)]);
		buf_add(b, text + at, n - at);
	}
}

static size_t load_damaged(const struct policy_part *parts, size_t which)
{
	struct buf b = { 0 }, said = { 0 }, text = { 0 }, more = { 0 };
	struct policy *p;
	bool heard;

	damage(&text, parts[which].text, parts[which].n);
	for (uint64_t again = next_random() % 4; again > 0; again--) {
		damage(&more, buf_text(&text), text.n);
		buf_reset(&text);
		buf_add(&text, buf_text(&more), more.n);
	}
	buf_adds(&b, "care-policy-bundle 1\n");
	for (size_t i = 0; i < 2; i++)
		if (i == which)
			add_part(&b, i ? "calendars/cn.yaml" : "p.yaml",
			    buf_text(&text), text.n);
		else
			add_part(&b, i ? "calendars/cn.yaml" : "p.yaml",
			    parts[i].text, parts[i].n);
	p = policy_load(buf_text(&b), 2026, 2026, note, &said);
	heard = p || said.n > 0;
	policy_free(p);
	buf_free(&b);
	buf_free(&said);
	buf_free(&text);
	buf_free(&more);
	assert_true(heard);
	return p != NULL;
}

static void damaged_policies(void **state)
{
	struct buf said = { 0 };
	char *bundle = policy_bundle("policies/small-agency.yaml", note, &said);
	struct policy_part parts[2];
	size_t loaded = 0;

	(void)state;
	assert_non_null(bundle);
	assert_true(policy_part(bundle, 0, &parts[0]));
	assert_true(policy_part(bundle, 1, &parts[1]));
	for (int i = 0; i < ROUNDS; i++)
		loaded += load_damaged(parts, i % 4 == 3);
	/* Both ends occur: else the law says nothing. */
	assert_true(loaded > 10 && loaded < ROUNDS - 10);
	free(bundle);
	buf_free(&said);
}

static void damaged_bundles(void **state)
{
	char *bundle = policy_bundle("tests/policy/good/json.yaml", NULL, NULL);
	struct buf b = { 0 }, said = { 0 };

	(void)state;
	assert_non_null(bundle);
	for (int i = 0; i < ROUNDS; i++) {
		damage(&b, bundle, strlen(bundle));
		buf_reset(&said);
		policy_free(policy_load(buf_text(&b), 2026, 2026, note, &said));
	}
	free(bundle);
	buf_free(&b);
	buf_free(&said);
}

/* Shapes that have killed readers of YAML. */
static void bombs(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_addc(&b, '[');
	assert_null(load_text(buf_text(&b), NULL));
	buf_reset(&b);
	for (int i = 0; i < 20000; i++)
		buf_adds(&b, "- ");
	assert_null(load_text(buf_text(&b), NULL));
	buf_reset(&b);
	buf_adds(&b, HEAD "promises:\n  - {name: p, within: 1h, when: ");
	for (int i = 0; i < 25; i++)
		buf_adds(&b, "{not: ");
	buf_adds(&b, "{tier: a}");
	for (int i = 0; i < 25; i++)
		buf_addc(&b, '}');
	buf_adds(&b, "}\n");
	policy_free(load_text(buf_text(&b), NULL));
	buf_reset(&b);
	buf_adds(&b, HEAD "promises:\n  - {name: p, within: 1h, when: {any: [");
	for (int i = 0; i < 400; i++)
		buf_addf(&b, "{tier: a%d, region: b%d, product: c%d}, ", i, i, i);
	buf_adds(&b, "{tier: a}]}}\n");
	policy_free(load_text(buf_text(&b), NULL));
	buf_reset(&b);
	buf_adds(&b, HEAD "words:\n  kinds:\n");
	for (int i = 0; i < 3000; i++)
		buf_addf(&b, "    k%d: t%d\n", i, i);
	policy_free(load_text(buf_text(&b), NULL));
	buf_free(&b);
}

/* Long lists of rules that are compared with each other. */
static void crowds(void **state)
{
	static const struct { const char *head, *each, *last; } many[] = {
		{ "stages:\n", "  s%d: {next: [s1, s2]}\n", "" },
		{ "plans:\n", "  p%d: [a, b, c]\n", "" },
		{ "derived:\n", "  - {when: {kind: k%d}, set: {tier: t}}\n", "" },
		{ "words: {tiers: [t]}\nderived:\n",
			"  - {when: {kind: k%d}, set: {tier: t}}\n", "" },
		{ "approval:\n", "  - {name: a%d, chain: [r%d]}\n", "" },
		{ "indicators:\n", "  - {name: i%d, of: csat, set: s%d}\n", "" },
		{ "retention:\n", "  - {name: r%d, of: case, at_most: 1y}\n", "" },
		{ "promises: [{name: p, every: {", "t%d: 1d, ", "t: 2d}}]\n" },
		{ "money: {tables: [{name: t, rules: [",
			"{name: r, notice: %d, penalty: 1%}, ",
			"{name: r, penalty: 1%}]}]}\n" },
		{ "rights:\n", "  r%d: {see: own}\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
		struct buf b = { 0 };
		char line[128];

		buf_adds(&b, HEAD);
		buf_adds(&b, many[i].head);
		for (int k = 0; k < 4000; k++) {
			const char *c = many[i].each, *end;

			for (; (end = strstr(c, "%d")) != NULL; c = end + 2) {
				buf_add(&b, c, (size_t)(end - c));
				snprintf(line, sizeof line, "%d", k);
				buf_adds(&b, line);
			}
			buf_adds(&b, c);
		}
		buf_adds(&b, many[i].last);
		policy_free(load_text(buf_text(&b), NULL));
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(damaged_policies),
		cmocka_unit_test(damaged_bundles),
		cmocka_unit_test(bombs),
		cmocka_unit_test(crowds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
