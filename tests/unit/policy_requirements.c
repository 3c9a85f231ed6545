/* Every clause of the company's rules stands in a policy: the paths that
 * tests/policy/requirements.tsv names are there, beside a comment that names
 * the clause, and no comment names a clause that the table does not know. */
#include <ctype.h>
#include <stdio.h>

#include "policy_files.h"

#include "policy/yaml.h"

enum { CLAUSES = 347, SHIPPED = 3 };

/* A shipped policy: its text and its tree. */
struct shipped {
	const char *name;
	struct buf text;
	struct document doc;
	const struct node *root;
};

/* The table: lines "clause, policy, path", in order of clauses. */
struct line {
	const char *clause, *policy, *path;
};

struct table {
	struct arena *arena;
	struct buf text;
	struct line *v;
	size_t n;
	struct shipped of[SHIPPED];
};

static void read_whole(const char *path, struct buf *b)
{
	char block[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		fail_msg("%s cannot be read", path);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(b, block, n);
	fclose(f);
}

static void read_shipped(struct table *t, size_t i, const char *name)
{
	struct shipped *s = &t->of[i];
	struct buf path = { 0 };

	s->name = name;
	buf_addf(&path, "policies/%s.yaml", name);
	read_whole(buf_text(&path), &s->text);
	buf_free(&path);
	s->doc = (struct document){ name, t->arena, complaints_new() };
	s->root = yaml_read(&s->doc, buf_text(&s->text), s->text.n);
	assert_non_null(s->root);
}

static void read_lines(struct table *t)
{
	char *rest, *s;

	read_whole("tests/policy/requirements.tsv", &t->text);
	t->v = arena_alloc(t->arena, t->text.n, sizeof *t->v);
	for (s = strtok_r(t->text.s, "\n", &rest); s; s = strtok_r(NULL, "\n", &rest)) {
		struct line *l = &t->v[t->n];
		char *policy = strchr(s, '\t');
		char *path = policy ? strchr(policy + 1, '\t') : NULL;

		if (*s == '#')
			continue;
		if (!path || strchr(path + 1, '\t'))
			fail_msg("\"%s\": three columns are wanted", s);
		*policy++ = *path++ = '\0';
		*l = (struct line){ s, policy, path };
		t->n++;
	}
}

static int setup(void **state)
{
	static struct table t;

	t.arena = arena_new();
	read_shipped(&t, 0, "travel-agency");
	read_shipped(&t, 1, "hotel");
	read_shipped(&t, 2, "telecom");
	read_lines(&t);
	*state = &t;
	return 0;
}

static int teardown(void **state)
{
	struct table *t = *state;

	for (size_t i = 0; i < SHIPPED; i++) {
		complaints_tell(t->of[i].doc.complaints, NULL, NULL);
		buf_free(&t->of[i].text);
	}
	buf_free(&t->text);
	arena_free(t->arena);
	return 0;
}

static const struct shipped *shipped(const struct table *t, const char *name)
{
	for (size_t i = 0; i < SHIPPED; i++)
		if (strcmp(t->of[i].name, name) == 0)
			return &t->of[i];
	return NULL;
}

static bool is_text(const struct node *n, const char *text)
{
	return n && n->kind == NODE_SCALAR && strcmp(n->text, text) == 0;
}

/* The child of that key; of a list the element of that name or text. */
static const struct node *child(const struct node *n, const char *key)
{
	if (n->kind == NODE_MAP)
		return node_get(n, key);
	for (const struct node *c = n->first; c; c = c->next)
		if (is_text(c, key) || is_text(node_get(c, "name"), key))
			return c;
	return NULL;
}

static const struct node *find(const struct node *n, const char *path)
{
	char buf[128], *rest;

	assert_true(strlen(path) < sizeof buf);
	strcpy(buf, path);
	for (char *key = strtok_r(buf, ".", &rest); n && key;
	     key = strtok_r(NULL, ".", &rest))
		n = child(n, key);
	return n;
}

/* The place of a clause in a text, not that of a longer one. */
static bool mentions(const char *text, const char *clause)
{
	size_t n = strlen(clause);

	for (const char *p = text; (p = strstr(p, clause)); p += n)
		if (!isalnum((unsigned char)p[n]) && p[n] != '-' &&
		    !(p[n] == '.' && isdigit((unsigned char)p[n + 1])))
			return true;
	return false;
}

/* The paths are there, and the policy names the clause. */
static void paths(void **state)
{
	const struct table *t = *state;

	for (size_t i = 0; i < t->n; i++) {
		const struct line *l = &t->v[i];
		const struct shipped *s = shipped(t, l->policy);

		if (strcmp(l->policy, "-") == 0) {
			if (strcmp(l->path, "text") != 0 &&
			    strcmp(l->path, "command") != 0 &&
			    strcmp(l->path, "later") != 0)
				fail_msg("%s: \"%s\" is no reason", l->clause, l->path);
			continue;
		}
		if (!s)
			fail_msg("%s: no policy \"%s\"", l->clause, l->policy);
		if (!find(s->root, l->path))
			fail_msg("%s: %s has no %s", l->clause, l->policy, l->path);
		if (!mentions(buf_text(&s->text), l->clause))
			fail_msg("%s is not named in %s", l->clause, l->policy);
	}
}

/* All clauses, each together, and nothing said twice. */
static void clauses(void **state)
{
	const struct table *t = *state;
	size_t n = 0, unsaid = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct line *l = &t->v[i];
		bool first = i == 0 || strcmp(t->v[i - 1].clause, l->clause) != 0;

		n += first;
		unsaid += strcmp(l->policy, "-") == 0;
		for (size_t k = 0; k < i; k++) {
			if (strcmp(t->v[k].clause, l->clause) != 0)
				continue;
			if (first || strcmp(l->policy, "-") == 0)
				fail_msg("%s stands in two places", l->clause);
			if (strcmp(t->v[k].policy, l->policy) == 0 &&
			    strcmp(t->v[k].path, l->path) == 0)
				fail_msg("%s %s stands twice", l->clause, l->path);
		}
	}
	assert_int_equal(n, CLAUSES);
	assert_true(unsaid < 10);
}

