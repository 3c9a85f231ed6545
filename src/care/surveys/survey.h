/*
 * Surveys: whether a customer is asked after a case, until when he may
 * answer, and when an answer calls for somebody. Pure rules.
 */
#ifndef CARE_SURVEYS_SURVEY_H
#define CARE_SURVEYS_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "care/cases/case.h"
#include "care/people/customer.h"
#include "policy/surveys.h"

/* What is known of a case when it is asked whether to ask; times 0: none. */
struct asking {
	int64_t after_at;		/* when the rule's event happened */
	int64_t live_from;
	int64_t customer;
	bool reachable;			/* by one of the rule's channels */
	bool merged;			/* into another case */
	int64_t open_complaints;	/* of the customer, besides this case */
	int64_t last_asked;		/* the customer's last invitation */
};

/* Does the rule follow an event of a case that is known here? Others (of
 * bookings) are read, but nobody is asked by them yet. */
bool	survey_follows_cases(const struct survey_rule *);

/* The instant of the event a survey follows (closed, replied, first_action,
 * received); 0: it has not happened, or no such event is kept of a case. */
int64_t	survey_after(const struct survey_rule *, const struct care_case *);

/* Which time of the rule it is for the case: "1", after a reopening "2". */
const char *survey_occurrence(const struct care_case *, struct arena *);

/* When the customer is to be asked: the event and the delay, on the clock of
 * the span; days do not roll. */
int64_t	survey_due(const struct policy *, const struct survey_rule *,
	int64_t after_at);

/* When an invitation of that time ends; 0: never. */
int64_t	survey_ends(const struct policy *, const struct survey_rule *,
	int64_t invited_at);

/* The longest time, in seconds of the wall clock, in which a case may still
 * be asked about after its event: for bounding a search, never too short. */
int64_t	survey_reach(const struct survey_rule *);

/*
 * Why the customer is not asked now; NULL: he is. A word:
 *   not_closed	the event has not happened (or the case was reopened)
 *   merged	the case went into another
 *   before_live	it is history: happened before live_from
 *   not_due	the delay is not over
 *   too_late	the invitation would have ended by now (30 days without expiry)
 *   no_customer	nobody is known
 *   no_address	he cannot be reached by the rule's channels
 *   open_complaint	he has another complaint that is open
 *   cooldown	he was asked a short time ago
 */
const char *survey_why_not(const struct policy *, const struct survey_rule *,
	const struct asking *, int64_t now);

/* Is it a decision to be kept (merged, no_customer, no_address,
 * open_complaint, cooldown), and not one that time makes or unmakes? */
bool	survey_why_is_kept(const char *word);

/* The word as a sentence for people, translated. Static. */
const char *survey_why_text(const char *word);

/* The customer's address for a channel (mail, or the phone for all others);
 * NULL: none is known. */
const char *survey_address(const char *channel, const struct customer *);

/* The channels of the rule's invitations; sms and mail when it names none. */
struct names survey_channels(const struct survey_rule *);

/* Is any of the rule's channels open to the customer? */
bool	survey_reaches(const struct survey_rule *, const struct customer *);

enum { SCORE_LEAST = 1, SCORE_MOST = 5, QUESTIONS = 32 };

struct score {
	const char *question;
	int value;			/* SCORE_LEAST .. SCORE_MOST */
};

/* Is the answer low by the rule: one of the scores at most so much, their
 * mean, or that of one question? False without scores or without "low". */
bool	survey_low(const struct survey_rule *, const struct score *, size_t n);

/* The rule of that name that fits the facts; else the first of the name;
 * NULL: a later policy dropped it. */
const struct survey_rule *survey_rule_of(const struct policy *,
	const char *name, const struct facts *);

/* A question of the rule by its name or by the policy's title of it; NULL:
 * it is not asked, and *near the nearest one or NULL. */
const char *survey_question(const struct policy *, const struct survey_rule *,
	const char *typed, const char **near);

#endif
