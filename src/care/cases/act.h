/* What can be done to a case: each act is one entry's worth of events. */
#ifndef CARE_CASES_ACT_H
#define CARE_CASES_ACT_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/case.h"
#include "care/promises/change.h"
#include "care/promises/promise_store.h"

enum case_refusal {
	CASE_ALLOWED,
	CASE_IS_CLOSED,		/* reopen it first */
	CASE_IS_OPEN,
	CASE_NO_REPLY		/* a promised reply was not given */
};

bool	case_is_open(const struct care_case *);

/* May the case be closed with that outcome (or NULL)? owes_reply: a promise
 * that a reply keeps is open. */
enum case_refusal case_may_close(const struct care_case *, const char *outcome,
	bool owes_reply);

/* Does the outcome end the case before its way is gone, since the customer
 * withdrew or cannot be reached? */
bool	case_ends_early(const char *outcome);

/* The policy's word "normal", else its lowest severity; NULL: it has none. */
const char *case_default_severity(const struct policy *);

/* One rank above; NULL at the top or for an unknown word. */
const char *case_raised(const struct policy *, const char *severity);

/* An act at work: the log's entry is open. */
struct act {
	struct log *log;
	const struct policy *policy;
	int64_t policy_id;
	int64_t at;		/* when it happened */
	const char *note;	/* free text, or NULL */
};

/* Each in the caller's entry; texts of the case must be loaded. */

/* Owner (0: nobody) changes; why is a word for the log ("by_load"). */
void	case_assign(const struct act *, const struct care_case *, int64_t owner,
	const char *why);

/* The same, with a team that it gets too; team NULL: its team stays. */
void	case_hand_to(const struct act *, const struct care_case *,
	int64_t owner, const char *team, const char *why);

/* Whoever has it now was given it by people or by a rule as it came in, not by
 * a ladder: keeps what "assigned" keeps. After the event. */
void	case_given(const struct act *, const struct care_case *);

/* The customer was answered: keeps what "replied" keeps, and the first
 * action when there was none before. Returns the number of promises kept. */
size_t	case_reply(const struct act *, const struct care_case *);

/* A milestone was reached ("first_action", any word of the policy): event of
 * that name, and what it keeps. */
size_t	case_milestone(const struct act *, const struct care_case *,
	const char *event);

/* Who makes and keeps the promises of the case: it knows its facts as they are
 * in *c; they live in the arena. */
struct promiser case_promiser(const struct act *, const struct care_case *c,
	struct arena *, struct facts *);

/*
 * Begin an event of the case: the act's time and note, about its customer. The
 * caller adds rows and facts, and ends it. Every act's event begins here: one
 * that is the name of a stage moves the case there (care/plans/stage.h).
 */
void	case_event(const struct act *, const struct care_case *,
	const char *event);

/* Within it: begin a change of the case's row; then its cells. */
void	case_row(const struct act *, const struct care_case *);

/* The event was written: keep what it keeps, promise what it starts. Returns
 * the number of promises kept. */
size_t	case_happened(const struct act *, const struct care_case *,
	const char *event);

/* Something worth keeping that changes nothing: the act's note. */
void	case_note(const struct act *, const struct care_case *);

/* Closed; what was still promised is cancelled with the reason "closed" or
 * the outcome. */
void	case_close(const struct act *, const struct care_case *,
	const char *outcome);

/* Opened again: its promises begin anew (on_reopen: fresh) or from the first
 * receipt (continue). */
void	case_reopen(const struct act *, const struct care_case *);

/* A ladder raises the severity: of that promise, which the event names (why,
 * turn). All promises stay as they are, whatever on_change says. */
void	case_raise(const struct act *, const struct care_case *,
	const char *severity, const struct promise *);

/* What is said anew of a case; NULL: not said, "": taken away. */
struct case_change {
	const char *kind, *severity, *category, *cause, *liability, *team;
	const struct field_said *fields;
	size_t fields_n;
};

/* What came of it: how many facts and fields differ now, how many more follow
 * by the policy's rules, and what became of the promises. */
struct case_changed {
	size_t facts, derived;
	struct changed promises;
	int64_t opened;		/* a case that follows from it; 0: none */
};

/*
 * Say it: events "kind_set", "severity_set" .., FIELDS_SAID, those of what
 * follows by rule (case_follow()), and what the policy makes of it
 * (promises_changed(); of a closed case nothing). Another kind begins the
 * promises of that kind from the act's time on and cancels those that are the
 * old one's ("kind_set"), whatever on_change says; its way begins, or ends.
 */
struct case_changed case_set(const struct act *, const struct care_case *,
	const struct case_change *);

/*
 * More is known of an open case, which was so and is so now: the words that the
 * policy derives (care/cases/derive.h) by events "severity_set" .. of which
 * "why" is "derived"; *now has them then. *names, in the arena, are the facts
 * that they are of; returns how many.
 */
size_t	case_follow(const struct act *, const struct care_case *was,
	struct care_case *now, struct arena *, const char ***names);

/* The facts of those names changed, and the case is so now: what the policy
 * makes of it, as case_set() does. */
struct changed case_facts_changed(const struct act *,
	const struct care_case *now, const char *const *names, size_t n);

/* The open promise that a reply would keep and that forbids closing, with its
 * rule's place in the policy; NULL rule: none. */
struct promise_rule;
bool	case_owes_reply(struct db *, const struct policy *, int64_t id,
	const struct promise_rule **rule);

#endif
