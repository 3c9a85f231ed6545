/* Reading mails from standard input, mailboxes (mboxrd) and Maildirs. */
#include "care-intake/mail_source.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"

enum {
	MAIL_MOST = 64 * 1024 * 1024,	/* bytes of one mail */
	CHUNK = 64 * 1024
};

static const char from_line[] = "From ";

/* Add what there is room for; returns how many bytes were left out. */
static size_t add(struct buf *b, const char *s, size_t n)
{
	size_t room = MAIL_MOST - b->n;

	buf_add(b, s, n < room ? n : room);
	return n > room ? n - room : 0;
}

/* All of the stream is one mail. */
static void read_one(FILE *f, const char *name, mail_given *give, void *arg)
{
	static char chunk[CHUNK];
	struct buf b = {0};
	size_t cut = 0, n;

	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		cut += add(&b, chunk, n);
	if (ferror(f))
		die_errno(STATUS_NOINPUT, "%s", name);
	if (b.n > 0)
		give(arg, b.s, b.n, cut);
	buf_free(&b);
}

/* ">From ", which was "From " before it came into the mailbox. */
static bool is_quoted(const char *line, size_t n)
{
	size_t marks = strspn(line, ">");

	return marks > 0 && n >= marks + sizeof from_line - 1 &&
	    memcmp(line + marks, from_line, sizeof from_line - 1) == 0;
}

/* "From sender Thu Mar 12 09:00:00 2026", and no sentence that begins so: it
 * has a time in it. Not all that write mailboxes mark such sentences. */
static bool is_separator(const char *line)
{
	const char *at = line;

	if (strncmp(line, from_line, sizeof from_line - 1) != 0)
		return false;
	while ((at = strchr(at + 1, ':')) != NULL)
		if (isdigit((unsigned char)at[-1]) &&
		    isdigit((unsigned char)at[-2]) &&
		    isdigit((unsigned char)at[1]) &&
		    isdigit((unsigned char)at[2]))
			return true;
	return false;
}

/* A mailbox: each mail begins with a line "From ..", after an empty one. */
static void read_box(FILE *f, const char *name, mail_given *give, void *arg)
{
	struct buf b = {0};
	bool blank = true;
	char *line = NULL;
	size_t cap = 0, cut = 0;
	ssize_t got;

	while ((got = getline(&line, &cap, f)) > 0) {
		size_t n = (size_t)got, skip;

		if (blank && is_separator(line)) {
			if (b.n > 0)
				give(arg, b.s, b.n, cut);
			buf_reset(&b);
			cut = 0;
		}
		blank = n == 1 || (n == 2 && *line == '\r');
		skip = is_quoted(line, n);
		cut += add(&b, line + skip, n - skip);
	}
	if (ferror(f))
		die_errno(STATUS_NOINPUT, "%s", name);
	if (b.n > 0)
		give(arg, b.s, b.n, cut);
	free(line);
	buf_free(&b);
}

static bool is_box(FILE *f)
{
	char first[sizeof from_line - 1];
	bool box = fread(first, 1, sizeof first, f) == sizeof first &&
	    memcmp(first, from_line, sizeof first) == 0;

	rewind(f);
	return box;
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* new/NAME becomes cur/NAME:2, (maildir(5): seen by a program, no flags). */
static void moved(int box, const char *name)
{
	struct buf from = {0}, to = {0};

	buf_addf(&from, "new/%s", name);
	buf_addf(&to, "cur/%s%s", name, strchr(name, ':') ? "" : ":2,");
	if (renameat(box, buf_text(&from), box, buf_text(&to)) != 0 &&
	    errno != ENOENT)
		die_errno(STATUS_CREATE, "%s", buf_text(&to));
	buf_free(&from);
	buf_free(&to);
}

/* The mails of one half of a Maildir, in the order of their names, which is
 * that of their coming. One that went meanwhile was somebody else's. */
static void read_half(int box, const char *half, bool move, mail_given *give,
    void *arg)
{
	struct dirent **v;
	int n = scandirat(box, half, &v, visible, alphasort);

	if (n < 0)
		die_errno(STATUS_NOINPUT, "%s", half);
	for (int i = 0; i < n; i++) {
		struct buf path = {0};
		struct stat st;
		int fd;
		FILE *f;

		buf_addf(&path, "%s/%s", half, v[i]->d_name);
		fd = openat(box, buf_text(&path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (fd < 0 && errno != ENOENT)
			die_errno(STATUS_NOINPUT, "%s", buf_text(&path));
		f = fd >= 0 ? fdopen(fd, "r") : NULL;
		if (f && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
			read_one(f, buf_text(&path), give, arg);
			if (move)
				moved(box, v[i]->d_name);
		}
		if (f)
			fclose(f);
		buf_free(&path);
		free(v[i]);
	}
	free(v);
}

static void read_maildir(const char *name, bool move, mail_given *give,
    void *arg)
{
	int box = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (box < 0)
		die_errno(STATUS_NOINPUT, "%s", name);
	if (faccessat(box, "new", F_OK, 0) != 0 ||
	    faccessat(box, "cur", F_OK, 0) != 0)
		die(STATUS_NOINPUT, _("%s: not a Maildir: it has no new and cur"), name);
	/* First what somebody has seen: it came before. */
	read_half(box, "cur", false, give, arg);
	read_half(box, "new", move, give, arg);
	close(box);
}

void mail_source_read(const char *name, bool move, mail_given *give, void *arg)
{
	struct stat st;
	FILE *f;

	if (strcmp(name, "-") == 0) {
		read_one(stdin, name, give, arg);
		return;
	}
	if (stat(name, &st) == 0 && S_ISDIR(st.st_mode)) {
		read_maildir(name, move, give, arg);
		return;
	}
	f = fopen(name, "re");
	if (!f)
		die_errno(STATUS_NOINPUT, "%s", name);
	else if (is_box(f))
		read_box(f, name, give, arg);
	else
		read_one(f, name, give, arg);
	fclose(f);
}
