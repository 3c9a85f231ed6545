/* The verbs of care-store; each returns an exit status. */
#ifndef CARE_STORE_VERBS_H
#define CARE_STORE_VERBS_H

#include "command/session.h"

int	store_init(struct session *);
int	store_upgrade(struct session *);
int	store_check(struct session *);
int	store_status(struct session *);
int	store_export(struct session *);

#endif
