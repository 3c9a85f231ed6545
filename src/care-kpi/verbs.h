/* The verbs of care-kpi; each returns an exit status. */
#ifndef CARE_KPI_VERBS_H
#define CARE_KPI_VERBS_H

#include "command/session.h"

int	kpi_verb_show(struct session *);
int	kpi_verb_list(struct session *);

#endif
