/*
 * A colleague answers a notice by mail: that acknowledges it.
 *
 * Which notices: by the codes in his words, else the notices of the message of
 * ours that he answers (In-Reply-To, References), else by the codes in what he
 * quotes. Only when the mail came from an address of somebody who may
 * acknowledge the notice, and never when no person wrote it.
 */
#ifndef CARE_ESCALATION_ACK_MAIL_H
#define CARE_ESCALATION_ACK_MAIL_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/intake/mail_take.h"

struct log;

struct ack_mail {
	size_t done;		/* notices acknowledged by it */
	int64_t message;	/* the first of them, or of those it names */
	int64_t by;		/* who said so */
	bool stranger;		/* it names a notice that stands, but came from
				 * somebody else's address */
};

/*
 * Acknowledge, within the caller's entry (that of the mail's key): an event
 * "acknowledged" with his words for each notice. With done 0 nothing was
 * written, and the mail is to be taken in as any other.
 */
void	ack_by_mail(struct log *, const struct mail_item *, const char *store_id,
	int64_t now, struct arena *, struct ack_mail *out);

#endif
