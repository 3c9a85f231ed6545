/* The shipped policies in tests, and facts as people would write them. */
#ifndef TESTS_POLICY_FACTS_H
#define TESTS_POLICY_FACTS_H

#include "policy_files.h"
#include "time_help.h"

/* policies/NAME.yaml, which loads without a word. */
static inline struct policy *load_shipped(const char *name)
{
	struct buf said = { 0 }, path = { 0 };
	struct policy *p;

	buf_addf(&path, "policies/%s.yaml", name);
	p = load_file(buf_text(&path), 2026, 2026, &said);
	assert_string_equal(buf_text(&said), "");
	assert_non_null(p);
	buf_free(&path);
	buf_free(&said);
	return p;
}

/* One "name=value": a date is an instant, the rest as the fact's type says. */
static inline void add_fact(const struct policy *p, const char *subject,
	char *pair, struct facts *facts)
{
	char *value = strchr(pair, '=');
	const struct fact_kind *k;

	assert_non_null(value);
	*value++ = '\0';
	k = policy_fact(p, subject, pair);
	if (strlen(value) == 10 && value[4] == '-')
		facts_number(facts, pair, instant(policy_head(p)->zone, value));
	else if (!k)
		fail_msg("no %s has a fact \"%s\"", subject, pair);
	else if (k->type == FACT_FLAG || k->type == FACT_NUMBER)
		facts_number(facts, pair, atoi(value));
	else
		facts_text(facts, pair, value);
}

/* Facts as "kind=complaint severity=urgent"; they point into buf. */
static inline void read_facts(const struct policy *p, const char *subject,
	const char *text, char *buf, size_t size, struct facts *facts)
{
	char *rest;

	memset(facts, 0, sizeof *facts);
	assert_true(strlen(text) < size);
	strcpy(buf, text);
	for (char *s = strtok_r(buf, " ", &rest); s; s = strtok_r(NULL, " ", &rest))
		add_fact(p, subject, s, facts);
}

#endif
