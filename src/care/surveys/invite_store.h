/* Inviting customers to a survey, once for each closing of a case. */
#ifndef CARE_SURVEYS_INVITE_STORE_H
#define CARE_SURVEYS_INVITE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/surveys/survey_store.h"

struct db;
struct log;

/* What a rule says of a case now. */
struct decision {
	const struct survey_rule *rule;
	const char *occurrence;
	const char *why;	/* not asked: survey_why_not(); NULL: to be asked */
	int64_t due;		/* when to ask; 0: the event has not happened */
	bool decided;		/* a survey of this occurrence is there: */
	struct survey survey;
};

/* The decision of every rule that asks about such a case, in the arena.
 * Returns how many; 0: no rule does. */
size_t	survey_decide(struct db *, const struct policy *,
	const struct care_case *, int64_t now, struct arena *,
	struct decision **);

/* Cases for which something is to be decided now, by id, in the arena. The
 * search is bounded by the rules' reach, not by the store. */
size_t	survey_candidates(struct db *, const struct policy *, int64_t now,
	struct arena *, int64_t **cases);

/*
 * In the caller's entry: event "invited" with the survey's row, and the
 * message in the outbox. A survey that was not_asked becomes invited.
 * Returns its id.
 */
int64_t	survey_invite(struct log *, const struct policy *,
	const struct care_case *, const struct decision *, int64_t now);

/* The same of a customer who is asked at this moment, by a person: there is no
 * message. */
int64_t	survey_asked_now(struct log *, const struct policy *,
	const struct care_case *, const struct decision *, int64_t now);

/* In the caller's entry: event "not_asked" with the decision's reason. */
void	survey_not_asked(struct log *, const struct care_case *,
	const struct decision *, int64_t now);

/* In the caller's entry: event "expired" for invitations that ended without
 * an answer, up to max. Returns how many. */
size_t	survey_expire(struct log *, int64_t now, size_t max);

/* How many of them there are. */
int64_t	survey_expiring(struct db *, int64_t now);

#endif
