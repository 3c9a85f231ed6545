/* The note beside the store, for which file its log was written. */
#include "store/ahead.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"

/* In PATH-lock, behind what the turnstile has there (store/turnstile.c). */
enum { PLACE = 256, NOTE = 48 };

static int open_lock(const char *path, int how)
{
	struct buf name = {0};
	int fd;

	buf_addf(&name, "%s-lock", path);
	fd = open(name.s, how | O_CLOEXEC | O_NOFOLLOW);
	buf_free(&name);
	return fd;
}

/*
 * The file, by what is still the same after a power cut: when it was made, or
 * where a file system does not keep that, its number. The number of the device
 * may be another one after each start, and where files have no numbers of
 * their own (vfat) so may theirs. False: there is no file.
 */
static bool describe(const char *path, char note[NOTE])
{
	struct statx st;

	memset(note, 0, NOTE);
	if (statx(AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &st) != 0)
		return false;
	if (st.stx_mask & STATX_BTIME)
		snprintf(note, NOTE, "made %jd.%09ju\n",
		    (intmax_t)st.stx_btime.tv_sec,
		    (uintmax_t)st.stx_btime.tv_nsec);
	else
		snprintf(note, NOTE, "number %ju\n", (uintmax_t)st.stx_ino);
	return true;
}

/* Two notes of one kind that tell of two files. */
static bool differs(const char *found, const char *own)
{
	return *found == *own && strcmp(found, own) != 0;
}

static bool written_ahead(const char *path)
{
	struct buf name = {0};
	struct stat st;
	bool some;

	buf_addf(&name, "%s-wal", path);
	some = stat(name.s, &st) == 0 && st.st_size > 0;
	buf_free(&name);
	return some;
}

void ahead_check(const char *path)
{
	char found[NOTE] = "", own[NOTE];
	ssize_t n;
	int fd;

	if (!written_ahead(path) || !describe(path, own))
		return;
	fd = open_lock(path, O_RDONLY);
	if (fd < 0)
		return;
	n = pread(fd, found, NOTE - 1, PLACE);
	close(fd);
	if (n <= 0 || !differs(found, own))
		return;
	die(STATUS_POLICY, _("%s-wal: was written for another file: the store was"
	    " replaced or copied\nput it and %s-shm aside; if it came here"
	    " together with the store: rm %s-lock"), path, path, path);
}

void ahead_note(const char *path)
{
	char found[NOTE] = "", own[NOTE];
	int fd = open_lock(path, O_RDWR);

	if (fd < 0)
		die_errno(STATUS_CREATE, "%s-lock", path);
	if (pread(fd, found, NOTE - 1, PLACE) < 0 || !describe(path, own) ||
	    strcmp(found, own) == 0) {
		close(fd);
		return;
	}
	/* It must not be older than the log after a power cut. */
	if (pwrite(fd, own, NOTE, PLACE) != NOTE || fdatasync(fd) != 0)
		die_errno(STATUS_IO, "%s-lock", path);
	close(fd);
}
