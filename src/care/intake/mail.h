/*
 * What a mail says to the intake: which case it may mean, when it came, what
 * of it is kept. Pure: knows no store.
 */
#ifndef CARE_INTAKE_MAIL_H
#define CARE_INTAKE_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "text/mail_in.h"

enum { MAIL_STORE = 12 };	/* of the store's id, in ids of our mails */

/* A number with a right check digit. */
struct mail_number {
	int64_t subject;	/* the case, if there is one */
	bool marked;		/* said to be one: case+10429@, #10429, 编号10429;
				 * else any number of a subject line */
};

/* Numbers of cases that the mail names, those of its recipients first; at
 * most "most" of them are written to out. Returns how many. */
size_t	mail_numbers(const struct mail_in *, struct mail_number *out,
	size_t most);

/*
 * The number of our message whose Message-ID that is: m5512.STORE@host, or
 * m5512-5520.7.STORE@host of several that went as one, as care-remind(1) writes
 * it, STORE being the first twelve characters of the store's id; 0: it is none
 * of ours.
 */
int64_t	mail_message(const char *id, const char *store_id);

/* Words of the subject line that may be references of cases or bookings: at
 * least four characters with a digit among them. Those before come first;
 * copied into the arena. Returns how many, at most "most". */
size_t	mail_references(const struct mail_in *, struct arena *,
	const char **out, size_t most);

/*
 * When it came: its date, if that lies within the thirty days before now;
 * else now, since dates of mails are what their senders' clocks show, or
 * what they please.
 */
int64_t	mail_received(const struct mail_in *, int64_t now);

/*
 * What is kept of it as text: subject line, the sender's words, what was
 * attached, and how much was left out. Of a mail without words of its own
 * (forwarded) what it quotes stands there as well, and *quoted is false. In
 * the arena.
 */
const char *mail_words(const struct mail_in *, struct arena *, bool *quoted);

#endif
