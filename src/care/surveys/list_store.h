/* Surveys as lists and sums. */
#ifndef CARE_SURVEYS_LIST_STORE_H
#define CARE_SURVEYS_LIST_STORE_H

#include <stdint.h>

#include "base/mem.h"
#include "care/surveys/survey_store.h"

struct db;

struct listed {
	struct survey survey;
	const char *channel;		/* by which the invitation went; or NULL */
	int64_t booking;		/* of the case; 0: none */
};

typedef void survey_listed(void *, const struct listed *, struct arena *);

/* Invited (or decided) in [from, until), 0: no bound, in order of their ids.
 * Texts and what is taken from the arena live during the call. */
void	surveys_list(struct db *, int64_t from, int64_t until, survey_listed *,
	void *);

/* The state as of now: an invitation that ended is expired, also when nobody
 * has noted it yet. Static. */
const char *survey_state(const struct survey *, int64_t now);

#endif
