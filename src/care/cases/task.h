/*
 * Tasks: what somebody else is asked about a case, a department (event
 * "asked_department"), the partner ("asked_partner") or counsel
 * ("asked_legal"). Each is a promise of a rule that begins with that event,
 * owed by who was asked, and called by its name: 10429/department.2.
 */
#ifndef CARE_CASES_TASK_H
#define CARE_CASES_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/act.h"

/* What is asked of whom. */
struct task_said {
	const char *event;	/* asked_department, asked_partner, asked_legal */
	const char *team;	/* word of the department; or NULL */
	int64_t staff;		/* who owes it; 0: whom the rule says */
	bool has_within;
	struct span within;	/* in place of the rule's time */
	int64_t due;		/* or exactly then; 0: not said */
};

/* Who answers for a team at that time: of those who are employed the one whose
 * supervisor is none of them, before him one who is here; 0: nobody. */
int64_t	team_lead(struct db *, const char *team, int64_t at);

/* The name of the rule by which such a case promises an answer to that event;
 * NULL: none does. Lives as long as the policy. */
const char *task_rule(const struct act *, const struct care_case *,
	const char *event);

enum task_refusal {
	TASK_ASKED,
	TASK_NO_RULE,		/* nothing begins with the event here */
	TASK_OPEN		/* asked already, and its rule has one turn at a time */
};

/*
 * Asked: the event with the act's note, what it keeps, a promise, and a notice to
 * who owes it.
 * The promise made is loaded in the arena; after a refusal of NO_RULE and OPEN
 * nothing is written (OPEN: the promise that is open).
 */
enum task_refusal case_ask(const struct act *, const struct care_case *,
	const struct task_said *, struct arena *, struct promise *made);

/* Answered: the event that keeps the task (its rule's "to"), with the act's
 * note; keeps this turn only, and promises what begins with the event. */
void	case_answered(const struct act *, const struct care_case *,
	const struct promise *, const char *event);

/* A task as a list shows it; texts in the arena. */
struct task {
	struct promise promise;
	const char *event;	/* that asked */
	const char *team;	/* or NULL */
	const char *asked, *answer;	/* what was said; NULL: nothing, or erased */
	int64_t who;		/* who asked */
	int64_t acked_at;	/* the first notice of it was acknowledged; 0: not */
};

/* The tasks of a case in the order in which they were asked. */
size_t	tasks_of(struct db *, int64_t subject, struct arena *, struct task **out);

/* Is the promise a task of its case? */
bool	task_is(struct db *, const struct promise *, struct arena *);

#endif
