/* Opening the input of a bulk intake, and looking through it beforehand. */
#include "care-intake/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/die.h"
#include "base/utf8.h"

enum { CHUNK = 64 * 1024, CHARACTER = 4 };

void source_close(FILE *f)
{
	if (f != stdin)
		fclose(f);
}

/*
 * Standard input that is no file goes into a nameless one first: so nobody
 * waits for the store while we wait for the other end of a pipe, and a stream
 * in another encoding is refused before any of it was taken.
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

/* How many bytes at the end begin a character that is not whole. */
static size_t unfinished(const char *s, size_t n)
{
	for (size_t back = 1; back < CHARACTER && back <= n; back++) {
		unsigned char c = (unsigned char)s[n - back];
		size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;

		if (c < 0x80 || c >= 0xC0)
			return want > back ? back : 0;
	}
	return 0;
}

/* The line within the chunk, which is not UTF-8, from "line" on. */
static long line_within(const char *s, size_t n, long line)
{
	const char *end = s + n, *next;

	for (; s < end; s = next, line++) {
		next = memchr(s, '\n', (size_t)(end - s));
		next = next ? next + 1 : end;
		if (!utf8_valid(s, (size_t)(next - s)))
			break;
	}
	return line;
}

static long lines_in(const char *s, size_t n)
{
	long lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n';
	return lines;
}

long source_bad_line(FILE *f)
{
	static char chunk[CHUNK + CHARACTER];
	size_t kept = 0, n;
	long line = 1, bad = 0, begin = ftell(f);

	while (bad == 0 && (n = fread(chunk + kept, 1, CHUNK, f)) > 0) {
		size_t all = kept + n, whole = all - unfinished(chunk, all);

		/* UTF-16 has words of its own in the reader. */
		if (line == 1 && kept == 0 && n >= 2 &&
		    (memcmp(chunk, "\xFF\xFE", 2) == 0 ||
		    memcmp(chunk, "\xFE\xFF", 2) == 0))
			break;
		if (!utf8_valid(chunk, whole))
			bad = line_within(chunk, whole, line);
		line += lines_in(chunk, whole);
		kept = all - whole;
		memmove(chunk, chunk + whole, kept);
	}
	if (bad == 0 && kept > 0 && feof(f))
		bad = line;
	if (fseek(f, begin, SEEK_SET) != 0)
		die_errno(STATUS_NOINPUT, "fseek");
	clearerr(f);
	return bad;
}
