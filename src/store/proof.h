/* That what the log says of one subject is what was written. */
#ifndef STORE_PROOF_H
#define STORE_PROOF_H

#include <stdint.h>

struct db;

struct proof {
	int64_t events;		/* of the subject */
	int64_t entries;	/* that hold them */
	int64_t faults;		/* events, contents and entries that are not as
				 * they were written */
};

/*
 * Compute anew the digests of the subject's events and their contents, the
 * root of each entry that holds one, and its link to the entry before. That
 * the links before hold as well is what care-store check proves.
 */
void	proof_of(struct db *, int64_t subject, struct proof *);

#endif
