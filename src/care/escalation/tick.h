/*
 * The tick: promises whose next level's time has come, each level once.
 *
 * fired, event and messages of one promise stand in one transaction, which
 * takes a limited number of promises, so that others get in between.
 */
#ifndef CARE_ESCALATION_TICK_H
#define CARE_ESCALATION_TICK_H

#include <stddef.h>
#include <stdint.h>

struct log;
struct policy;

struct tick_counts {
	int64_t promises;	/* looked at */
	int64_t fired;		/* levels that fired */
	int64_t superseded;	/* levels passed unseen, told by a later one */
	int64_t messages;	/* planned */
};

/* One batch within the caller's entry. Returns the number of promises dealt
 * with; 0: nothing is due any more. */
size_t	escalate_batch(struct log *, const struct policy *, int64_t policy_id,
	int64_t now, size_t most, struct tick_counts *);

#endif
