/* Surveys and their answers, as they stand in the store. */
#ifndef CARE_SURVEYS_SURVEY_STORE_H
#define CARE_SURVEYS_SURVEY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/surveys/survey.h"
#include "care/surveys/token.h"

struct db;

struct survey {
	int64_t id;
	const char *rule;
	int64_t subject;		/* the case */
	const char *occurrence;
	int64_t customer;		/* who is asked; 0: nobody is known */
	int64_t rated;			/* owner when the case was closed; 0: none */
	int64_t invited_at;		/* or decided, when not_asked */
	int64_t expires;		/* 0: never */
	const char *state;		/* invited answered expired not_asked */
	const char *reason;		/* of not_asked: a word of survey_why_not() */
	int64_t answered_at;		/* 0: not yet */
};

/* Texts in the arena. False: no such survey. */
bool	survey_load(struct db *, int64_t id, struct arena *, struct survey *);
bool	survey_by_key(struct db *, const char *rule, int64_t subject,
	const char *occurrence, struct arena *, struct survey *);

/* The survey of a token as typed; 0: none, whether it is ill-formed, made up
 * or of a survey that is gone. */
int64_t	survey_by_token(struct db *, const char *typed);

/* The survey's token, made anew (TOKEN_TEXT bytes). For the message to the
 * customer only. */
void	survey_token(struct db *, const struct survey *, char *out);

/* May it be answered at the time: invited or answered, and not ended? */
bool	survey_answerable(const struct survey *, int64_t now);

/* Its scores, by question, at most QUESTIONS; questions in the arena. */
size_t	survey_scores(struct db *, int64_t id, struct arena *, struct score *);

/* Its comment in the arena; NULL: none, or erased. Personal. */
const char *survey_comment(struct db *, int64_t id, struct arena *);

#endif
