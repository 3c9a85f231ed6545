/* The verbs of care-policy; each returns an exit status. */
#ifndef CARE_POLICY_VERBS_H
#define CARE_POLICY_VERBS_H

#include "command/session.h"

int	policy_check(struct session *);
int	policy_adopt(struct session *);
int	policy_show(struct session *);
int	policy_rules(struct session *);
int	policy_due(struct session *);
int	policy_elapsed(struct session *);
int	policy_open(struct session *);
int	policy_workday(struct session *);

#endif
