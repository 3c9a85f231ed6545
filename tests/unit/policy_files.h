/* Policies for tests: a text and files beside it, made into a bundle. */
#ifndef TESTS_POLICY_FILES_H
#define TESTS_POLICY_FILES_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "policy/bundle.h"
#include "policy/policy.h"

/* What every small policy begins with. */
#define HEAD "policy: t\nversion: \"1\"\neffective: \"2026-01-01\"\n" \
	"timezone: Asia/Shanghai\n"

static inline void add_part(struct buf *b, const char *name, const char *text,
	size_t n)
{
	buf_addf(b, "part %zu %zu\n%s\n", strlen(name), n, name);
	buf_add(b, text, n);
	buf_addc(b, '\n');
}

/* Complaints as lines "file:line:column: message", warnings so marked. */
static inline void note(void *arg, bool error, const char *file, long line,
	long column, const char *message)
{
	const char *slash = strrchr(file, '/');

	buf_addf(arg, "%s:%ld:%ld: %s%s\n", slash ? slash + 1 : file, line, column,
	    error ? "" : "warning: ", message);
}

/* Load a text as "p.yaml"; complaints are added to "said" (may be NULL). */
static inline struct policy *load_text(const char *text, struct buf *said)
{
	struct buf b = { 0 }, unheard = { 0 };
	struct policy *p;

	buf_adds(&b, "care-policy-bundle 1\n");
	add_part(&b, "p.yaml", text, strlen(text));
	p = policy_load(buf_text(&b), 2026, 2026, note, said ? said : &unheard);
	buf_free(&b);
	buf_free(&unheard);
	return p;
}

/* Load a file of the disk with its calendars. */
static inline struct policy *load_file(const char *path, int first, int last,
	struct buf *said)
{
	char *bundle = policy_bundle(path, note, said);
	struct policy *p = NULL;

	if (bundle)
		p = policy_load(bundle, first, last, note, said);
	free(bundle);
	return p;
}

#endif
