/* The ends of a program: messages, exit statuses, the checked stdout. */
#include "base/die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"

static const char *program = "care";
static int quiet;

/* A write that failed late (full disk) shows only when stdout is closed. */
static void close_stdout(void)
{
	int failed = ferror(stdout);

	if (fclose(stdout) != 0)
		failed = 1;
	if (failed && errno != EPIPE) {
		fprintf(stderr, _("%s: cannot write the output: %s\n"), program,
		    strerror(errno));
		_exit(STATUS_IO);
	}
}

void die_init(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	program = slash ? slash + 1 : argv0;
	umask(077);
	lang_init();
	if (atexit(close_stdout) != 0)
		die(STATUS_BUG, "atexit");
}

const char *die_program(void)
{
	return program;
}

static void speak(const char *fmt, va_list ap)
{
	fflush(stdout);
	fprintf(stderr, "%s: ", program);
	vfprintf(stderr, fmt, ap);
}

void die(enum status status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit((int)status);
}

void die_errno(enum status status, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fprintf(stderr, ": %s\n", strerror(saved));
	exit((int)status);
}

void die_usage(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fprintf(stderr, _("\nTry '%s --help'.\n"), program);
	exit(STATUS_USAGE);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void warn_at(const char *file, long line, long column, const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs(file, stderr);
	if (line > 0)
		fprintf(stderr, ":%ld", line);
	if (column > 0)
		fprintf(stderr, ":%ld", column);
	fputs(": ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void say(const char *fmt, ...)
{
	va_list ap;

	if (quiet)
		return;
	fflush(stdout);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void say_quiet(int on)
{
	quiet = on;
}
