/*
 * Contacts about a case: calls, visits, letters, with the customer or with
 * others. Each is a row of the table contact and an event: "contacted", or
 * "called_no_answer" when nobody was reached, which keeps nothing.
 */
#ifndef CARE_CASES_CONTACT_H
#define CARE_CASES_CONTACT_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/act.h"

struct contact_said {
	int64_t staff;		/* who spoke; 0: the house */
	bool inbound;
	const char *channel;	/* a word of channels */
	const char *result;	/* a word of call_results, or NULL */
	int64_t talk;		/* seconds; -1: not said */
};

/* Does a contact with this result have to be tried again? So do "unanswered",
 * "busy" and "later"; NULL: no. */
bool	contact_unreached(const char *result);

/*
 * It took place, with what the act's note says of it. Keeps what "contacted"
 * keeps if it was ours and reached somebody. A word of the customer ends the
 * pauses that waited for it. Returns the number of promises kept.
 */
size_t	case_contact(const struct act *, const struct care_case *,
	const struct contact_said *);

/*
 * The same about something else: with authorities about a group, with a
 * customer about nothing yet. person: whom the note is about, or 0.
 */
size_t	subject_contact(const struct promiser *, const struct contact_said *,
	int64_t at, const char *note, int64_t person);

/* A contact as the store has it; texts in the arena. */
struct contact {
	int64_t id, at, staff;	/* staff 0: nobody of ours is said */
	bool inbound;
	const char *channel, *result;	/* result NULL: not said */
};

/* The contacts of a subject by time and number. */
size_t	contacts_of(struct db *, int64_t subject, struct arena *,
	struct contact **out);

/* Rules over contacts in their order. */

/* When somebody last wrote or called at or before "at"; 0: never. A mail that
 * only a program wrote is no word, nor is what a colleague mailed. */
int64_t	contact_last_word(const struct contact *, size_t n, int64_t at);

/* Our last one that reached somebody, at or before "at" and not before the last
 * word from outside, the first of which was at "since"; NULL: there is none. */
const struct contact *contact_asked(const struct contact *, size_t n,
	int64_t since, int64_t at);

/* How often was it tried in vain to reach somebody, since that instant? */
int64_t	contacts_unreached(const struct contact *, size_t n, int64_t since);

#endif
