/* The verbs of care-customer; each returns an exit status. */
#ifndef CARE_CUSTOMER_VERBS_H
#define CARE_CUSTOMER_VERBS_H

#include "command/session.h"
#include "command/targets.h"

int	customer_verb_counts(struct session *);
int	customer_verb_find(struct session *);
int	customer_verb_show(struct session *);
int	customer_verb_duplicates(struct session *);
int	customer_verb_stale(struct session *);
int	customer_verb_consents(struct session *);
int	customer_verb_seen(struct session *);
int	customer_verb_merge(struct session *);
int	customer_verb_split(struct session *);
int	customer_verb_consent(struct session *);
int	customer_verb_tier(struct session *);

#endif
