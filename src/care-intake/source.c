/* Opening the input of a bulk intake. */
#include "care-intake/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/die.h"

enum { CHUNK = 64 * 1024 };

void source_close(FILE *f)
{
	if (f != stdin)
		fclose(f);
}

/*
 * Standard input that is no file goes into a nameless one first: so nobody
 * waits for the store while we wait for the other end of a pipe, and what
 * must be read twice can be.
 */
static FILE *spool(FILE *in)
{
	static char chunk[CHUNK];
	FILE *f = tmpfile();
	size_t n;

	if (!f)
		die_errno(STATUS_CREATE, "tmpfile");
	while ((n = fread(chunk, 1, sizeof chunk, in)) > 0)
		if (fwrite(chunk, 1, n, f) != n)
			die_errno(STATUS_IO, "tmpfile");
	if (ferror(in))
		die_errno(STATUS_NOINPUT, "-");
	if (fflush(f) != 0)
		die_errno(STATUS_IO, "tmpfile");
	rewind(f);
	return f;
}

FILE *source_open(const char *name)
{
	struct stat st;
	FILE *f = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");

	if (!f || fstat(fileno(f), &st) != 0)
		die_errno(STATUS_NOINPUT, "%s", name);
	if (S_ISDIR(st.st_mode))
		die(STATUS_NOINPUT, "%s: %s", name, strerror(EISDIR));
	if (!S_ISREG(st.st_mode)) {
		FILE *kept = spool(f);

		source_close(f);
		return kept;
	}
	return f;
}
