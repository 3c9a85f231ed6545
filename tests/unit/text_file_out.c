/* Where output goes: full disks, missing folders, files that stay whole. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "text/out.h"

static const struct out_column one[] = {
	{.name = "ref", .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = "text", .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = true, .head = NULL},
	{.name = NULL, .type = OUT_TEXT, .class = CLASS_OPEN, .mask = MASK_TEXT, .table = false, .head = NULL}
};

static char dir[] = "/tmp/text_file_out.XXXXXX";
static char path[64], kept[64];

static int make_dir(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/stderr", dir);
	snprintf(kept, sizeof kept, "%s/kept", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static void read_file(struct buf *b, const char *name)
{
	FILE *f = fopen(name, "r");
	int c;

	assert_non_null(f);
	buf_reset(b);
	while ((c = getc(f)) != EOF)
		buf_addc(b, (char)c);
	fclose(f);
}

/* Run it in a child whose stderr goes to the path; its exit status. */
static int run(void (*body)(void))
{
	pid_t pid;
	int status;

	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (!freopen(path, "w", stderr))
			_exit(99);
		body();
		_exit(98);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void write_many(struct out_style style)
{
	struct out *o = out_begin(one, &style);

	for (int i = 0; i < 100000; i++) {
		out_text(o, "text", "0123456789");
		out_row(o);
	}
	out_end(o);
}

static void full_device(void)
{
	write_many((struct out_style){.format = OUT_CSV, .path = "/dev/full"});
}

static void full_table(void)
{
	write_many((struct out_style){.format = OUT_TABLE, .path = "/dev/full"});
}

static void full_stdout(void)
{
	if (!freopen("/dev/full", "w", stdout))
		_exit(97);
	write_many((struct out_style){.format = OUT_CSV});
}

static void no_folder(void)
{
	write_many((struct out_style){.format = OUT_CSV, .path = "/nowhere/at/all"});
}

static void wrong_column(void)
{
	struct out_style style = {.format = OUT_CSV};

	out_text(out_begin(one, &style), "nothing", "x");
}

static void wrong_type(void)
{
	struct out_style style = {.format = OUT_CSV};

	out_int(out_begin(one, &style), "text", 1);
}

static void failures(void **state)
{
	static const struct {
		void (*body)(void);
		int status;
		const char *part;
	} cases[] = {
		{full_device, STATUS_IO, "/dev/full"},
		{full_table, STATUS_IO, "/dev/full"},
		{full_stdout, STATUS_IO, "text_file_out: cannot write the output"},
		{no_folder, STATUS_CREATE, "/nowhere/at/all"},
		{wrong_column, STATUS_BUG, "nothing"},
		{wrong_type, STATUS_BUG, "text"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(run(cases[i].body), cases[i].status);
		read_file(&b, path);
		assert_non_null(strstr(b.s, cases[i].part));
		/* Said once. */
		assert_int_equal(strcspn(b.s, "\n"), b.n - 1);
	}
	buf_free(&b);
}

static void ends_early(void)
{
	struct out_style style = {.format = OUT_CSV, .path = kept};
	struct out *o = out_begin(one, &style);

	out_text(o, "ref", "new");
	out_row(o);
	die(STATUS_SERVICE, "ends early");
}

/* A file appears when it is complete; before, the old one stays. */
static void replaced_at_the_end(void **state)
{
	struct out_style style = {.format = OUT_CSV, .path = kept};
	struct buf b = {0};
	struct out *o;
	struct stat st;
	glob_t found;
	char pattern[80];
	char link[80];

	(void)state;
	o = out_begin(one, &style);
	out_text(o, "ref", "old");
	out_row(o);
	assert_int_equal(access(kept, F_OK), -1);
	out_end(o);
	assert_int_equal(stat(kept, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(chmod(kept, 0640), 0);
	assert_int_equal(run(ends_early), STATUS_SERVICE);
	read_file(&b, kept);
	assert_string_equal(b.s, "old,\n");
	snprintf(pattern, sizeof pattern, "%s/kept*", dir);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	globfree(&found);
	o = out_begin(one, &style);
	out_end(o);
	assert_int_equal(stat(kept, &st), 0);
	assert_int_equal(st.st_size, 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	/* A link goes on pointing to the file. */
	snprintf(link, sizeof link, "%s/link", dir);
	assert_int_equal(symlink("kept", link), 0);
	style.path = link;
	style.heads = true;
	out_end(out_begin(one, &style));
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	read_file(&b, kept);
	assert_string_equal(b.s, "ref,text\n");
	assert_int_equal(unlink(link), 0);
	assert_int_equal(unlink(kept), 0);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(failures),
		cmocka_unit_test(replaced_at_the_end),
	};

	die_init("text_file_out");
	return cmocka_run_group_tests_name("text_file_out", tests, make_dir,
	    remove_dir);
}
