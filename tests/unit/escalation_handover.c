/*
 * What ladders tell is handed over once: real ticks, senders and transports
 * against a model of them.
 *
 * Senders run one by one or two at once, at times that step back; transports
 * take a message, refuse it for now or for good, or kill their sender with it in
 * hand. What becomes of a message, and how often its transport is called with
 * it, must be what follows from its transport's answers alone: each of (promise,
 * level, repeat, due, reader) once, and again only after a refusal, or, where
 * its sender died, when on_doubt says resend.
 *
 * The program is its own sender ("send") and its own transport ("transport FILE
 * SEED", which writes what it is called with into the file).
 */
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "care/cases/case.h"
#include "care/escalation/tick.h"
#include "care/messages/outbox.h"
#include "care/people/staff.h"
#include "command/deliver.h"
#include "command/options.h"
#include "model_run.h"
#include "policy/policy_store.h"
#include "policy_files.h"
#include "store/log.h"
#include "store_made.h"
#include "time/human.h"

enum { MINUTES = 100, CASES = 3, TRIES = 10, LINES = 2000 };

static const char text[] = HEAD
    "defaults: {catch_up: all, notify_by: [wecom]}\n"
    "words:\n  kinds: [complaint]\n  roles: [owner, supervisor]\n"
    "promises: [{name: result, within: 40m, ladder: up}]\n"
    "ladders:\n  up:\n"
    "    - {name: half, at: 50%, notify: owner, urgent: true}\n"
    "    - {name: due, at: due, notify: [owner, supervisor], urgent: true,"
    " every: 8m, times: 4}\n";

/* -------------------------------------------------- what a transport answers */

enum answer { TAKES, NOT_NOW, NEVER, DIES };

/* The same for the same message and attempt, whoever asks; some messages never
 * get another one. */
static enum answer answer_of(uint64_t number, int64_t id, int attempt)
{
	uint64_t mix = number * 2654435761u + (uint64_t)id * 40503u +
	    (uint64_t)attempt * 10007u;

	if (id % 8 == 3 || id % 8 == 6)
		return id % 8 == 3 ? DIES : NOT_NOW;
	mix = mix * 6364136223846793005u + 1442695040888963407u;
	switch ((mix >> 33) % 12) {
	case 0:
	case 1:
	case 2:
		return NOT_NOW;
	case 3:
		return NEVER;
	case 4:
	case 5:
		return DIES;
	default:
		return TAKES;
	}
}

/* CARE_MSG_ID is "m12@STORE"; the line is written before anything is answered. */
static int transport(const char *file, const char *number)
{
	const char *id = getenv("CARE_MSG_ID"), *attempt = getenv("CARE_ATTEMPT");
	int fd = open(file, O_WRONLY | O_APPEND | O_CLOEXEC);
	char line[64];
	int n;

	if (!id || !attempt || fd < 0)
		return 78;
	n = snprintf(line, sizeof line, "%.*s %s\n", (int)strcspn(id, "@"), id,
	    attempt);
	if (write(fd, line, (size_t)n) != n)
		return 78;
	switch (answer_of(strtoull(number, NULL, 10),
	    strtoll(id + 1, NULL, 10), atoi(attempt))) {
	case NOT_NOW:
		return 75;
	case NEVER:
		return 65;
	case DIES:
		if (getppid() > 1)
			kill(getppid(), SIGKILL);
		return 75;
	case TAKES:
		break;
	}
	return 0;
}

/* -------------------------------------------------------------------- senders */

static int send_all(struct session *s)
{
	struct deliver_counts counts;

	deliver_run(s, &counts);
	return 0;
}

static int sender(int argc, char **argv)
{
	static const struct option_spec none[] = {{NULL, 0, NULL, NULL}};
	static const struct verb verbs[] = {
		{"send", "", "send", VERB_ACTS, send_all, none},
		{NULL, NULL, NULL, VERB_NOTHING, NULL, NULL}
	};
	static const struct program program = {"send", "send", verbs};

	return program_main(&program, argc, argv);
}

struct house {
	struct made store;
	struct log *log;
	struct policy *policy;
	int64_t policy_id;
	char self[512], calls[64], conf[64];
};

static pid_t start(const struct house *h, int64_t at)
{
	char now[HUMAN_TEXT];
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	setenv("CARE_NOW", human_utc(at, now), 1);
	setenv("CARE_STORE", h->store.path, 1);
	execl(h->self, "send", "send", (char *)NULL);
	_exit(127);
}

/* So many at once. Whoever was not killed has done what there was. */
static void senders(const struct house *h, int n, int64_t at)
{
	pid_t pids[2];
	int status;

	for (int i = 0; i < n; i++)
		pids[i] = start(h, at);
	for (int i = 0; i < n; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	}
}

/* ------------------------------------------------------------------ the house */

static void adopt(struct house *h)
{
	struct adopted a = {.name = "t", .version = "1", .path = "p.yaml",
	    .approved_by = "test", .adopted_at = T0};
	struct buf b = {0};

	buf_adds(&b, "care-policy-bundle 1\n");
	add_part(&b, "p.yaml", text, strlen(text));
	a.text = buf_text(&b);
	log_begin(h->log, T0, NULL);
	adopted_insert(h->log, &a);
	policy_take_over(h->log, a.id, T0);
	log_commit(h->log);
	h->policy_id = a.id;
	buf_free(&b);
}

static int64_t hire(struct house *h, const char *login, const char *role,
    const char *boss)
{
	struct staff_said said = {.source = "t", .login = login, .name = login,
	    .role = role, .supervisor = boss, .from_at = T0};
	const char *what, *fault;

	return staff_said(h->log, h->policy, h->policy_id, &said, T0, &what,
	    &fault);
}

