/* The rules of "derived" at work. */
#include "care/fields/derived.h"

#include <string.h>

#include "policy/handling.h"

bool derives(const struct policy *p, const char *subject)
{
	size_t n;
	const struct derived_rule *all = policy_derived_rules(p, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].subject, subject) == 0)
			return true;
	return false;
}

size_t derived_by(const struct policy *p, const char *subject,
    const struct facts *facts, struct derived *out)
{
	const struct derived_rule *rules[DERIVED_MOST];
	size_t n = policy_derived(p, subject, facts, rules, DERIVED_MOST);

	n = n < DERIVED_MOST ? n : DERIVED_MOST;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct derived){rules[i]->fact, rules[i]->word};
	return n;
}

size_t derive(const struct policy *p, const char *subject,
    struct facts *facts, struct derived *out)
{
	size_t n = derived_by(p, subject, facts, out);

	return derived_unknown(facts, out, n, out);
}

size_t derived_unknown(struct facts *facts, const struct derived *all,
    size_t all_n, struct derived *out)
{
	size_t n = 0;

	for (size_t i = 0; i < all_n; i++) {
		const struct fact *f = facts_get(facts, all[i].fact);

		if (!f || !f->known || (f->text && !*f->text))
			out[n++] = all[i];
	}
	for (size_t i = 0; i < n; i++)
		facts_text(facts, out[i].fact, out[i].word);
	return n;
}

static bool is_word(const struct facts *facts, const struct derived *d)
{
	const struct fact *f = facts_get(facts, d->fact);

	return f && f->known && f->text && strcmp(f->text, d->word) == 0;
}

size_t derive_again(const struct policy *p, const char *subject,
    const struct facts *before, struct facts *after, struct derived *out)
{
	size_t n = derived_by(p, subject, before, out);

	for (size_t i = 0; i < n; i++)
		if (is_word(before, &out[i]) && is_word(after, &out[i]))
			facts_text(after, out[i].fact, NULL);
	return derive(p, subject, after, out);
}

const char *derived_word(const struct derived *all, size_t n, const char *fact)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].fact, fact) == 0)
			return all[i].word;
	return NULL;
}

/* Fields that were taken away stay so. */
static bool was_said(const struct field_said *said, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(said[i].rule->name, name) == 0)
			return true;
	return false;
}

const struct field_said *derived_fields(const struct policy *p,
    const char *subject, const struct derived *derived, size_t derived_n,
    const struct field_said *said, size_t *n, struct arena *a)
{
	struct field_said *all = arena_alloc(a, *n + derived_n + 1, sizeof *all);
	size_t told = *n;

	if (told)
		memcpy(all, said, told * sizeof *all);
	for (size_t i = 0; i < derived_n; i++) {
		const struct field_rule *r = policy_field(p, subject,
		    derived[i].fact);

		if (r && !was_said(said, told, r->name))
			all[(*n)++] = (struct field_said){.rule = r,
			    .text = derived[i].word};
	}
	return all;
}
