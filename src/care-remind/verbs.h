/* The verbs of care-remind; each returns an exit status. */
#ifndef CARE_REMIND_VERBS_H
#define CARE_REMIND_VERBS_H

#include "care/messages/outbox.h"
#include "command/session.h"

int	remind_summary(struct session *);
int	remind_list(struct session *);
int	remind_outbox(struct session *);
int	remind_preview(struct session *);
int	remind_calls(struct session *);
int	remind_done(struct session *);
int	remind_run(struct session *);
int	remind_retry(struct session *);
int	remind_release(struct session *);

/* The columns "to_kind" and "to": customer c3071, staff wang, house. */
void	remind_put_to(struct session *, struct out *, const struct message *);

/* The columns "case" and "booking" of the message's subject. */
void	remind_put_subject(struct session *, struct out *,
	const struct message *);

/* The id in "m5512"; 0: it is none. */
int64_t	remind_message_id(const char *name);

#endif
