/* What is said to a customer by --template, and sent to him with --send. */
#ifndef CARE_CASE_LETTER_H
#define CARE_CASE_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "care/cases/act.h"
#include "command/session.h"
#include "command/targets.h"

/*
 * The act's note is what --template says of the case (due: by when, or 0), in
 * the arena; --note, where there is no --template. With --send there must be
 * words and an address for them. False and a refusal otherwise.
 */
bool	letter_words(struct session *, struct targets *, struct act *,
	const struct care_case *, int64_t due, struct arena *);

/* With --send: plan the message that carries the act's note, within the entry
 * of the event that said it. In a dry run: a row of who would get it. */
void	letter_go(struct session *, struct targets *, const struct act *,
	const struct care_case *, const char *event, int64_t occurrence);

/* Before and after the cases are gone through: the list of a dry run. */
void	letter_begin(struct session *);
void	letter_end(void);

#endif
