/* The verbs of care-survey; each returns an exit status. */
#ifndef CARE_SURVEY_VERBS_H
#define CARE_SURVEY_VERBS_H

#include "command/session.h"

int	survey_verb_sums(struct session *);
int	survey_verb_invite(struct session *);
int	survey_verb_answer(struct session *);
int	survey_verb_list(struct session *);
int	survey_verb_why(struct session *);

#endif
