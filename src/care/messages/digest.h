/*
 * Several notices to one person that go as one message, so that the opening
 * of an office is no flood. Each stays a row of its own, with its own text.
 */
#ifndef CARE_MESSAGES_DIGEST_H
#define CARE_MESSAGES_DIGEST_H

#include "care/messages/outbox.h"

enum { DIGEST_MOST = 50 };

/* The reason of those that a transport refused for good as one, so that each
 * goes alone. */
#define DIGEST_REFUSED "refused together"

/* May it go together with others: a notice to staff, not urgent, planned and
 * not refused so, or to be handed over once more since its sender died? */
bool	digest_takes(const struct message *);

/* Do both go to the same person by the same way, with no provider's template,
 * which has room for one only? The ways are places in rendering.way. */
bool	digest_fits(const struct rendering *, int way,
	const struct rendering *other, int other_way);

/*
 * What all n of them say as one: the first with its subject "N notices", their
 * texts one after the other, and the case's name where all have the same one.
 * One alone stays as it is. In the arena.
 */
void	digest_join(struct arena *, const struct rendering *const *, size_t n,
	struct rendering *out);

/* Whom the notices are addressed to that may go together with others and are
 * due now. In the arena; how many. */
size_t	digest_addressees(struct db *, int64_t now, struct arena *,
	int64_t **ids);

/* The messages beside this one that may go with it and are due now, addressed
 * to him. Of one whose sender died those that it had in hand with it, so that
 * the same goes once more. Ids in the arena by time and id, at most DIGEST_MOST
 * - 1; how many. */
size_t	digest_beside(struct db *, const struct message *, int64_t addressee,
	int64_t now, struct arena *, int64_t **ids);

#endif
