/*
 * Reminders: messages that the policy's rules owe because of a date, as
 * "three days before departure". Planned from today's booking, and asked
 * again at sending whether they still hold.
 */
#ifndef CARE_REMINDERS_REMINDER_H
#define CARE_REMINDERS_REMINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "care/messages/outbox.h"
#include "policy/policy.h"

struct log;

/* Pure rules. */

enum { REMINDER_DATE = 16 };

/* The times of one reminder (model.md 4.9), UTC seconds. */
struct reminder_times {
	int64_t opens;		/* the first moment of its window */
	int64_t late;		/* end of its window's last day */
	int64_t expires;	/* pointless from here: the date itself, if later */
	int64_t anchor;		/* the date it hangs on */
	char occurrence[REMINDER_DATE];	/* the anchor's local day, so that moved
				 * dates are another occurrence; with "+"
				 * of a rule that replaces what was sent */
};

/* The times of the rule for those facts; false when a date is not known. */
bool	reminder_times(const struct message_rule *, const struct facts *,
	const struct zone *, struct reminder_times *);

/*
 * The first instant at or after "at" at which people may be disturbed by the
 * rule: not before its hour (else 9:00), not after the end that its window
 * names (else 21:00), on any day.
 */
int64_t	reminder_hour(const struct message_rule *, const struct zone *,
	int64_t at);

/* Between which instants must the anchor lie so that the rule's window can
 * be open now? Wider than needed, never narrower. */
void	reminder_reach(const struct message_rule *, int64_t now, int64_t *from,
	int64_t *until);

/* Is the channel one of people (phone, visit, letter)? Then there is nothing
 * to send: somebody calls. */
bool	reminder_by_people(const char *channel);

/* Do all channels of the rule belong to people? */
bool	reminder_is_call(const struct message_rule *);

/* Is it for the customer himself? What a rule says to others (a guide, a
 * partner) must never reach him. */
bool	reminder_is_for_customer(const struct message_rule *);

/* The store. */

/*
 * Bookings for which a reminder may have to be planned now, by their dates:
 * their window is open and nothing is planned for it. Needs no transaction,
 * so that looking costs no writer anything. Ids in the arena; how many.
 */
size_t	reminders_ripe(struct db *, const struct policy *, int64_t now,
	struct arena *, int64_t **ids);

/*
 * Plan every reminder of the booking whose window is open, within the
 * caller's entry; asks the booking anew. Nothing for times before the
 * subject's live_from. Returns how many were planned.
 */
size_t	reminders_plan(struct log *, const struct policy *, int64_t booking,
	int64_t now);

/*
 * What the reminder says today. Dropped when it is "cancelled", "moved" to
 * other dates or another customer, "replaced" by a stronger rule of its name, "expired", "no rule" any more, or the
 * customer said no ("no consent"); waits for the hour of day, for an open
 * complaint to end unless its purpose is service, and for a person to call
 * when the rule's channels are people's. No address leaves no ways.
 */
message_render reminder_render;

/* A template's text filled in for a booking (0: none) and a customer, in the
 * arena: what a caller says. NULL: it cannot be filled. */
const char *reminder_words(struct db *, const struct policy *,
	const struct template *, int64_t booking, int64_t customer, int64_t now,
	struct arena *);

#endif
