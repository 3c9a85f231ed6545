/*
 * Contacts that other systems have recorded: calls of an exchange, visits of
 * a shop. Each is a row of the table contact and an event "contacted" of the
 * case it names, else of the customer, else, when nobody knows who called, of
 * the house. The same instant, subject, channel,
 * direction and colleague is the same contact.
 */
#ifndef CARE_INTAKE_CONTACT_H
#define CARE_INTAKE_CONTACT_H

#include "care/intake/take.h"

/* What a contact is about, as far as it must be known before its customer. */
struct contact_about {
	int64_t subject;	/* the case; 0: its customer */
	int64_t customer;	/* of the case; 0: not known */
	bool of_case;
	int64_t staff;
};

/* Look the record's names up; false: the fault and its column are set. */
bool	contact_check(const struct taking *, const struct record *,
	struct arena *, struct contact_about *, const char **column,
	struct buf *fault);

/* Write it, within the caller's entry; subject is known now. Of a case it is an
 * entry of that instant for what runs from any_entry, when it went out or a
 * colleague took it. False: it was there before, and nothing is written. */
bool	contact_write(const struct taking *, const struct record *,
	const struct contact_about *, struct arena *);

#endif
