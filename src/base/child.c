/* Running another program, with a clock that needs no reading: a timerfd. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/utf8.h"

/* The last bytes of a stream. */
struct tail {
	char *s;
	size_t n, max;
};

enum { IN, OUT, ERR, ENDED, CLOCK, FDS };

struct child {
	pid_t pid;
	struct pollfd fd[FDS];
	const char *in;
	size_t in_left;
	struct tail out, err;
	bool timed_out;
};

/* The environment of the program: our own, cut down, and the list. */
static char **make_environment(const char *const *more)
{
	static const char *const kept[] = {"PATH", "HOME", "USER", "LOGNAME",
	    "LANG", "LC_ALL", "LANGUAGE", "TZ"};
	enum { KEPT = (int)(sizeof kept / sizeof kept[0]) };
	size_t n = 0, extra = 0;
	char **env;

	while (more && more[extra])
		extra++;
	env = mem_alloc(KEPT + extra + 1, sizeof *env);
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);
		size_t size;

		if (!value)
			continue;
		size = strlen(kept[i]) + strlen(value) + 2;
		env[n] = mem_alloc(size, 1);
		stpcpy(stpcpy(stpcpy(env[n], kept[i]), "="), value);
		n++;
	}
	for (size_t i = 0; i < extra; i++)
		env[n++] = mem_dup(more[i]);
	return env;
}

static void free_environment(char **env)
{
	for (char **e = env; *e; e++)
		free(*e);
	free(env);
}

/* The child's half; nothing here may allocate or return. */
static noreturn void become(const struct child_job *job, char **env,
    pid_t parent, int in, int out, int err)
{
	sigset_t none;

	setpgid(0, 0);
	/* Dies with us; when we are gone already it never heard of that. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(126);
	close_range(3, ~0U, 0);
	environ = env;
	execvp(job->argv[0], (char *const *)(uintptr_t)job->argv);
	_exit(errno == ENOENT || errno == ENOTDIR ? 127 : 126);
}

/* Both ends of the pipes to and from it. */
struct pipes {
	int end[6];
};

static void close_pipes(struct pipes *p)
{
	for (int i = 0; i < 6; i++)
		if (p->end[i] >= 0)
			close(p->end[i]);
}

/* All that is needed before it can be run, or nothing of it. */
static bool prepare(struct child *c, struct pipes *p)
{
	bool good;

	memset(p->end, -1, sizeof p->end);
	c->fd[CLOCK] = (struct pollfd){.events = POLLIN,
	    .fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)};
	good = c->fd[CLOCK].fd >= 0;
	for (int i = 0; good && i < 6; i += 2)
		good = pipe2(p->end + i, O_CLOEXEC) == 0;
	if (good)
		return true;
	close_pipes(p);
	if (c->fd[CLOCK].fd >= 0)
		close(c->fd[CLOCK].fd);
	return false;
}

/* Our ends, when the child has its own. */
static void listen_to(struct child *c, struct pipes *p)
{
	const int theirs[] = {0, 3, 5};

	c->fd[IN] = (struct pollfd){.fd = p->end[1], .events = POLLOUT};
	c->fd[OUT] = (struct pollfd){.fd = p->end[2], .events = POLLIN};
	c->fd[ERR] = (struct pollfd){.fd = p->end[4], .events = POLLIN};
	for (int i = 0; i < 3; i++)
		close(p->end[theirs[i]]);
	for (int i = IN; i <= ERR; i++)
		fcntl(c->fd[i].fd, F_SETFL, O_NONBLOCK);
	c->fd[ENDED] = (struct pollfd){.fd = pidfd_open(c->pid, 0),
	    .events = POLLIN};
	if (c->fd[ENDED].fd < 0)
		die_errno(STATUS_SERVICE, "pidfd");
}

/* False, with errno: it was not begun. */
static bool start(struct child *c, const struct child_job *job)
{
	char **env = make_environment(job->env);
	pid_t parent = getpid();
	struct pipes p;
	int why;

	if (!prepare(c, &p)) {
		why = errno;
		free_environment(env);
		errno = why;
		return false;
	}
	c->pid = fork();
	why = errno;
	if (c->pid == 0)
		become(job, env, parent, p.end[0], p.end[3], p.end[5]);
	free_environment(env);
	if (c->pid < 0) {
		close_pipes(&p);
		close(c->fd[CLOCK].fd);
		errno = why;
		return false;
	}
	setpgid(c->pid, c->pid);	/* both do it: neither may come too late */
	listen_to(c, &p);
	return true;
}

