/*
 * How a program of ours ends, and how it speaks to people.
 *
 * stdout is data, stderr is for people, the exit status is for cron.
 * Every line on stderr begins with the program's name.
 */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stdio.h>
#include <stdnoreturn.h>

/* Exit statuses, after sysexits(3); each manual says what 1 means there. */
enum status {
	STATUS_DONE = 0,
	STATUS_LOOK = 1,	/* done, but something needs a look */
	STATUS_USAGE = 64,	/* wrong options or arguments */
	STATUS_INPUT = 65,	/* the whole input is unusable */
	STATUS_NOINPUT = 66,	/* no input file or no store */
	STATUS_SERVICE = 69,	/* a service we need is down */
	STATUS_BUG = 70,	/* a fault of the program */
	STATUS_CREATE = 73,	/* cannot create a file */
	STATUS_IO = 74,		/* cannot write: full disk, closed stdout */
	STATUS_BUSY = 75,	/* the store is busy: try later */
	STATUS_DENIED = 77,	/* not allowed */
	STATUS_POLICY = 78	/* bad policy, configuration or store */
};

/*
 * Call first in every main: keeps argv0's last part as the program's name,
 * sets the locale (base/lang.h), makes files private (umask 077), and has
 * stdout checked at exit, so that a full disk never ends with status 0.
 */
void	die_init(const char *argv0);

/* The program's name, for usage lines. Static. */
const char *die_program(void);

/*
 * The environment failed (memory, disk, store) or the caller erred: print
 * "program: message" and exit with the status. An open transaction rolls
 * back and the store is closed, since exit(3) runs their handlers.
 */
noreturn void die(enum status, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* As die(), and append ": strerror(errno)". */
noreturn void die_errno(enum status, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* As die(STATUS_USAGE), followed by a line "Try 'program --help'." */
noreturn void die_usage(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));

/* Say something to people and go on. */
void	warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Complain about a place in an input: "file:line:column: message", without
 * the program's name, so that editors can jump there. A line or column of 0
 * is left out.
 */
void	warn_at(const char *file, long line, long column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * One line of what changed, for people. Silenced by say_quiet(true), which
 * options -q sets.
 */
void	say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void	say_quiet(int quiet);

/* All of the above goes there from now on, for who wants to think first about
 * what to say; NULL: to stderr again. */
void	die_speak_to(FILE *);

#endif
