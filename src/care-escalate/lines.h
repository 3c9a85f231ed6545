/* The lines of the forecast: who is told what, when and how. */
#ifndef CARE_ESCALATE_LINES_H
#define CARE_ESCALATE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/promises/promise.h"

struct session;

/* A line to come; texts in the arena. */
struct line {
	int64_t at, subject, due, held_until;	/* 0: none */
	const char *promise, *level, *to, *for_whom, *channel, *reason, *does;
	const char *rule, *occurrence;	/* of its message; NULL: tells nobody */
	int64_t reader;			/* who gets it; or stands in */
	size_t n;			/* in order of being foreseen */
	/* Of a notice: what it is about, and for whom; else about is NULL. */
	const struct promise *about;
	struct level_time of;
	bool urgent, gone;
	int64_t addressee;
};

/* Who owns a case from then on, as its ladder will have it. */
struct new_owner {
	int64_t subject, at, owner;
};

/* Somebody who is told, and the channel by which he is first told. */
struct told {
	int64_t id;
	const char *name, *channel;
};

struct lines {
	struct session *s;
	struct arena *a;
	int64_t until;
	struct told *people;	/* by id */
	size_t people_n, people_cap;
	struct line *v;
	size_t n, cap;
	struct new_owner *owners;
	size_t owners_n, owners_cap;
};

/* Give back what the lines hold, with their arena. */
void	lines_end(struct lines *);

/* One more, empty; it lives until the next one. */
struct line *line_add(struct lines *, int64_t at, int64_t subject);

/* Write down for whom it is, who really gets it and by which channel, and when
 * he can be told, from that instant on. */
void	line_addressee(struct lines *, struct line *, int64_t who, int64_t from);

/* That case is his from then on. To be told in the order of the subjects, and
 * of time. */
void	lines_owner(struct lines *, int64_t subject, int64_t at, int64_t owner);

/* Of each notice whose case is another's by the time at which it goes: whoever
 * it does not concern then is "gone", and the others have lines of their own. */
void	lines_pass_on(struct lines *);

/* Of the lines by which one reader gets the same notice, for himself and for
 * whom he stands in, all but the first are "gone". */
void	lines_once(struct lines *);

#endif
