/* The sending loop from the inside, for the files of this room only. */
#ifndef COMMAND_DELIVER_INSIDE_H
#define COMMAND_DELIVER_INSIDE_H

#include <time.h>

#include "care/messages/transport.h"
#include "command/channels.h"
#include "command/deliver.h"
#include "command/session.h"

/* Who reads what is addressed to somebody: he, or who stands in for him. */
struct reader {
	int64_t addressee, person;
};

struct delivery {
	struct session *s;
	struct deliver_counts *counts;
	struct arena *config;		/* the channels live in it */
	struct channels channels;
	char *store_id;
	char lease[128];		/* ours; another for each message */
	int64_t leases;
	time_t began;			/* monotonic */
	int64_t after_at, after_id;	/* the message before */
	int64_t again;			/* goes on at once by another way; or 0 */
	struct reader *readers;		/* of what is due; in config */
	size_t readers_n;
	bool readers_known;
};

/* A message in hand, between its two transactions, and those that go with it
 * as one. */
struct hand {
	struct message m;
	struct rendering r;
	const struct transport *transport;
	int way;
	struct arena *arena;
	struct hand *also;
	size_t also_n;
	bool together;		/* with others, in whatever place */
};

/* The time now: a long run must not lease and date by that it began at. */
int64_t	deliver_now(const struct delivery *);

/* Decide what may go with the message in hand, and lease it too. */
void	deliver_gather(struct delivery *, struct hand *, int64_t at);

/* Its sender died, or is so slow that its lease ended, and its transport is not
 * to be asked twice: in doubt from now on. */
bool	deliver_lapsed(struct delivery *, const struct message *, int64_t at);

void	deliver_lease(struct delivery *, const struct hand *, int64_t at);

/* Write down what came of the message in hand, and of those with it. */
void	deliver_conclude(struct delivery *, const struct hand *,
	const struct child_end *);

#endif
