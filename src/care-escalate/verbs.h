/* The verbs of care-escalate; each returns an exit status. */
#ifndef CARE_ESCALATE_VERBS_H
#define CARE_ESCALATE_VERBS_H

#include "command/session.h"

int	escalate_list(struct session *);
int	escalate_explain(struct session *);
int	escalate_ack(struct session *);
int	escalate_forecast(struct session *);
int	escalate_status(struct session *);
int	escalate_groups(struct session *);
int	escalate_recompute(struct session *);
int	escalate_run(struct session *);

/* The part of the tick that finds groups; tells people of each. */
void	escalate_find_groups(struct session *);

#endif
