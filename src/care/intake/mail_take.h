/*
 * A mail into the store: a new case, one more word in a case, or kept aside.
 *
 * Every mail leaves one row in contact and one event with a digest of its
 * content: "mail_taken" after "received" of a new case, "customer_wrote" or
 * "staff_wrote" on a case it belongs to, "auto_mail" when no person wrote it,
 * "unreadable_mail" (without a contact). None of them but "received" starts,
 * keeps or stops a promise, and nobody's case changes hands. What belongs to
 * no case is an event of the house.
 */
#ifndef CARE_INTAKE_MAIL_TAKE_H
#define CARE_INTAKE_MAIL_TAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "text/mail_in.h"

struct db;
struct log;
struct policy;

enum mail_as {
	MAIL_CASE,	/* a new one */
	MAIL_FOLLOWS,	/* one more word in a case */
	MAIL_ACKS,	/* a colleague's answer to a notice, which it acknowledges
			 * (care/escalation/ack_mail.h); no other event */
	MAIL_AUTO,	/* a program's: no word of anybody's */
	MAIL_UNREADABLE,
	MAIL_SAME,	/* was taken in before */
	MAIL_KINDS
};

/* A mail, and by what it is known again. */
struct mail_item {
	const struct mail_in *mail;	/* NULL: it cannot be read */
	const char *bytes;		/* as it came */
	size_t n;
	char once[80];		/* key of its entry: keyed digest of its Message-ID,
				 * without one of the whole */
	char print[33];		/* keyed digest of what it says */
};

/* Into what and how. */
struct mail_taking {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id;
	int64_t now;
	const char *kind, *channel;	/* of new cases */
	const char *store_id;
};

struct mail_took {
	enum mail_as as;
	int64_t subject;	/* the case; else what it was kept with */
	bool closed;		/* the customer wrote about a closed case */
};

/* Fill in "once" and "print". */
void	mail_know(struct db *, struct mail_item *);

/*
 * An entry with the key of this mail exists: was it this mail? False when
 * another mail had the same Message-ID (programs that give all of theirs the
 * same one), or when its batch was taken back: then its key was changed to one
 * of its own, to begin with.
 */
bool	mail_was_taken(struct db *, struct mail_item *);

/* Take it in, within the caller's entry. */
void	mail_take(const struct mail_taking *, const struct mail_item *,
	struct arena *, struct mail_took *);

#endif
