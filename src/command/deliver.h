/*
 * The one sending loop, for every command that sends.
 *
 * Each message is leased in one transaction, handed to its transport outside
 * of any, and its result written in another, only if the lease is still ours
 * (model.md 3.7). A run that is killed anywhere loses nothing; what it was
 * handing over is in doubt, and its transport's on_doubt decides.
 */
#ifndef COMMAND_DELIVER_H
#define COMMAND_DELIVER_H

#include <stdint.h>

#include "care/messages/outbox.h"

struct session;

struct deliver_counts {
	int64_t sent;
	int64_t later;		/* tries that failed for now */
	int64_t failed;		/* given up: for good */
	int64_t doubt;		/* nobody knows if they went: a person decides */
	int64_t dropped;	/* did not hold any more */
	int64_t held;		/* wait: for an hour, an address, a transport */
	int64_t stopped;	/* wait for a channel that is broken */
	int64_t broken;		/* channels found broken in this run */
	int64_t gap;		/* held for a person after a gap (command/gap.h) */
};

/*
 * Hand over every message that is due, in order of its time. Tells on stderr
 * of broken channels and late results. Returns how many were sent. With
 * --dry-run nothing is handed over: "sent" counts what would be. Asked to end
 * by a signal (command/stop.h) it finishes the message in hand; the others
 * are the next run's.
 */
int64_t	deliver_run(struct session *, struct deliver_counts *);

/* Who decides what messages of that rule say: notices, invitations, else
 * reminders. */
message_render *deliver_renderer(const char *rule);

/* 69 when a channel was broken, else 1 when messages failed for good or are in
 * doubt, else 0. */
int	deliver_status(const struct deliver_counts *);

/* What came of it, for people and for the run's record: "sent=3 held=1". */
struct buf;
void	deliver_tell(const struct deliver_counts *, struct buf *);

#endif
