/*
 * Acknowledging notices: whoever was told says that he has it in hand.
 *
 * It stops the repeats of that level under that due time; later levels of the
 * ladder fire as ever, so that an acknowledgement is no end.
 */
#ifndef CARE_ESCALATION_ACK_H
#define CARE_ESCALATION_ACK_H

#include "care/messages/outbox.h"
#include "care/promises/promise.h"

/* Is it a notice of a ladder's level? */
bool	notice_is(const struct message *);

/* Is it his: was he addressed, or really told, or does he stand in for the
 * addressee at that time? All are the store's owner's (who 0). */
bool	notice_is_for(struct db *, const struct message *, int64_t who,
	int64_t at);

/* May he acknowledge it: whose it is, and the addressee's supervisor. */
bool	notice_may_ack(struct db *, const struct message *, int64_t who,
	int64_t at);

/* Does anybody still wait for an answer to it: is its promise open, and due
 * when it said? Not once it was dropped. */
bool	notice_stands(struct db *, const struct message *);

/* Who has it: who was really told; before that who would be now; 0: the
 * store's owner. */
int64_t	notice_reader(struct db *, const struct message *, int64_t at);

/* Who of those that may acknowledge it has this mail address (in lower case)
 * or phone number (phone_normalise); 0: nobody. */
int64_t	notice_sender(struct db *, const struct message *, const char *address,
	int64_t at);

/* The notices that went as one message with that one, it among them: ids in
 * the arena, in the order in which they stood there. How many; 0: it was not
 * sent. */
size_t	notices_together(struct db *, int64_t message, struct arena *,
	int64_t **ids);

/* The notices of the promise, under its due time, that are neither dropped nor
 * acknowledged, in the arena, by number. */
size_t	notices_open(struct db *, const struct promise *, struct arena *,
	struct message **out);

/* All notices of one firing of that level, in the arena, by number. */
size_t	notices_of(struct db *, const struct promise *, const char *level,
	int time, int64_t due_at, struct arena *, struct message **out);

#endif
