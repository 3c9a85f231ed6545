/* Customers: who they are, and by what they are known again. */
#ifndef CARE_PEOPLE_CUSTOMER_H
#define CARE_PEOPLE_CUSTOMER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

struct customer {
	int64_t id;
	const char *name;	/* or NULL: unknown */
	const char *birthday;	/* YYYY-MM-DD */
	const char *tier, *region, *lang, *standing;
	const char *state;	/* active */
	const char *phone;	/* first of its keys of the kind */
	const char *mail;
};

/* The customer; texts in the arena. False: no such customer. */
bool	customer_load(struct db *, int64_t id, struct arena *, struct customer *);

/* The customer known by that key (kind "phone": normalised by text/phone,
 * "mail": lower case, "ref"); 0: none. */
int64_t	customer_by_key(struct db *, const char *kind, const char *value);

/* What a source says of a customer; NULL: not said. */
struct customer_said {
	const char *source, *ref;	/* ref NULL: known by phone or mail only */
	const char *name, *phone, *mail, *birthday, *tier, *region, *lang;
};

/*
 * The customer meant, by reference, phone, mail, in that order; made when
 * unknown (event "registered"), its new keys and changed values noted (event
 * "updated") when known. In the caller's entry. 0: nothing to know him by
 * (then a nameless case has no customer). *made tells whether it is new.
 * Makes the promises for a customer (policy) when new.
 */
struct policy;
int64_t	customer_said(struct log *, const struct policy *, int64_t policy_id,
	const struct customer_said *, int64_t at, bool *made);

/* Number of the customer's open complaints (for facts and holds). */
int64_t	customer_open_complaints(struct db *, int64_t id);

#endif