static void wind_up(struct child *c, int seconds)
{
	struct itimerspec t = {.it_value = {.tv_sec = seconds}};

	if (timerfd_settime(c->fd[CLOCK].fd, 0, &t, NULL) != 0)
		die_errno(STATUS_SERVICE, "timerfd");
}

static void shut(struct pollfd *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;		/* poll(2) passes over it */
}

static void feed(struct child *c)
{
	ssize_t n = 0;

	while (c->in_left > 0) {
		n = write(c->fd[IN].fd, c->in, c->in_left);
		if (n <= 0)
			break;
		c->in += n;
		c->in_left -= (size_t)n;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	shut(&c->fd[IN]);	/* all said, or nobody listens */
}

static void keep(struct tail *t, const char *s, size_t n)
{
	if (n > t->max) {
		s += n - t->max;
		n = t->max;
	}
	if (t->n + n > t->max) {
		size_t over = t->n + n - t->max;

		memmove(t->s, t->s + over, t->n - over);
		t->n -= over;
	}
	memcpy(t->s + t->n, s, n);
	t->n += n;
}

/* Read what is there; at most a little each time, so that a program that
 * never stops talking cannot keep us from the clock. */
static void hear(struct pollfd *p, struct tail *t)
{
	char piece[4096];
	ssize_t n = 0;

	for (int i = 0; i < 16 && p->fd >= 0; i++) {
		n = read(p->fd, piece, sizeof piece);
		if (n <= 0)
			break;
		keep(t, piece, (size_t)n);
	}
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(p);
}

/* First a word, then the axe. */
static void time_is_over(struct child *c)
{
	uint64_t times;

	if (read(c->fd[CLOCK].fd, &times, sizeof times) < 0)
		return;
	kill(-c->pid, c->timed_out ? SIGKILL : SIGTERM);
	c->timed_out = true;
	wind_up(c, CHILD_GRACE);
}

static void watch(struct child *c)
{
	while (poll(c->fd, FDS, -1) >= 0 || errno == EINTR) {
		if (c->fd[IN].fd >= 0 && c->fd[IN].revents)
			feed(c);
		if (c->fd[OUT].fd >= 0 && c->fd[OUT].revents)
			hear(&c->fd[OUT], &c->out);
		if (c->fd[ERR].fd >= 0 && c->fd[ERR].revents)
			hear(&c->fd[ERR], &c->err);
		if (c->fd[ENDED].revents)
			return;
		if (c->fd[CLOCK].revents)
			time_is_over(c);
	}
	die_errno(STATUS_SERVICE, "poll");
}

/* Make the end of a stream a text: no half characters, nothing that moves a
 * cursor. */
static void tidy(struct tail *t)
{
	size_t w = 0;

	for (size_t r = 0; r < t->n; ) {
		unsigned char lead = (unsigned char)t->s[r];
		size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

		if (r + n > t->n || !utf8_valid(t->s + r, n)) {
			r++;
			continue;
		}
		memmove(t->s + w, t->s + r, n);
		if (n == 1 && (lead < 0x20 || lead == 0x7f) && lead != '\n')
			t->s[w] = ' ';
		w += n;
		r += n;
	}
	while (w > 0 && (t->s[w - 1] == '\n' || t->s[w - 1] == ' '))
		w--;
	t->s[w] = '\0';
}

void child_run(const struct child_job *job, struct child_end *end)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	struct child c = {.in = job->in, .in_left = job->in_n,
	    .out = {end->out, 0, CHILD_OUT}, .err = {end->err, 0, CHILD_ERR}};
	int ws;

	memset(end, 0, sizeof *end);
	if (!start(&c, job)) {
		end->status = CHILD_NOT_BEGUN;
		snprintf(end->err, sizeof end->err, "%s", strerror(errno));
		return;
	}
	sigaction(SIGPIPE, &ignore, &before);
	wind_up(&c, job->timeout);
	watch(&c);
	hear(&c.fd[OUT], &c.out);
	hear(&c.fd[ERR], &c.err);
	/* Not reaped yet, so its group's number is still its own. */
	if (c.timed_out)
		kill(-c.pid, SIGKILL);
	while (waitpid(c.pid, &ws, 0) < 0)
		if (errno != EINTR)
			die_errno(STATUS_BUG, "waitpid");
	for (int i = 0; i < FDS; i++)
		shut(&c.fd[i]);
	sigaction(SIGPIPE, &before, NULL);
	end->status = WIFEXITED(ws) ? WEXITSTATUS(ws) : -1;
	end->signal = WIFSIGNALED(ws) ? WTERMSIG(ws) : 0;
	end->timed_out = c.timed_out;
	tidy(&c.out);
	tidy(&c.err);
}
