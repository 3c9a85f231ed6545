/* Stores for tests: made in a folder of their own, and deaths watched. */
#ifndef TESTS_STORE_MADE_H
#define TESTS_STORE_MADE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/db.h"
#include "store/store.h"

struct made {
	char dir[32], path[48];
	struct db *db;
};

static inline void made_open(struct made *m)
{
	struct store_options o = {.trial = true, .first = 1001, .now = 1000,
	    .owner = "liu"};

	strcpy(m->dir, access("/dev/shm", W_OK) == 0 ?
	    "/dev/shm/care-unit.XXXXXX" : "/tmp/care-unit.XXXXXX");
	assert_non_null(mkdtemp(m->dir));
	snprintf(m->path, sizeof m->path, "%s/care.db", m->dir);
	m->db = store_create(m->path, &o);
}

static inline void made_close(struct made *m)
{
	static const char *const suffix[] = {"", "-lock", "-wal", "-shm"};
	char path[64];

	db_close(m->db);
	for (size_t i = 0; i < sizeof suffix / sizeof suffix[0]; i++) {
		snprintf(path, sizeof path, "%s%s", m->path, suffix[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(m->dir), 0);
}

/* Run f(arg) in a child; its exit status (-1: a signal), and in "said" (of
 * 512 bytes) what it wrote to stderr. */
static inline int died(void (*f)(void *), void *arg, char *said)
{
	int pipes[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(pipes[1], 2);
		close(pipes[0]);
		f(arg);
		_exit(0);
	}
	close(pipes[1]);
	while (n < 511 && (got = read(pipes[0], said + n, 511 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(pipes[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
