/*
 * Proposals: what is offered to a customer, and who in the house agrees to it
 * before it is. A case has them numbered from 1; one at most is under way.
 */
#ifndef CARE_CASES_PROPOSAL_H
#define CARE_CASES_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "policy/handling.h"

struct proposal {
	int64_t subject;
	int n;
	int64_t proposer;	/* staff; 0: the store's owner */
	int64_t at, ended_at;	/* ended 0: under way */
	int64_t amount;		/* smallest unit; 0: it costs nothing */
	const char *rule;	/* clause or table it rests on, or NULL */
	int understood;		/* by the customer: 1, 0; -1: not asked */
	const char *state;	/* open, approved, rejected, withdrawn, accepted,
				 * declined */
	int64_t content;	/* its text */
};

/* One who must agree. */
struct approval {
	int place;		/* 1, 2, 3 .. in the chain */
	const char *role;
	int64_t asked_at;	/* when it was his turn; 0: not yet */
	int64_t decided_at;	/* 0: not yet */
	int64_t approver;	/* staff who decided */
	bool yes;
};

/* May that person decide now? */
enum approving {
	APPROVE_MAY,
	APPROVE_NOTHING,	/* nothing waits for a decision */
	APPROVE_OWN,		/* nobody approves his own proposal */
	APPROVE_OTHER		/* it is another role's turn */
};

/* The one whose turn it is, or NULL. */
const struct approval *approval_next(const struct approval *, size_t n);

/* who: staff, 0 the store's owner; acts_as: has he the role whose turn it is,
 * or stands in for somebody who has? */
enum approving proposal_may_approve(const struct proposal *,
	const struct approval *next, int64_t who, bool acts_as);

/* Is it still to be decided, by us or by the customer? */
bool	proposal_under_way(const struct proposal *);

/* The name of the promise by which the holder of a role owes his decision. */
const char *approval_promise(const char *role, struct arena *);

/* The store. Texts in the arena. */
bool	proposal_last(struct db *, int64_t subject, struct arena *,
	struct proposal *);
size_t	proposals_of(struct db *, int64_t subject, struct arena *,
	struct proposal **);
size_t	approvals_of(struct db *, const struct proposal *, struct arena *,
	struct approval **);
const char *proposal_text(struct db *, const struct proposal *,
	struct arena *);

/* Does he hold the role, or stand in now for somebody who does? The owner of
 * the store holds every role that nobody has. */
bool	approval_acts_as(struct db *, const char *role, int64_t who, int64_t now);

struct proposal_said {
	const char *text, *rule;
	int64_t amount;
	int understood;
	int64_t proposer;
};

/*
 * Propose: events "proposal" (its row, and who must agree) and "proposed". An
 * older one under way is withdrawn. The first who must agree is asked: he
 * owes his decision by a promise of his own, and gets a notice. With nobody to
 * ask it is approved at once. Returns its number.
 */
int	proposal_make(const struct act *, const struct care_case *,
	const struct proposal_said *);

/* Decide for the role whose turn it is: event "approval"; then the next is
 * asked, or the proposal is approved ("approved") or rejected ("rejected"). */
void	proposal_decide(const struct act *, const struct care_case *,
	const struct proposal *, const struct approval *next, int64_t who,
	bool yes);

/* It ends otherwise: "withdrawn" by us, "accepted" or "declined" by the
 * customer (events "proposal_withdrawn" ..). */
void	proposal_end(const struct act *, const struct care_case *,
	const struct proposal *, const char *state, int understood);

#endif
