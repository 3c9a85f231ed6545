/*
 * A mail as it came in: from whom, about what, in answer to which, whether a
 * person wrote it, and his words (RFC 5322, 2045-2047, 2231, 3464, 3834).
 *
 * Read by gmime, where this program was built with it (make WITH_MAIL=1).
 */
#ifndef TEXT_MAIL_IN_H
#define TEXT_MAIL_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

enum {
	MAIL_TEXT_MOST = 1024 * 1024	/* bytes of text and quoted together */
};

/* What is attached; it is named, not kept. */
struct mail_part {
	const char *name;	/* or NULL */
	const char *type;	/* application/pdf */
	size_t size;		/* in bytes, decoded */
};

/* Texts are valid UTF-8 without control characters; only "text" and "quoted"
 * have lines. */
struct mail_in {
	const char *from;	/* address in lower case, or NULL */
	const char *name;	/* the sender's, or NULL */
	const char *const *to;	/* addresses it came to, in lower case */
	size_t to_n;
	const char *subject;	/* "" without one */
	int64_t date;		/* UTC seconds; 0: none that can be read */
	const char *id;		/* Message-ID without <>, or NULL */
	const char *const *refs;	/* ids of mails it answers, nearest first;
				 * of a bounce first what it brings back */
	size_t refs_n;
	/* Why no person wrote it: bounce report auto_submitted auto_reply bulk
	 * loop. NULL: one may have. */
	const char *automatic;
	const char *text;	/* what the sender wrote; "" */
	const char *quoted;	/* what he quotes below; "" */
	size_t left_out;	/* bytes of these beyond MAIL_TEXT_MOST */
	const struct mail_part *parts;
	size_t parts_n;
};

/* Was this program built with gmime? */
bool	mail_in_able(void);

/*
 * Read the mail (a line "From .." before its heads, as mailboxes and mail
 * programs put it, is passed over; one of MAILER-DAEMON makes a bounce).
 * Everything in the arena. False: it has none of the heads of a mail, or its
 * parts are nested beyond all reason; or mail_in_able() is false.
 */
bool	mail_read(const char *bytes, size_t n, struct arena *, struct mail_in *);

#endif
