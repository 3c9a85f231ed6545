/* Output files that are written beside their name and then renamed. */
#include "text/file_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"

struct file_out {
	FILE *stream;
	char *path;		/* NULL: stdout */
	char *temporary;	/* NULL: written directly */
	struct file_out *next;	/* of those not yet ended */
};

static struct file_out *unfinished;

/* What is half written must not stay when the program ends early. */
static void remove_unfinished(void)
{
	for (struct file_out *f = unfinished; f; f = f->next)
		if (f->temporary)
			unlink(f->temporary);
}

static void make_temporary(struct file_out *f, mode_t mode)
{
	size_t size = strlen(f->path) + sizeof ".XXXXXX";
	int fd;

	f->temporary = mem_alloc(size, 1);
	snprintf(f->temporary, size, "%s.XXXXXX", f->path);
	fd = mkostemp(f->temporary, O_CLOEXEC);
	if (fd < 0 || fchmod(fd, mode) != 0)
		die_errno(STATUS_CREATE, _("cannot make %s"), f->path);
	f->stream = fdopen(fd, "w");
}

static void open_path(struct file_out *f, const char *path)
{
	struct stat st;
	char *real = realpath(path, NULL);	/* a link stays a link */

	f->path = real ? real : mem_dup(path);
	if (stat(f->path, &st) != 0)
		make_temporary(f, S_IRUSR | S_IWUSR);
	else if (S_ISREG(st.st_mode))
		make_temporary(f, st.st_mode & 0777);
	else
		f->stream = fopen(f->path, "we");
	if (!f->stream)
		die_errno(STATUS_CREATE, _("cannot make %s"), f->path);
}

struct file_out *file_out_begin(const char *path)
{
	static bool registered;
	struct file_out *f = mem_alloc(1, sizeof *f);

	if (!registered && atexit(remove_unfinished) != 0)
		die(STATUS_BUG, "atexit");
	registered = true;
	f->next = unfinished;
	unfinished = f;
	if (path)
		open_path(f, path);
	else
		f->stream = stdout;
	return f;
}

FILE *file_out_stream(struct file_out *f)
{
	return f->stream;
}

static noreturn void fail(struct file_out *f)
{
	int saved = errno;

	/* Said once: what stdout still holds is lost, and the check at exit
	 * need not find it again. */
	__fpurge(f->stream);
	clearerr(f->stream);
	errno = saved;
	if (f->path)
		die_errno(STATUS_IO, _("cannot write %s"), f->path);
	die_errno(STATUS_IO, _("cannot write the output"));
}

void file_out_check(struct file_out *f)
{
	if (ferror(f->stream))
		fail(f);
}

/* Close the file and let it appear under its name. */
static void finish(struct file_out *f)
{
	FILE *stream = f->stream;

	if (f->temporary && fsync(fileno(stream)) != 0)
		fail(f);
	f->stream = NULL;
	if (fclose(stream) != 0)
		die_errno(STATUS_IO, _("cannot write %s"), f->path);
	if (f->temporary && rename(f->temporary, f->path) != 0)
		die_errno(STATUS_IO, _("cannot write %s"), f->path);
}

void file_out_end(struct file_out *f)
{
	struct file_out **link = &unfinished;

	if (fflush(f->stream) != 0 || ferror(f->stream))
		fail(f);
	if (f->path)
		finish(f);
	while (*link != f)
		link = &(*link)->next;
	*link = f->next;
	free(f->temporary);
	free(f->path);
	free(f);
}
