/* Who looked at whose personal data, and why. */
#ifndef STORE_ACCESS_H
#define STORE_ACCESS_H

#include <stdint.h>

struct db;

/* Record it; in the open transaction, or in one of its own. person 0: many. */
void	access_record(struct db *, int64_t at, int64_t actor, int64_t person,
	const char *what, const char *why);

#endif
