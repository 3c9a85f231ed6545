/* Finding the case that a mail belongs to; for the files that take mails in. */
#ifndef CARE_INTAKE_MAIL_FIND_H
#define CARE_INTAKE_MAIL_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "text/mail_in.h"

struct db;
struct mail_item;
struct mail_taking;

enum { MAIL_KEY = 80 };

/* A mail being taken in: what was found out about it. */
struct letter {
	const struct mail_taking *t;
	const struct mail_item *item;
	const struct mail_in *mail;
	struct db *db;
	struct arena *arena;
	int64_t at;
	int64_t customer;	/* who has its sender's address; 0: nobody yet */
	int64_t staff;		/* the same among our own people */
	int64_t answers;	/* subject of the message of ours it answers */
	bool to_staff;		/* and that was a notice to our own people */
};

/* The key of the entry that takes in the mail of that Message-ID; writes up to
 * MAIL_KEY bytes. */
void	mail_key(struct db *, const char *id, char *out);

/* The key under which it is taken in again when the batch of that key was taken
 * back, in place. False: there is no more room. */
bool	mail_next_key(char *once, size_t size);

/*
 * The case that the mail belongs to, or 0. In this order: by the mails and
 * messages of ours that it answers; by a number it names that is marked as a
 * case's; by any number with a right check digit, if it is a case of the
 * sender's; by a reference of an open case of the sender's, or of a booking
 * of his about which he has one. *booking: the booking it is about, when no
 * case was found.
 */
int64_t	mail_case(struct letter *, int64_t *booking);

/* The customer of the case; 0: it has none. */
int64_t	mail_case_customer(struct db *, int64_t id);

/* Who of our people has that address and is here; 0: nobody. */
int64_t	mail_staff(struct db *, const char *mail, int64_t at);

#endif
