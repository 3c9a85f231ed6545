/*
 * Cases that are one, and cases that belong together.
 *
 * Merged, the one goes on as the other, with the clocks of the earlier
 * receipt; taken apart again, each has its own. Linked cases stay two.
 */
#ifndef CARE_CASES_MERGE_H
#define CARE_CASES_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

enum merge_refusal {
	MERGE_ALLOWED,
	MERGE_SELF,		/* into itself */
	MERGE_DONE,		/* is merged already */
	MERGE_CLOSED,		/* one of both is closed */
	MERGE_OTHER_CUSTOMER	/* of two customers: that is a group */
};

/* May the one go on as the other? Cases of unknown customers may. */
enum merge_refusal case_may_merge(const struct care_case *one,
	const struct care_case *into);

/*
 * The one is merged into the other, in the caller's entry: event "merged" of
 * the one, its promises cancelled; "merged_in" of the other, whose promises
 * that began at its receipt begin at the earliest receipt of both and of all
 * that were merged into them. Both must be loaded.
 */
void	case_merge(const struct act *, const struct care_case *one,
	const struct care_case *into);

/*
 * Taken apart: event "unmerged", of the other "merged_out"; the one is open
 * again and what it owes begins anew from its own receipt; the other's promises
 * that the merging had moved go back to its own, but none that is hard, which
 * nothing moves later.
 */
void	case_unmerge(const struct act *, const struct care_case *one,
	const struct care_case *into);

/* A case that belongs to another. */
struct case_link {
	int64_t other;
	const char *how;	/* merged, related, duplicate, caused, or what a
				 * command links by itself */
	bool from_other;	/* said of the other one */
	int64_t at;
};

/* In both directions, by time; in the arena. */
size_t	case_links(struct db *, int64_t id, struct arena *,
	struct case_link **);

/* Link, or no longer: events "linked" and "unlinked" of the one; "unlinked" of
 * the other too when that had said it. False: it was so already. */
bool	case_link(const struct act *, const struct care_case *one,
	int64_t other, const char *how);
bool	case_unlink(const struct act *, const struct care_case *one,
	int64_t other);

#endif
