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
static FILE *other_ear;

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

static FILE *ear(void)
{
	return other_ear ? other_ear : stderr;
}

void die_speak_to(FILE *f)
{
	other_ear = f;
}

static void speak(const char *fmt, va_list ap)
{
	fflush(stdout);
	fprintf(ear(), "%s: ", program);
	vfprintf(ear(), fmt, ap);
}

void die(enum status status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fputc('\n', ear());
	exit((int)status);
}

void die_errno(enum status status, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fprintf(ear(), ": %s\n", strerror(saved));
	exit((int)status);
}

void die_usage(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fprintf(ear(), _("\nTry '%s --help'.\n"), program);
	exit(STATUS_USAGE);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	speak(fmt, ap);
	va_end(ap);
	fputc('\n', ear());
}

void warn_at(const char *file, long line, long column, const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs(file, ear());
	if (line > 0)
		fprintf(ear(), ":%ld", line);
	if (column > 0)
		fprintf(ear(), ":%ld", column);
	fputs(": ", ear());
	va_start(ap, fmt);
	vfprintf(ear(), fmt, ap);
	va_end(ap);
	fputc('\n', ear());
}

void say(const char *fmt, ...)
{
	va_list ap;

	if (quiet)
		return;
	fflush(stdout);
	va_start(ap, fmt);
	vfprintf(ear(), fmt, ap);
	va_end(ap);
	fputc('\n', ear());
}

void say_quiet(int on)
{
	quiet = on;
}
