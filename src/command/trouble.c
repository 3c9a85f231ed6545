/* The same trouble each minute is told once, and then once an hour. */
#include "command/trouble.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/lang.h"
#include "command/options.h"
#include "time/human.h"

/* Records of one line each; digits of texts do not count, for they are pids,
 * message numbers and times. */
enum { HOUR = 3600, RECORD = 128, RECORDS = 8, SIZE = RECORD * RECORDS };

struct record {
	char tool[48];
	uint64_t hash;		/* 0: no trouble */
	int64_t first, told, count;
};

static struct {
	char *path, *tool, *text;
	size_t n;
	FILE *ear;
	int64_t now;
	const struct zone *zone;
} watch;

/* FNV-1a, 64 bits, over what is not a digit. */
static uint64_t hash_of(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s; s++)
		if (*s < '0' || *s > '9')
			h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h ? h : 1;
}

static int open_record(void)
{
	int fd = open(watch.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);

	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

/* The record of this tool; its place in *at: an empty one, or the last, when
 * it has none. */
static struct record read_record(int fd, size_t *at)
{
	char all[SIZE + 1] = "";
	struct record r = {.hash = 0};
	ssize_t got = pread(fd, all, SIZE, 0);

	all[got > 0 ? got : 0] = '\0';
	for (*at = 0; *at < RECORDS; (*at)++) {
		const char *line = all + *at * RECORD;

		if ((ssize_t)(*at * RECORD) >= got || sscanf(line, "%47[^\t]\t%"
		    SCNx64 "\t%" SCNd64 "\t%" SCNd64 "\t%" SCNd64, r.tool,
		    &r.hash, &r.first, &r.told, &r.count) != 5)
			return (struct record){.hash = 0};
		if (strcmp(r.tool, watch.tool) == 0)
			return r;
	}
	*at = RECORDS - 1;
	return (struct record){.hash = 0};
}

/* In its place, at its full length. False: the disk would not have it. */
static bool write_record(int fd, size_t at, const struct record *r)
{
	char line[RECORD + 1];
	int n = snprintf(line, sizeof line, "%s\t%" PRIx64 "\t%" PRId64 "\t%"
	    PRId64 "\t%" PRId64, watch.tool, r->hash, r->first, r->told,
	    r->count);

	if (n < 0 || n >= RECORD)
		return false;
	memset(line + n, ' ', (size_t)(RECORD - n));
	line[RECORD - 1] = '\n';
	return pwrite(fd, line, RECORD, (off_t)(at * RECORD)) == RECORD;
}

/* Blanks up to the full size, while there is room for them. */
static void reserve(int fd)
{
	char blank[SIZE];
	off_t size = lseek(fd, 0, SEEK_END);

	memset(blank, ' ', sizeof blank);
	if (size >= 0 && size < SIZE && pwrite(fd, blank, (size_t)(SIZE - size),
	    size) < 0)
		return;
}

/* What is added to the same trouble when it is told again. */
static void add_count(const struct record *r)
{
	char first[HUMAN_TEXT], next[HUMAN_TEXT];

	fprintf(stderr, _("%s: %" PRId64 " times since %s; if it goes on it is"
	    " told again at %s\n"), die_program(), r->count,
	    human_local(r->first, watch.zone, first),
	    human_local(r->told + HOUR, watch.zone, next));
}

static void tell(int fd)
{
	struct record r = {.hash = 0};
	uint64_t hash = hash_of(watch.text);
	bool again = false, due = true;
	size_t at = 0;

	if (fd >= 0) {
		r = read_record(fd, &at);
		again = r.hash == hash && watch.now >= r.told;
		due = !again || watch.now - r.told >= HOUR;
		if (!again)
			r = (struct record){.first = watch.now};
		r.hash = hash;
		r.count++;
		if (due)
			r.told = watch.now;
		if (!write_record(fd, at, &r))
			again = false;
	}
	if (!again || due)
		fputs(watch.text, stderr);
	if (again && due)
		add_count(&r);
}

static void end_trouble(int fd)
{
	struct record none = {.hash = 0}, r;
	size_t at;

	if (fd < 0)
		return;
	r = read_record(fd, &at);
	if (r.hash)
		write_record(fd, at, &none);
	reserve(fd);
}

static void conclude(void)
{
	int fd;

	if (!watch.ear)
		return;
	die_speak_to(NULL);
	fclose(watch.ear);
	watch.ear = NULL;
	if (watch.now == 0)
		watch.now = (int64_t)time(NULL);
	if (!watch.zone)
		watch.zone = zone_open("UTC");
	fd = open_record();
	if (watch.n)
		tell(fd);
	else
		end_trouble(fd);
	if (fd >= 0)
		close(fd);
	free(watch.text);
	free(watch.path);
	free(watch.tool);
}

/* Each minute and quietly. */
static bool is_tick(const struct args *args)
{
	const char *verb = arg_verb(args)->name;

	return verb && strcmp(verb, "run") == 0 && arg_given(args, "quiet") &&
	    !arg_given(args, "dry-run");
}

void trouble_watch(const struct args *args, const char *store_path,
    const char *tool)
{
	struct buf path = {0}, name = {0};

	if (!is_tick(args))
		return;
	watch.ear = open_memstream(&watch.text, &watch.n);
	if (!watch.ear)
		return;
	buf_addf(&path, "%s-trouble", store_path);
	buf_adds(&name, tool);
	watch.path = path.s;
	watch.tool = name.s;
	if (atexit(conclude) != 0)
		die(STATUS_BUG, "atexit");
	die_speak_to(watch.ear);
}

void trouble_now(int64_t now, const struct zone *zone)
{
	watch.now = now;
	watch.zone = zone;
}
