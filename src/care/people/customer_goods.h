/*
 * The rows in which a customer stands, besides his own: who they belong to,
 * and whether they may be given to another. For merge and split.
 */
#ifndef CARE_PEOPLE_CUSTOMER_GOODS_H
#define CARE_PEOPLE_CUSTOMER_GOODS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

/* A row by which something is the customer's. */
struct good {
	const char *table, *column;
	int64_t subject;	/* whose event tells of it; 0: of nobody else */
	int64_t id;
};

/* Those of a customer that may become the other's, in the arena. A message
 * stays when the other one has the very same already. */
size_t	customer_goods(struct db *, int64_t customer, int64_t other,
	struct arena *, struct good **);

/* Is the row still that customer's, and may become the other's? */
bool	customer_good_is(struct db *, const char *table, int64_t id,
	int64_t customer, int64_t other);

/* The table's column that names the customer; NULL: not such a table. */
const char *customer_good_column(const char *table);

/* Give it to "to": event "customer_changed" of the subject, with the fact
 * whose it was. */
void	customer_give(struct log *, const struct good *, int64_t from,
	int64_t to, int64_t at);

#endif
