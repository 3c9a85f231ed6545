/*
 * A customer who was entered twice becomes one; and two again, when it was a
 * mistake.
 *
 * What is his goes over to the one he is merged into: keys, consents, cases,
 * bookings, surveys, contacts, messages to him. His own row stays, with its
 * history, and leads to the other.
 */
#ifndef CARE_PEOPLE_CUSTOMER_MERGE_H
#define CARE_PEOPLE_CUSTOMER_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct customer;
struct db;
struct log;

/* The customer that a name means today: of one who was merged, the one he was
 * merged into, and so on; else himself. */
int64_t	customer_survivor(struct db *, int64_t id);

enum merge_refusal {
	MERGE_ALLOWED,
	MERGE_SELF,		/* both are the same one */
	MERGE_MERGED,		/* he is merged into another already */
	MERGE_CIRCLE,		/* the other one was merged into him */
	MERGE_INTO_MERGED,	/* the other one was merged into a third */
	MERGE_GONE		/* one of them is no customer any more */
};

/* May "from" be merged into "into", whose survivor is that one? */
enum merge_refusal customer_may_merge(const struct customer *from,
	const struct customer *into, int64_t survivor);

/* What went over, and how many promises ended or came back. */
struct merged {
	size_t keys, consents, rows, promises;
};

/*
 * Merge, in the caller's entry. Events: of "from" "merged" (its row, keys,
 * consents) and "cancelled" for each promise that was open for him; of "into"
 * "merged_from", which takes name, birthday and language where they were not
 * known; "customer_changed" of each case, booking or whatever else had him,
 * with the fact "customer": whose it was. Where both said something of the
 * same purpose in the same second, a refusal counts.
 */
void	customer_merge(struct log *, const struct customer *from,
	const struct customer *into, int64_t at, struct merged *);

/*
 * Take the merge back, in the caller's entry: what went over by the merge's
 * own events, and is still there, returns; what came later stays. Events
 * "split" and "split_off" of the two, "customer_changed" as above, "restored"
 * for promises. False: "from" is not merged into that one.
 */
bool	customer_split(struct log *, const struct customer *from, int64_t of,
	int64_t at, struct merged *);

#endif
