/*
 * Any bytes as a policy: alone, beside a file of days, as a folder of two
 * files, and as a bundle. What loads is asked everything that it offers.
 *
 * make fuzz (it begins with tests/fuzz/policy.seeds), or
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Isrc -D_GNU_SOURCE
 *     tests/fuzz/policy.c src/policy/X.c src/time/X.c src/base/X.c
 *     src/text/template.c -lyaml -lutf8proc  (X: all but policy_store.c)
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "policy/handling.h"
#include "policy/money.h"
#include "policy/policy.h"
#include "policy/steps.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void must(bool true_thing)
{
	if (!true_thing)
		abort();
}

struct heard {
	bool error;
	size_t n;
};

static void hear(void *arg, bool error, const char *file, long line,
	long column, const char *message)
{
	struct heard *h = arg;

	must(file && line >= 0 && column >= 0 && *message);
	h->error = h->error || error;
	h->n++;
}

static void add_part(struct buf *b, const char *name, const char *text,
	size_t n)
{
	buf_addf(b, "part %zu %zu\n%s\n", strlen(name), n, name);
	buf_add(b, text, n);
	buf_addc(b, '\n');
}

static void role(void *arg, const char *name, struct mark mark)
{
	must(name && *name && mark.line > 0);
	++*(size_t *)arg;
}

static void promises(const struct policy *p, const char *subject,
	const struct facts *f)
{
	const struct promise_rule *r[64];
	char buf[SPAN_TEXT];
	size_t n = policy_promises(p, subject, f, r, 64);

	for (size_t i = 0; i < n; i++) {
		must(*policy_amount(r[i], buf));
		must(when_holds(r[i]->when, f));
		for (size_t k = 0; k < i; k++)
			must(strcmp(r[i]->name, r[k]->name) != 0);
	}
}

static void tables(const struct policy *p, const struct facts *f)
{
	const struct pay_rule *r[16];
	size_t n;
	const struct pay_table *t = policy_pay_tables(p, &n);

	for (size_t i = 0; i < n; i++)
		for (int notice = -1; notice < 8; notice++)
			pay_rules(&t[i], f, notice, r, 16);
}

static void ask(const struct policy *p)
{
	static const char *const subjects[] = { "case", "booking", "customer" };
	const struct words *kinds = policy_words(p, "kinds");
	const struct plan *stages = policy_stages(p);
	const struct derived_rule *derived[16];
	struct approver approvers[16];
	struct facts f = { 0 };
	size_t n = 0;

	facts_text(&f, "kind", kinds && kinds->n ? kinds->v[0].name : "complaint");
	facts_text(&f, "cause", "late");
	facts_number(&f, "fee", 100);
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		promises(p, subjects[i], &f);
		policy_derived(p, subjects[i], &f, derived, 16);
	}
	policy_assign(p, "owner", &f);
	policy_approval(p, &f, 1000000, approvers, 16);
	policy_money_limit(p, "owner");
	tables(p, &f);
	policy_roles_used(p, role, &n);
	for (size_t i = 0; stages && i + 1 < stages->n; i++)
		stage_leads(stages, stages->v[i].name, stages->v[i + 1].name);
}

static void load(const char *bundle)
{
	struct heard h = { 0 };
	struct policy *p = policy_load(bundle, 2026, 2027, hear, &h);

	must((p == NULL) == h.error);
	if (p)
		ask(p);
	policy_free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *text = (const char *)bytes;
	const char *cut = n ? memchr(text, '\f', n) : NULL;
	size_t first = cut ? (size_t)(cut - text) : n;
	const char *rest = cut ? cut + 1 : text;
	size_t rest_n = cut ? n - first - 1 : 0;
	struct buf b = { 0 };

	buf_adds(&b, "care-policy-bundle 1\n");
	add_part(&b, "p.yaml", text, first);
	add_part(&b, "calendars/cn.yaml", rest, rest_n);
	load(buf_text(&b));
	buf_reset(&b);
	buf_adds(&b, "care-policy-bundle 1\n");
	add_part(&b, "p/", "a.yaml\nb.yaml\n", 14);
	add_part(&b, "p/a.yaml", text, first);
	add_part(&b, "p/b.yaml", rest, rest_n);
	load(buf_text(&b));
	buf_reset(&b);
	buf_add(&b, text, n);
	load(buf_text(&b));
	buf_free(&b);
	return 0;
}
