/* Facts of any subject, for rules that are asked anew. */
#ifndef COMMAND_KNOWN_H
#define COMMAND_KNOWN_H

#include "care/promises/recompute.h"

/* The facts of a subject of the store: case, booking, customer, staff, .. The first member of
 * what "arg" points to must be the struct db pointer. */
promise_facts known_facts;

/* The customer whom a subject of that kind is about; 0: none. */
int64_t	known_customer(struct db *, const char *kind, int64_t subject);

#endif
