/* Ends the process as kill -9 does at its N-th call that reaches the disk.
 * Preloaded by tests/flow/kill-at; N is in KILL_AT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static void count(void)
{
	static long left = -1;
	const char *at = getenv("KILL_AT");

	if (left < 0)
		left = at ? atol(at) : 0;
	if (left > 0 && --left == 0)
		kill(getpid(), SIGKILL);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	ssize_t (*real)(int, const void *, size_t, off64_t);

	*(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
	count();
	return real(fd, p, n, at);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
	return pwrite64(fd, p, n, at);
}

int fdatasync(int fd)
{
	int (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
	count();
	return real(fd);
}

int fsync(int fd)
{
	int (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	count();
	return real(fd);
}
