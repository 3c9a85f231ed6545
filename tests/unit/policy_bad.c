/* Every complaint has a file that earns it: tests/policy/bad/NAME.yaml, and
 * beside it, in NAME.txt, exactly what is said of it. */
#include "policy_files.h"

#include <glob.h>
#include <stdio.h>

static char *read_text(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b = { 0 };
	char block[4096];
	size_t n;

	if (!f)
		return NULL;
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&b, block, n);
	fclose(f);
	buf_adds(&b, "");
	return b.s;
}

/* An error means no policy, and only an error does. */
static bool has_error(const char *said)
{
	for (const char *line = said; *line; ) {
		const char *end = strchr(line, '\n');
		const char *w = strstr(line, ": warning: ");

		if (!w || w > end)
			return true;
		line = end + 1;
	}
	return false;
}

static int check_one(const char *path)
{
	struct buf said = { 0 }, beside = { 0 };
	struct policy *p = load_file(path, 2026, 2026, &said);
	char *wanted;
	int bad = 0;

	buf_add(&beside, path, strlen(path) - strlen("yaml"));
	buf_adds(&beside, "txt");
	wanted = read_text(buf_text(&beside));
	if (!wanted || strcmp(wanted, buf_text(&said)) != 0) {
		printf("# %s wants\n%s# and got\n%s", path,
		    wanted ? wanted : "(no such file)\n", buf_text(&said));
		bad = 1;
	}
	if ((p == NULL) != has_error(buf_text(&said)) || said.n == 0) {
		printf("# %s: %s a policy\n", path, p ? "gave" : "gave not");
		bad = 1;
	}
	policy_free(p);
	free(wanted);
	buf_free(&said);
	buf_free(&beside);
	return bad;
}

static void every_bad_policy(void **state)
{
	glob_t found;
	int bad = 0;

	(void)state;
	assert_int_equal(glob("tests/policy/bad/*.yaml", 0, NULL, &found), 0);
	assert_true(found.gl_pathc >= 60);
	for (size_t i = 0; i < found.gl_pathc; i++)
		bad += check_one(found.gl_pathv[i]);
	globfree(&found);
	assert_int_equal(bad, 0);
}

static void no_such_file(void **state)
{
	struct buf said = { 0 };

	(void)state;
	assert_null(load_file("tests/policy/none.yaml", 2026, 2026, &said));
	assert_string_equal(buf_text(&said),
	    "none.yaml:0:0: No such file or directory\n");
	buf_reset(&said);
	assert_null(load_file("tests/policy", 2026, 2026, &said));
	assert_string_equal(buf_text(&said), "policy:0:0: no file *.yaml in this folder\n");
	buf_reset(&said);
	assert_null(policy_load("policy: t\n", 2026, 2026, note, &said));
	assert_string_equal(buf_text(&said),
	    "policy:0:0: this is no bundle of a policy's files\n");
	buf_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_policy),
		cmocka_unit_test(no_such_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
