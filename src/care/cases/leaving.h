/*
 * A colleague leaves: from then on he may do nothing, and what was his is
 * another's (S3-8.2.4).
 *
 * The day is planned with an heir, who stands in from its end on as in an
 * absence without end; what is owned is handed over by the first tick after
 * that, each thing by an event of its own.
 */
#ifndef CARE_CASES_LEAVING_H
#define CARE_CASES_LEAVING_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct db;
struct log;
struct policy;
struct staff;

/* What is somebody's, counted. */
struct belongings {
	int64_t cases;		/* open ones that he owns */
	int64_t promises;	/* open ones that are his by name, and those to him
				 * that his leaving ends */
	int64_t messages;	/* planned notices to him */
	int64_t groups, measures;	/* open ones that he owns */
};

void	leaving_count(struct db *, int64_t staff, struct belongings *);

/* Event "leaves": the instant from which he is gone (to_at), and who is to
 * have what is his. One who was planned to leave before leaves then instead. */
void	leaving_plan(struct log *, const struct staff *, int64_t to_at,
	int64_t heir, int64_t at);

/* Event "stays": he does not leave. */
void	leaving_cancel(struct log *, const struct staff *, int64_t at);

/* Those who are gone by then and whose things were not handed over since; in
 * the arena. Returns how many. */
size_t	leaving_due(struct db *, int64_t now, struct arena *, int64_t **ids);

/*
 * Hand over, in the caller's entry: events "left" of himself, "assigned" of
 * his cases (why "left"), "owner_set" of groups and measures, "owes_set" for
 * promises, "readdressed" (or "dropped", where the other has the same) for
 * messages. What the policy promises of staff is cancelled; what begins with
 * "left" begins. To the heir, or, if that one is gone too or none was named,
 * to whoever stands in; where nobody does, cases have no owner then. Returns
 * who has it now, 0: nobody; *moved counts.
 */
int64_t	leaving_hand_over(struct log *, const struct policy *,
	int64_t policy_id, const struct staff *, int64_t at,
	struct belongings *moved);

#endif
