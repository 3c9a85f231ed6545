/*
 * Who saw a customer's data in clear. PIPL 44 and 45: everybody may know how
 * his data is handled.
 */
#ifndef CARE_PEOPLE_CUSTOMER_ACCESS_H
#define CARE_PEOPLE_CUSTOMER_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* A look; texts live during the call. */
struct look {
	int64_t at, actor;	/* actor: staff; 0: the store's owner */
	const char *what;	/* the command, or the task */
	const char *why;
	bool named;		/* false: of a whole list, which may have had him */
};
typedef void look_visit(void *, const struct look *);

/* The looks at him, and at who was merged into him, in the order of time; with
 * those at whole lists, unless who was on the list is recorded beside it. */
void	customer_looks(struct db *, int64_t customer, look_visit *, void *);

#endif
