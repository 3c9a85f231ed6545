/* Running another program: fed, watched, ended in time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/child.h"
#include "base/mem.h"

static struct child_end shell(const char *script, const char *in, int timeout)
{
	const char *argv[] = {"sh", "-c", script, NULL};
	const char *env[] = {"CARE_TO=1 3'8", "CARE_KIND=service", NULL};
	struct child_job job = {.argv = argv, .env = env, .in = in,
	    .in_n = strlen(in), .timeout = timeout};
	struct child_end end;

	child_run(&job, &end);
	return end;
}

static void ends(void **state)
{
	static const struct {
		const char *script, *in;
		int status, signal;
		const char *out, *err;
	} cases[] = {
		{"cat", "行程提醒\n", 0, 0, "行程提醒", ""},
		{"cat >&2; exit 75", "later", 75, 0, "", "later"},
		{"printf %s \"$CARE_TO\"", "", 0, 0, "1 3'8", ""},
		{"kill -KILL $$", "", -1, SIGKILL, "", ""},
		{"kill -TERM $$", "", -1, SIGTERM, "", ""},
		{"printf 'a\\033[2Jb\\tc'", "", 0, 0, "a [2Jb c", ""},
		{"printf '\\377x\\346\\200'", "", 0, 0, "x", ""},
		{"echo one; echo two", "", 0, 0, "one\ntwo", ""},
		{"exec 0<&-; exit 3", "not read", 3, 0, "", ""},
		/* no descriptor of ours is there, and no broken-pipe deafness */
		{"ls /proc/self/fd | wc -l", "", 0, 0, "4", ""},
		{"trap", "", 0, 0, "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct child_end e = shell(cases[i].script, cases[i].in, 20);

		if (e.status != cases[i].status || e.signal != cases[i].signal ||
		    strcmp(e.out, cases[i].out) != 0 ||
		    strcmp(e.err, cases[i].err) != 0)
			fail_msg("%s: %d %d '%s' '%s'", cases[i].script, e.status,
			    e.signal, e.out, e.err);
		assert_false(e.timed_out);
	}
}

static void missing_and_forbidden(void **state)
{
	const char *none[] = {"/nonexistent/transport", NULL};
	const char *nowhere[] = {"no-such-transport-anywhere", NULL};
	const char *folder[] = {"/tmp", NULL};
	struct child_job job = {.argv = none, .in = "x", .in_n = 1, .timeout = 5};
	struct child_end end;

	(void)state;
	child_run(&job, &end);
	assert_int_equal(end.status, 127);
	job.argv = nowhere;
	child_run(&job, &end);
	assert_int_equal(end.status, 127);
	job.argv = folder;
	child_run(&job, &end);
	assert_int_equal(end.status, 126);
}

static void environment(void **state)
{
	struct child_end e;

	(void)state;
	setenv("CARE_SECRET_OF_OURS", "no", 1);
	setenv("LANG", "zh_CN.UTF-8", 1);
	e = shell("env | cut -d= -f1 | sort | tr '\\n' ' '", "", 5);
	assert_null(strstr(e.out, "CARE_SECRET_OF_OURS"));
	assert_non_null(strstr(e.out, "CARE_KIND CARE_TO"));
	assert_non_null(strstr(e.out, "LANG"));
	assert_non_null(strstr(e.out, "PATH"));
}

/* More than a pipe holds, both ways at once, and by one that never reads. */
static void much(void **state)
{
	size_t n = 1 << 20;
	char *text = mem_alloc(n + 1, 1);
	struct child_end e;

	(void)state;
	memset(text, 'x', n);
	memcpy(text + n - 4, "last", 4);
	e = shell("tee /dev/stderr | wc -c", text, 20);
	assert_int_equal(e.status, 0);
	assert_string_equal(e.out, "1048576");
	assert_int_equal(strlen(e.err), CHILD_ERR);
	assert_string_equal(e.err + CHILD_ERR - 4, "last");
	e = shell("exit 0", text, 20);
	assert_int_equal(e.status, 0);
	e = shell("sleep 1; exit 5", text, 20);
	assert_int_equal(e.status, 5);
	free(text);
}

