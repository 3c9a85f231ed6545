/*
 * What the log proves beside its rows: the tables themselves, and the adopted
 * policies. For store/check.c.
 */
#ifndef STORE_CHECK_MORE_H
#define STORE_CHECK_MORE_H

#include <stdbool.h>

#include "store/check.h"

struct db;

/* Are the tables, indexes and triggers those of "own", a store just made by
 * this program? False: a table is missing or another. */
bool	check_tables(struct db *, struct db *own, check_fault *, void *);

/* Is every policy what an event "adopted" says, and none missing? */
void	check_policies(struct db *, check_fault *, void *);

#endif
