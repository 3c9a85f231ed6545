/* The example that has every key, loaded once for a test program. */
#ifndef TESTS_POLICY_EXAMPLE_H
#define TESTS_POLICY_EXAMPLE_H

#include "policy_files.h"

static inline struct policy *load_quietly(const char *path)
{
	struct buf said = { 0 };
	struct policy *p = load_file(path, 2026, 2026, &said);

	assert_string_equal(buf_text(&said), "");
	assert_non_null(p);
	buf_free(&said);
	return p;
}

static inline int setup(void **state)
{
	*state = load_quietly("tests/policy/good/language.yaml");
	return 0;
}

static inline int teardown(void **state)
{
	policy_free(*state);
	return 0;
}

/* "a b" of names, to compare with. */
static inline const char *joined(struct names n, struct buf *b)
{
	buf_reset(b);
	for (size_t i = 0; i < n.n; i++)
		buf_addf(b, "%s%s", i ? " " : "", n.v[i]);
	return buf_text(b);
}

#endif