static time_t seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void too_long(void **state)
{
	size_t n = 1 << 20;
	char *text = mem_alloc(n + 1, 1);
	struct child_end e;
	time_t began;

	(void)state;
	memset(text, 'x', n);
	/* hangs without reading what it is fed */
	began = seconds();
	e = shell("sleep 30", text, 1);
	assert_true(e.timed_out);
	assert_int_equal(e.status, -1);
	assert_true(seconds() - began <= 3);
	/* talks without end */
	e = shell("yes", "", 1);
	assert_true(e.timed_out);
	/* cleans up when asked to, and says so */
	e = shell("trap 'echo asked; exit 75' TERM; sleep 30 & wait", "", 1);
	assert_true(e.timed_out);
	assert_int_equal(e.status, 75);
	assert_string_equal(e.out, "asked");
	free(text);
}

/* What it leaves behind keeps its pipes open; that is no reason to wait. */
static void leaves_a_child(void **state)
{
	struct child_end e;
	time_t began = seconds();

	(void)state;
	e = shell("sleep 20 & echo $!; exit 0", "", 30);
	assert_int_equal(e.status, 0);
	assert_false(e.timed_out);
	assert_true(seconds() - began < 15);
	kill((pid_t)strtol(e.out, NULL, 10), SIGKILL);
}

/* One that does not listen is killed, and what it started too. */
static void deaf(void **state)
{
	char path[] = "/tmp/care-child.XXXXXX", script[128];
	int fd = mkstemp(path);
	struct child_end e;
	time_t began = seconds();

	(void)state;
	assert_true(fd >= 0);
	snprintf(script, sizeof script,
	    "trap '' TERM; (sleep 8; echo late >>%s) & sleep 30; sleep 30", path);
	e = shell(script, "", 1);
	assert_true(e.timed_out);
	assert_int_equal(e.signal, SIGKILL);
	assert_true(seconds() - began >= CHILD_GRACE);
	sleep(3);
	assert_int_equal(lseek(fd, 0, SEEK_END), 0);
	close(fd);
	unlink(path);
}

/* A sender that is killed takes its transport with it. */
static void dies_with_us(void **state)
{
	char path[] = "/tmp/care-child.XXXXXX", script[128];
	int fd = mkstemp(path);
	pid_t pid;

	(void)state;
	assert_true(fd >= 0);
	snprintf(script, sizeof script,
	    "kill -9 $PPID; sleep 1; echo orphan >>%s", path);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		shell(script, "", 10);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	sleep(2);
	assert_int_equal(lseek(fd, 0, SEEK_END), 0);
	close(fd);
	unlink(path);
}

/* No descriptor or process to be had: nothing was run, and we go on. */
static void nothing_left(void **state)
{
	const char *argv[] = {"true", NULL};
	struct child_job job = {.argv = argv, .in = "", .timeout = 5};
	struct rlimit before, few;
	struct child_end end;
	int lowest = dup(0), used;

	(void)state;
	close(lowest);
	getrlimit(RLIMIT_NOFILE, &before);
	for (rlim_t more = 0; more < 7; more++) {
		few = before;
		few.rlim_cur = (rlim_t)lowest + more;
		setrlimit(RLIMIT_NOFILE, &few);
		child_run(&job, &end);
		setrlimit(RLIMIT_NOFILE, &before);
		assert_int_equal(end.status, 71);
		assert_false(end.timed_out);
		assert_non_null(strstr(end.err, "Too many open files"));
		used = dup(0);
		close(used);
		assert_int_equal(used, lowest);
	}
	child_run(&job, &end);
	assert_int_equal(end.status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends),
		cmocka_unit_test(missing_and_forbidden),
		cmocka_unit_test(environment),
		cmocka_unit_test(much),
		cmocka_unit_test(too_long),
		cmocka_unit_test(leaves_a_child),
		cmocka_unit_test(deaf),
		cmocka_unit_test(dies_with_us),
		cmocka_unit_test(nothing_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