/* Is the clause in the table for that policy? A chapter (S4-1.5) is, when a
 * clause of it is in the table. */
static bool listed(const struct table *t, const char *policy,
	const char *clause)
{
	size_t n = strlen(clause);

	for (size_t i = 0; i < t->n; i++) {
		const char *c = t->v[i].clause;

		if (strncmp(c, clause, n) == 0 && !isdigit((unsigned char)c[n]) &&
		    (c[n] || strcmp(t->v[i].policy, policy) == 0))
			return true;
	}
	return false;
}

/* "S4-1.1.3-4b" at the beginning of s: its length, else 0. */
static size_t clause_length(const char *s)
{
	size_t n = 3;

	if (s[0] != 'S' || s[1] < '0' || s[1] > '4' || s[2] != '-' ||
	    !isalnum((unsigned char)s[3]))
		return 0;
	while (isalnum((unsigned char)s[n]) ||
	    ((s[n] == '.' || s[n] == '-') && isdigit((unsigned char)s[n + 1])))
		n++;
	return n;
}

/* Comments name no clause that nobody has heard of. The first lines explain
 * the tags by examples of them. */
static void comments(void **state)
{
	const struct table *t = *state;
	size_t found = 0;

	for (size_t i = 0; i < SHIPPED; i++) {
		const char *s = strstr(buf_text(&t->of[i].text), "\nschema:");

		assert_non_null(s);
		for (size_t n; *s; s += n) {
			char clause[32];

			n = clause_length(s);
			if (n == 0) {
				n = 1;
				continue;
			}
			assert_true(n < sizeof clause);
			memcpy(clause, s, n);
			clause[n] = '\0';
			if (!listed(t, t->of[i].name, clause))
				fail_msg("%s names %s", t->of[i].name, clause);
			found++;
		}
	}
	assert_true(found > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths),
		cmocka_unit_test(clauses),
		cmocka_unit_test(comments),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
