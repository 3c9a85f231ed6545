/*
 * Transports: the commands that carry messages out of the house, one for
 * each channel. They and their secrets stand in care.conf beside the store
 * (care.conf(5)), not in the policy, which names channels only.
 */
#ifndef CARE_MESSAGES_TRANSPORT_H
#define CARE_MESSAGES_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/child.h"
#include "base/mem.h"
#include "care/messages/outbox.h"

/* What becomes of a message whose sender, or its transport, died or was ended
 * while it was handing it over: nobody knows whether it went. */
enum on_doubt {
	DOUBT_ASK,	/* a person decides */
	DOUBT_RESEND	/* once more: the receiver knows it by its id */
};

struct transport {
	const char *channel;
	const char *const *argv;	/* ends with NULL */
	int timeout;			/* seconds */
	enum on_doubt on_doubt;		/* default: resend for mail, else ask */
	bool mail;			/* wants a whole mail on stdin */
};

struct transports {
	const struct transport *v;
	size_t n;
	const char *from, *reply_to;	/* of mails; or NULL */
};

/*
 * Read care.conf beside the store at that path; everything in the arena. No
 * such file: no transports. Ends the process with STATUS_POLICY after telling
 * every fault as file:line:column, and when the file is neither the store
 * owner's nor root's, or others may write it: who writes it runs commands.
 */
void	transports_read(const char *store_path, struct arena *,
	struct transports *);

/* Read its text, for the above; false after complaints on stderr. */
bool	transports_parse(const char *file, const char *text, size_t n,
	struct arena *, struct transports *);

/* The channel's transport, or NULL. */
const struct transport *transport_of(const struct transports *,
	const char *channel);

/* How long a lease lasts: the longest the transport can take, and some. */
int64_t	transport_lease(const struct transport *);

/* What is handed over. */
struct handover {
	const struct transport *transport;
	const struct transports *all;
	const struct message *message;
	size_t count;			/* messages that go as one; 1: it alone */
	int64_t first, last;		/* their least and greatest number */
	int64_t attempt;
	const struct rendering *what;
	const char *to;			/* address on the transport's channel */
	const char *store_id;		/* makes message ids unique */
	int64_t now;
	const struct zone *zone;	/* for the Date of a mail */
};

/*
 * Run the transport. Its environment names CARE_MSG_ID (m5512@STORE, the same
 * at every attempt; of a digest m5512-5520.7@STORE, from the least to the
 * greatest of seven), CARE_ATTEMPT, CARE_CHANNEL, CARE_TO, CARE_CASE,
 * CARE_KIND (the purpose), CARE_SUBJECT, CARE_TEMPLATE, CARE_PARAMS; stdin is
 * the text, for channel mail a whole mail. Each of these is one line: control
 * characters are blanks. One beyond 64 KiB, or an address that is none, ends
 * as if the transport had answered 65.
 */
void	transport_run(const struct handover *, struct child_end *);

#endif