static void receive(struct house *h)
{
	int64_t liu, wang;

	log_begin(h->log, T0, NULL);
	liu = hire(h, "liu", "supervisor", NULL);
	wang = hire(h, "wang", "owner", "liu");
	assert_true(liu > 0 && wang > 0);
	for (int i = 0; i < CASES; i++) {
		struct case_said said = {.source = "t", .kind = "complaint",
		    .channel = "phone", .received_at = T0 + i * 300,
		    .owner = wang};

		case_receive(h->log, h->policy, h->policy_id, &said);
	}
	log_commit(h->log);
}

static void write_conf(const struct house *h, const char *on_doubt,
    uint64_t number)
{
	int fd = open(h->conf, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	dprintf(fd, "transports:\n  wecom: {command: [%s, transport, %s, \"%" PRIu64
	    "\"], timeout: 50s, on_doubt: %s}\n", h->self, h->calls, number,
	    on_doubt);
	close(fd);
	fd = open(h->calls, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
}

static void open_house(struct house *h, const char *on_doubt, uint64_t number)
{
	ssize_t n = readlink("/proc/self/exe", h->self, sizeof h->self - 1);

	assert_true(n > 0);
	h->self[n] = '\0';
	made_open(&h->store);
	snprintf(h->conf, sizeof h->conf, "%s/care.conf", h->store.dir);
	snprintf(h->calls, sizeof h->calls, "%s/calls", h->store.dir);
	write_conf(h, on_doubt, number);
	h->log = log_open(h->store.db, "test");
	h->policy = load_text(text, NULL);
	assert_non_null(h->policy);
	adopt(h);
	receive(h);
}

static void close_house(struct house *h)
{
	unlink(h->conf);
	unlink(h->calls);
	log_close(h->log, NULL, 0);
	made_close(&h->store);
	policy_free(h->policy);
}

/* ----------------------------------------------------------------- the model */

/* What becomes of a message by its transport's answers alone; the lines of its
 * calls. */
static const char *m_becomes(uint64_t number, bool resend, int64_t id,
    char **lines, int *n)
{
	for (int attempt = 1; ; attempt++) {
		char line[64];

		snprintf(line, sizeof line, "m%" PRId64 " %d", id, attempt);
		assert_true(*n < LINES);
		lines[(*n)++] = strdup(line);
		switch (answer_of(number, id, attempt)) {
		case TAKES:
			return "sent";
		case NEVER:
			return "failed";
		case NOT_NOW:
			if (attempt == TRIES)
				return "failed";
			break;
		case DIES:
			if (!resend || attempt == TRIES)
				return "doubt";
		}
	}
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

static int read_calls(const struct house *h, char **lines)
{
	FILE *f = fopen(h->calls, "r");
	char line[64];
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		assert_true(n < LINES);
		lines[n++] = strdup(line);
	}
	fclose(f);
	return n;
}

static int compare(const struct house *h, bool resend, uint64_t number)
{
	static char *real[LINES], *wanted[LINES];
	struct arena *a = arena_new();
	int n = read_calls(h, real), k = 0;
	struct message m;
	int64_t id;

	for (id = 1; outbox_load(h->store.db, id, a, &m); id++) {
		const char *state = m_becomes(number, resend, id, wanted, &k);

		if (strcmp(m.state, state) != 0)
			fail_msg("MODEL_SEED=%" PRIu64 ": m%" PRId64 " is %s, not %s",
			    number, id, m.state, state);
	}
	qsort(real, (size_t)n, sizeof *real, by_text);
	qsort(wanted, (size_t)k, sizeof *wanted, by_text);
	for (int i = 0; i < n || i < k; i++)
		if (i >= n || i >= k || strcmp(real[i], wanted[i]) != 0)
			fail_msg("MODEL_SEED=%" PRIu64 ": called with \"%s\", not"
			    " \"%s\"", number, i < n ? real[i] : "",
			    i < k ? wanted[i] : "");
	for (int i = 0; i < n; i++)
		free(real[i]);
	for (int i = 0; i < k; i++)
		free(wanted[i]);
	arena_free(a);
	return (int)id - 1;
}

/* -------------------------------------------------------------- the scenarios */

static bool waiting(const struct house *h)
{
	struct arena *a = arena_new();
	int64_t *ids;
	bool some = outbox_list(h->store.db, &(struct outbox_filter){
	    .waiting = true}, a, &ids) > 0;

	arena_free(a);
	return some;
}

static int64_t scenario(uint64_t number)
{
	bool resend = number % 2;
	int64_t at = T0;
	struct house h;
	int told;

	open_house(&h, resend ? "resend" : "ask", number);
	for (int i = 0; i < MINUTES; i++) {
		struct tick_counts counts = {0};

		at = T0 + 60 * (int64_t)i;
		log_begin(h.log, at, NULL);
		while (escalate_batch(h.log, h.policy, h.policy_id, at, 100,
		    &counts) > 0)
			continue;
		log_commit(h.log);
		if (one_in(3))
			senders(&h, 1 + one_in(3), one_in(6) && i > 9 ?
			    at - 60 * (int64_t)pick(9) : at);
	}
	/* Nothing is left but what was refused: the last tries lie hours apart. */
	for (int i = 0; waiting(&h); i++) {
		assert_true(i < 400);
		senders(&h, 1, at);
		at += i % 4 == 3 ? 4 * 3600 : 90;
	}
	told = compare(&h, resend, number);
	close_house(&h);
	return told;
}

static void each_once(void **state)
{
	(void)state;
	model_run(scenario, 2, 30);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_once)};

	if (argc > 1 && strcmp(argv[1], "send") == 0)
		return sender(argc, argv);
	if (argc > 3 && strcmp(argv[1], "transport") == 0)
		return transport(argv[2], argv[3]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
