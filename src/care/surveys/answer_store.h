/* Taking answers in, and opening a case where one is low. */
#ifndef CARE_SURVEYS_ANSWER_STORE_H
#define CARE_SURVEYS_ANSWER_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "care/surveys/survey_store.h"

struct log;

struct given {
	struct score v[QUESTIONS];
	size_t n;
	const char *comment;		/* or NULL */
};

enum answered { ANSWER_NEW, ANSWER_CHANGED, ANSWER_SAME };

/*
 * In the caller's entry: event "answered", or "answer_changed" when there was
 * one and it says something else; nothing when it says the same. Questions
 * not given keep their scores. The caller has seen that it may be answered.
 *
 * An answer that is low by the rule (NULL: never) opens a case of the rule's
 * kind, about the same booking, with the comment as its text; once for each
 * survey, since its reference is the survey's. *opened: that case, or 0.
 */
enum answered survey_answer(struct log *, const struct policy *,
	int64_t policy_id, const struct survey_rule *, const struct survey *,
	const struct given *, int64_t at, int64_t *opened);

#endif
