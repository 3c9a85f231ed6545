/*
 * The channels of a sending run: their transports, and which of them are left
 * alone for the rest of it because nothing goes by them now.
 */
#ifndef COMMAND_CHANNELS_H
#define COMMAND_CHANNELS_H

#include <stdbool.h>
#include <stdint.h>

#include "care/messages/transport.h"

struct channels {
	struct transports all;
	struct channel_now {
		bool stopped;
		int hung;		/* times in a row */
	} *now;				/* by place in all.v */
	int64_t stopped;		/* how many were */
};

/* Read care.conf beside the store at that path (transports_read); everything
 * in the arena. */
void	channels_read(struct channels *, const char *store_path,
	struct arena *);

/* outbox_usable of a struct channels: there is a transport; and it is not left
 * alone. */
bool	channels_have(void *, const char *channel);
bool	channels_work(void *, const char *channel);

/*
 * What the end of a handing over says of the channel itself: a verdict of
 * OUTBOX_BROKEN stops it for this run, and so does taking too long twice in a
 * row. For a gateway that answers nobody would keep the run for hours, and
 * cron would put another one beside it each minute. Told on stderr.
 */
void	channels_judge(struct channels *, const struct transport *,
	const struct child_end *);

#endif
