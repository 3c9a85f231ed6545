/* Messages that do not go by themselves any more: a person must look. */
#ifndef CARE_MESSAGES_STUCK_H
#define CARE_MESSAGES_STUCK_H

#include "care/messages/outbox.h"

typedef void outbox_visit(void *, const struct message *);

/* Messages given up, in doubt, or waiting with a reason (no transport, no
 * address), by id; each lives during the call. */
void	outbox_stuck(struct db *, outbox_visit *, void *);

#endif
