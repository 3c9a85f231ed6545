/* The verbs of care-staff; each returns an exit status. */
#ifndef CARE_STAFF_VERBS_H
#define CARE_STAFF_VERBS_H

#include "command/session.h"
#include "command/targets.h"

int	staff_verb_list(struct session *);
int	staff_verb_show(struct session *);
int	staff_verb_duty(struct session *);
int	staff_verb_roles(struct session *);
int	staff_verb_absent(struct session *);
int	staff_verb_back(struct session *);
int	staff_verb_substitute(struct session *);
int	staff_verb_leave(struct session *);
int	staff_verb_set(struct session *);

#endif
