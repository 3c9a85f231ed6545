/* Reading promises from the store; texts in the caller's arena. */
#ifndef CARE_PROMISES_PROMISE_READ_H
#define CARE_PROMISES_PROMISE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "care/promises/promise.h"

struct db;

/* All promises of a subject, by start. */
size_t	promises_of(struct db *, int64_t subject, struct arena *,
	struct promise **out);

/* One promise; turn 0: the latest. False: there is none. */
bool	promise_load(struct db *, int64_t subject, const char *rule, int turn,
	struct arena *, struct promise *);

/* Before that nothing of the subject fires: its past came in as history; 0:
 * it has none. */
int64_t	promise_live_from(struct db *, int64_t subject);

/* The ledger of firings of one promise. */
size_t	promise_fired(struct db *, const struct promise *, struct arena *,
	struct fired **out);

/* Which open promises: due before "due" (INT64_MAX: all that are due some
 * day), or with a level that comes before "next" (0: that asks nothing). */
struct promises_asked {
	int64_t due, next;
	const char *rule;	/* NULL: of any */
};

/* Called with each; it and its texts live during the call, which must not
 * write promises. */
typedef void promise_seen(void *arg, const struct promise *);

/* Go through the open promises of every subject, by due time. None is held
 * longer than it is seen. */
void	promises_each(struct db *, const struct promises_asked *,
	promise_seen *, void *arg);

/* The subjects with a level that comes until then, each once, by number. */
size_t	promises_coming(struct db *, int64_t until, struct arena *,
	int64_t **out);

/* The subjects with open promises that are due some day, each once, by
 * number. */
size_t	promises_owing(struct db *, struct arena *, int64_t **out);

/* Promises whose next level's time has come, by that time, at most max. */
size_t	promises_ripe(struct db *, int64_t now, size_t max, struct arena *,
	struct promise **out);

/* Append how people call a subject: 10429, booking:T1, c3071, g10429. */
void	subject_called(struct db *, int64_t subject, struct buf *);

/* Append how people call it: 10429/result, 10429/result.2,
 * booking:T1/greeting. */
void	promise_name(struct db *, const struct promise *, struct buf *);

#endif
