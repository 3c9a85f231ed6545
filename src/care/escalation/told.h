/* What became of the notices about a promise: who was told, how, and who said
 * that he has read it. */
#ifndef CARE_ESCALATION_TOLD_H
#define CARE_ESCALATION_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/messages/outbox.h"
#include "care/promises/promise.h"

struct db;

struct told {
	int64_t message;
	const char *level;
	int64_t planned_at;	/* when its level fired */
	int64_t addressee;	/* whom the ladder meant; 0: the store's owner */
	int64_t person;		/* who got it; the addressee's stand-in, or he */
	int64_t handed_at;	/* when the transport took it; 0: not */
	int64_t acked_at, acked_by;	/* 0: nobody did */
	int64_t failures;	/* tries that failed */
	const char *channel, *state, *reason;	/* of the message, or NULL */
};

/* The message that an event with that arg changes; 0: none. */
int64_t	event_message(const char *arg);

/*
 * Is the reader of the rendering told the same by the notice of another
 * addressee (same rule, subject and occurrence), because he stands in for one
 * of them? True: the rendering is dropped ("told already"), or, while a sender
 * has that one in hand, waits for a minute.
 */
bool	told_otherwise(struct db *, const struct message *, int64_t now,
	struct rendering *);

/* All notices of the promise, under whatever due time, in the order in which
 * they were planned; in the arena. */
size_t	promise_told(struct db *, const struct promise *, struct arena *,
	struct told **out);

#endif
