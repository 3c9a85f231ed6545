/* Customers found and listed, with what there is of each in numbers. */
#ifndef CARE_PEOPLE_CUSTOMER_LIST_H
#define CARE_PEOPLE_CUSTOMER_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/people/customer_alike.h"

struct db;

typedef void customer_visit(void *, int64_t id);

/* The customers whose name is this, or begins so, in the form of
 * alike_name_form(); by id. Those who were merged are left out. */
void	customers_named(struct db *, const char *name, customer_visit *, void *);

/*
 * Those with whom there was no booking, case or contact since "before", the
 * longest first: by the latest date of a booking, receipt of a case, contact;
 * by his registration where there is none of these.
 */
void	customers_stale(struct db *, int64_t before, customer_visit *, void *);

/* Who may be the same, see customer_alike.h. Returns how many pairs. */
size_t	customers_alike(struct db *, alike_visit *, void *);

/* What there is of one. */
struct customer_sum {
	int64_t bookings, cases, open;	/* open: of the cases */
	int64_t last;		/* latest date of a booking (perhaps to come),
				 * receipt of a case, contact; 0: none */
};

/* The sums of any customer; made for lists, for it reads what has no index
 * once. Free it with customer_sums_free(). */
struct customer_sums;
struct customer_sums *customer_sums_new(struct db *);
void	customer_sums_of(struct customer_sums *, int64_t id,
	struct customer_sum *);
void	customer_sums_free(struct customer_sums *);

/* How many there are of a kind: "customers", "merged", "nameless" (no name),
 * "unreachable" (no phone, no mail), "open" (with an open case), and
 * "tier:WORD" for each tier. In this order. */
typedef void customer_count(void *, const char *what, int64_t n);
void	customers_count(struct db *, customer_count *, void *);

/* Consents in the order in which they were said; texts during the call. */
struct consent {
	int64_t customer, at;
	const char *purpose, *proof;	/* proof: NULL when not told or erased */
	bool given;
	bool latest;			/* of its purpose: what holds now */
};
typedef void consent_visit(void *, const struct consent *);

/* Of one customer, 0: of all who were not merged. */
void	consents_list(struct db *, int64_t customer, consent_visit *, void *);

#endif
