/*
 * Writing a mail: RFC 5322 heads, RFC 2047 encoded words, a UTF-8 text in
 * base64, so that no relay has anything left to mend.
 */
#ifndef TEXT_MAIL_OUT_H
#define TEXT_MAIL_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "time/zone.h"

struct mail_out {
	const char *to;		/* one plain address */
	const char *from;	/* address, or: 客服部 <care@example.com>; or NULL */
	const char *reply_to;	/* the same; or NULL */
	const char *subject;	/* valid UTF-8; NULL is empty */
	const char *id;		/* left part of the Message-ID */
	const char *text;	/* valid UTF-8 */
	int64_t date;
	const struct zone *zone;
};

/*
 * Is it one plain address that a mail program cannot read as anything else
 * (several addresses, a comment, another head)? ASCII, no blanks, one @.
 */
bool	mail_address(const char *);

/* Is it an address, or a name and one: 客服部 <care@example.com>? */
bool	mail_mailbox(const char *);

/*
 * Append the mail, its lines ended by LF as sendmail(8) -i -t wants them.
 * False, and nothing appended: one of the addresses is none. Without "from"
 * the mail program fills it in. The Message-ID's right side is the host of
 * "from", else "care.invalid" (RFC 2606). Auto-Submitted (RFC 3834) keeps
 * machines from answering.
 */
bool	mail_write(struct buf *, const struct mail_out *);

#endif
