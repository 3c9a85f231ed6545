/* A record into the store: new, the same as before, changed, or refused. */
#ifndef CARE_INTAKE_TAKE_H
#define CARE_INTAKE_TAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "care/intake/record.h"

struct db;
struct log;
struct rows_seen;
struct skipped;
struct roster_days;

enum taken {
	TAKEN_NEW, TAKEN_SAME, TAKEN_CHANGED,
	TAKEN_REFUSED,
	TAKEN_LATER	/* names a colleague who may stand further down */
};

/* Into what and how records are taken. */
struct taking {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id;
	int64_t now;
	const char *source;	/* "" for our own */
	int64_t ring_seconds;	/* how long a telephone rings once; 0: 5 */
	bool update;		/* cases too are brought up to date */
	bool complete;		/* what is not in the input does not stand */
	bool last;		/* never TAKEN_LATER: refuse */
	int64_t live_from;	/* for rows that say none */
	bool history;		/* of them, those that say none are live now */
	struct rows_seen *seen;	/* of this input. NULL: a single record, which
				 * without a reference is a new case always */
	struct roster_days *roster;	/* of this input, for a roster */
	unsigned char key[32];	/* the store's, for digests of rows */
};

/* What came of it. */
struct took {
	enum taken what;
	int64_t id;		/* subject; 0 when refused or later */
	int column;		/* the fault is about; -1: the row as a whole */
	struct buf fault;	/* reason and cure (translated) */
	struct skipped *skipped;	/* by a booking that went on now; in the
				 * arena given */
	size_t skipped_n;
};

/* Fill in the store's key. Call once, before the first record. */
void	take_prepare(struct taking *);

/* Take one record in, within the caller's entry. The buffer of an earlier
 * "took" is used again; the caller frees it. Nothing was written when it was
 * refused. */
void	take(const struct taking *, const struct record *, struct arena *,
	struct took *);


#endif
