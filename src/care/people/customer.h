/* Customers: who they are, and by what they are known again. */
#ifndef CARE_PEOPLE_CUSTOMER_H
#define CARE_PEOPLE_CUSTOMER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"

struct db;
struct facts;
struct field_said;
struct fields;
struct log;
struct policy;

struct customer {
	int64_t id;
	const char *name;	/* or NULL: unknown */
	const char *birthday;	/* YYYY-MM-DD */
	const char *tier, *region, *lang, *standing;
	const char *state;	/* active, merged */
	const char *phone;	/* one of his, a mobile before others */
	const char *mail;
};

/* The customer; texts in the arena. False: no such customer. */
bool	customer_load(struct db *, int64_t id, struct arena *, struct customer *);

/* As customer_load(), without phone and mail, which cost more to find than all
 * the rest. */
bool	customer_values(struct db *, int64_t id, struct arena *, struct customer *);

/*
 * Append the comparable form of a key: kind "phone" after text/phone, "mail"
 * in lower case, "ref" as it is. False with *why (static, translated) when it
 * is none; the value itself is never in the reason.
 */
bool	customer_key_form(const char *kind, const char *value, struct buf *,
	const char **why);

/*
 * The customer known by that key, which is in its comparable form; 0: none.
 * A reference is looked for in every source ("source:ref" names one). Of
 * customers that were merged it is the one they were merged into.
 */
int64_t	customer_by_key(struct db *, const char *kind, const char *value);

/* Whose key it is, of customers that were merged as above; but a reference is
 * one of a second source only, "source:ref". 0: nobody's. */
int64_t	customer_key_of(struct db *, const char *kind, const char *value);

/* What "when" may ask of a customer, its fields among it. Points into the
 * customer and the arena. */
void	customer_facts(struct db *, const struct customer *, struct arena *,
	struct facts *);

/* The same, with other fields than the store has of him; id 0: of somebody
 * whom it does not have yet. */
void	customer_facts_with(struct db *, const struct customer *,
	const struct fields *, struct facts *);

/* What a source says of a customer; NULL: not said. */
struct customer_said {
	const char *source, *ref;	/* ref NULL: known by phone or mail only */
	const char *name, *phone, *mail, *birthday, *tier, *region, *lang,
	    *standing;
	const char *other_phone;	/* found by it only when no other is said */
	int64_t live_from;	/* for a new one: nothing is sent for before */
	const struct field_said *fields;	/* of the company's own */
	size_t fields_n;
	bool aside;		/* said beside something else (a case): fills in
				 * what is unknown, changes nothing known */
};

/*
 * The customer meant, by reference, phone, mail, in that order; made when
 * unknown (event "registered", a "key_added" for each key, and his promises
 * by the policy), its new keys and changed values noted ("key_added",
 * "updated") when known. What nobody says is what the policy derives of the
 * rest; what was derived follows his facts. In the caller's entry. 0: nothing to know him by
 * (then a nameless case has no customer). *what is "new", "changed" or
 * "same".
 *
 * A source knows each of its references apart: another reference of the same
 * source with the same phone is another person, and the phone stays with the
 * first. Phone and mail that are not in their comparable form are made so;
 * one that is no phone or mail at all is left out.
 *
 * A reference of a customer who was merged means the one he was merged into,
 * and what is said there only fills in what is unknown of that one: two rows
 * of a source would else change him to and fro for ever.
 */
int64_t	customer_said(struct log *, const struct policy *, int64_t policy_id,
	const struct customer_said *, int64_t at, const char **what);

/* Number of the customer's open complaints (for facts and holds), counted up
 * to 2: one, and another one beside it. */
int64_t	customer_open_complaints(struct db *, int64_t id);

#endif
