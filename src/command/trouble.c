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

/* Records of one line each, in any order. */
enum { HOUR = 3600, RECORD = 64, RECORDS = 16, SIZE = RECORD * RECORDS };

struct record {
	uint64_t kind;		/* 0: none */
	int64_t first, told, seen, count;
};

static struct {
	char *path, *tool, *text;
	size_t n;
	FILE *ear;
	int64_t now;
	const struct zone *zone;
} watch;

/* FNV-1a, 64 bits, over what is not a digit. */
static uint64_t hash(uint64_t h, const char *s, const char *end)
{
	for (; s < end; s++)
		if (*s < '0' || *s > '9')
			h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

/* The first and the last quotation mark of a line; NULL: there are not two. */
static const char *quoted(const char *line, const char *end, const char **last)
{
	static const char *const marks[] = {"\"", "\u201c", "\u201d"};
	const char *first = NULL;

	*last = NULL;
	for (const char *s = line; s < end; s++)
		for (size_t i = 0; i < 3; i++)
			if (strncmp(s, marks[i], strlen(marks[i])) == 0) {
				*last = s;
				first = first ? first : s;
			}
	return first != *last ? first : NULL;
}

/* What kind of trouble it is: digits do not count, for they are pids, numbers
 * and times, nor does what is quoted, for others said it. */
static uint64_t kind_of(const char *tool, const char *text)
{
	uint64_t h = hash(14695981039346656037u, tool, tool + strlen(tool));

	while (*text) {
		const char *end = text + strcspn(text, "\n");
		const char *last, *first = quoted(text, end, &last);

		h = hash(h, text, first ? first : end);
		if (first)
			h = hash(h, last, end);
		text = *end ? end + 1 : end;
	}
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

/* The record of that kind and its place in *at. Where there is none, a new one
 * in the place of the one that was seen longest ago. */
static struct record read_record(int fd, uint64_t kind, size_t *at)
{
	char all[SIZE + 1] = "";
	ssize_t got = pread(fd, all, SIZE, 0);
	int64_t oldest = INT64_MAX;

	all[got > 0 ? got : 0] = '\0';
	*at = 0;
	for (size_t i = 0; i < RECORDS; i++) {
		struct record r;

		if ((ssize_t)(i * RECORD) >= got || sscanf(all + i * RECORD,
		    "%16" SCNx64 "\t%" SCNd64 "\t%" SCNd64 "\t%" SCNd64 "\t%"
		    SCNd64, &r.kind, &r.first, &r.told, &r.seen, &r.count) != 5)
			r = (struct record){.seen = 0};
		if (r.kind == kind) {
			*at = i;
			return r;
		}
		if (r.seen < oldest) {
			oldest = r.seen;
			*at = i;
		}
	}
	return (struct record){.kind = kind, .seen = INT64_MIN};
}

/* In its place, at its full length. False: the disk would not have it. */
static bool write_record(int fd, size_t at, const struct record *r)
{
	char line[RECORD + 1];
	int n = snprintf(line, sizeof line, "%016" PRIx64 "\t%" PRId64 "\t%"
	    PRId64 "\t%" PRId64 "\t%" PRId64, r->kind, r->first, r->told,
	    r->seen, r->count);

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

/* Was it there within the hour before? Not when the clock went back. */
static bool goes_on(const struct record *r)
{
	return r->seen <= watch.now && watch.now - HOUR < r->seen &&
	    r->told <= watch.now;
}

static void tell(int fd)
{
	struct record r = {.kind = 0};
	bool again = false, due = true;
	size_t at = 0;

	if (fd >= 0) {
		r = read_record(fd, kind_of(watch.tool, watch.text), &at);
		again = goes_on(&r);
		due = !again || watch.now - r.told >= HOUR;
		if (!again)
			r = (struct record){.kind = r.kind, .first = watch.now};
		r.seen = watch.now;
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
	else if (fd >= 0)
		reserve(fd);
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
