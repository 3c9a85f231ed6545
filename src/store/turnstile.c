/* The two-lock turnstile before the store. */
#include "store/turnstile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/mem.h"

enum { GATE = 0, DOOR = 1, NOTE = 2, NOTE_SIZE = 80, TICK = 128 };

struct turnstile {
	int fd;
	char *path;
};

struct turnstile *turnstile_open(const char *path)
{
	struct turnstile *t = mem_alloc(1, sizeof *t);
	struct buf name = {0};

	buf_addf(&name, "%s-lock", path);
	t->path = name.s;
	t->fd = open(t->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (t->fd < 0)
		die_errno(STATUS_CREATE, "%s", t->path);
	return t;
}

void turnstile_close(struct turnstile *t)
{
	if (!t)
		return;
	close(t->fd);
	free(t->path);
	free(t);
}

static bool try_lock(struct turnstile *t, int byte, short type)
{
	struct flock l = {.l_type = type, .l_whence = SEEK_SET,
	    .l_start = byte, .l_len = 1};

	if (fcntl(t->fd, F_OFD_SETLK, &l) == 0)
		return true;
	if (errno != EAGAIN && errno != EACCES && errno != EINTR)
		die_errno(STATUS_CREATE, "%s", t->path);
	return false;
}

/* The note is what the last one who came in left; he is still there only when
 * the door is locked. */
noreturn void turnstile_busy(struct turnstile *t)
{
	char note[NOTE_SIZE + 1] = "";
	ssize_t n;

	if (try_lock(t, DOOR, F_WRLCK))
		die(STATUS_BUSY, _("the store is busy (another program holds it);"
		    " nothing done, try again"));
	n = pread(t->fd, note, NOTE_SIZE, NOTE);
	note[n > 0 ? n : 0] = '\0';
	die(STATUS_BUSY, _("the store is busy (%s); nothing done, try again"),
	    *note ? note : "?");
}

/* Polled, with naps of at most two milliseconds: a blocking lock could not
 * give up without signals. */
static bool wait_for(struct turnstile *t, int byte, int64_t *left_us)
{
	long nap_us = 50;

	while (!try_lock(t, byte, F_WRLCK)) {
		struct timespec nap = {.tv_nsec = nap_us * 1000};

		if (*left_us <= 0)
			return false;
		nanosleep(&nap, NULL);
		*left_us -= nap_us + 60;
		if (nap_us < 2000)
			nap_us *= 2;
	}
	return true;
}

bool turnstile_try(struct turnstile *t, const char *tool, int patience_ms)
{
	char note[NOTE_SIZE];
	int64_t left_us = (int64_t)patience_ms * 1000;
	bool in;

	if (!wait_for(t, GATE, &left_us))
		return false;
	in = wait_for(t, DOOR, &left_us);
	try_lock(t, GATE, F_UNLCK);
	if (!in)
		return false;
	snprintf(note, sizeof note, "%s, pid %ld", tool, (long)getpid());
	/* Only for the message of others: a failure to write it harms nobody. */
	if (pwrite(t->fd, note, strlen(note) + 1, NOTE) < 0)
		errno = 0;
	return true;
}

bool turnstile_wanted(struct turnstile *t)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = GATE, .l_len = 1};

	if (fcntl(t->fd, F_OFD_GETLK, &l) != 0)
		die_errno(STATUS_CREATE, "%s", t->path);
	return l.l_type != F_UNLCK;
}

void turnstile_leave(struct turnstile *t)
{
	try_lock(t, DOOR, F_UNLCK);
}

int turnstile_alone(const char *path)
{
	struct turnstile *t = turnstile_open(path);
	int fd = t->fd;

	if (!try_lock(t, TICK, F_WRLCK)) {
		close(fd);
		fd = -1;
	}
	free(t->path);
	free(t);
	return fd;
}
