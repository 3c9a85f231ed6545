/*
 * Running another program: fed, watched, and ended when it takes too long.
 *
 * No shell, no threads. The program runs in a process group of its own and
 * dies with us, so that a killed sender leaves nothing sending behind.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

enum {
	CHILD_OUT = 200,	/* bytes kept of the end of stdout .. */
	CHILD_ERR = 1024,	/* .. and of stderr */
	CHILD_GRACE = 5,	/* seconds between SIGTERM and SIGKILL */
	CHILD_NOT_BEGUN = 71	/* EX_OSERR of sysexits(3) */
};

struct child_job {
	/* Program (found in PATH when it has no slash) and arguments; ends with
	 * NULL. Nothing in it is read by a shell. */
	const char *const *argv;
	/* NAME=VALUE, ends with NULL; added to PATH, HOME, USER, LOGNAME, LANG,
	 * LC_ALL, LANGUAGE and TZ of our own environment. NULL: nothing. */
	const char *const *env;
	const char *in;		/* what it reads on stdin; it need not read it */
	size_t in_n;
	int timeout;		/* seconds, at least 1 */
};

struct child_end {
	int status;		/* exit status; -1: ended by a signal */
	int signal;		/* that ended it, or 0 */
	bool timed_out;		/* we ended it */
	char out[CHILD_OUT + 1];	/* ends of what it said: valid UTF-8, */
	char err[CHILD_ERR + 1];	/* control characters but \n are blanks */
};

/*
 * Run it to its end. A program that cannot be found ends with status 127,
 * one that cannot be run with 126, as in a shell; where no process or
 * descriptor is to be had nothing is run, and it ends with CHILD_NOT_BEGUN and
 * the system's reason in err. What it leaves running in its group is killed
 * only after a timeout.
 */
void	child_run(const struct child_job *, struct child_end *);

#endif
