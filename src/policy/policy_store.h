/* The policies a store has adopted. */
#ifndef POLICY_POLICY_STORE_H
#define POLICY_POLICY_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;

struct adopted {
	int64_t id;
	const char *name, *version;
	int64_t effective;	/* from when it is in force */
	const char *text;	/* the bundle */
	const char *path;	/* the file it was read from */
	const char *approved_by;
	int64_t adopted_at;
};

/*
 * The policy in force at the time: the last adopted of those effective then;
 * before any is effective, the first one. 0: none was adopted. With "a" it is
 * read whole, texts in the arena.
 */
int64_t	adopted_at(struct db *, int64_t now, struct arena *, struct adopted *a);

/* The one adopted last, of whatever day; 0: none. */
int64_t	adopted_newest(struct db *);

/* One by its id. */
bool	adopted_load(struct db *, int64_t id, struct arena *, struct adopted *);

/* Adopt within the caller's entry; sets its id. The event "adopted" of the
 * house has the digest of all of the row (store/chain.h), so that nothing of
 * it can be changed unseen. */
void	adopted_insert(struct log *, struct adopted *);

/*
 * The policy that the open promises were last counted by: 0 before the first.
 * One that was adopted for a day to come takes over when that day is there.
 */
int64_t	policy_taken_over(struct db *);

/* Note it, within the caller's entry (event "in_force" of the house). */
void	policy_take_over(struct log *, int64_t policy, int64_t at);

#endif
