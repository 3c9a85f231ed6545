/* Notices of ladders to staff: whom and when they reach, and what they say when
 * sent. Their occurrence is the firing's name (promises/firing_name.h). */
#ifndef CARE_ESCALATION_NOTICE_H
#define CARE_ESCALATION_NOTICE_H

#include <stddef.h>

#include "care/escalation/recipients.h"
#include "care/messages/outbox.h"
#include "care/promises/promise.h"

/* Is a notice of the level told at any hour? As the level says, else when the
 * promise is a hard limit. */
bool	notice_urgent(const struct promise *, const struct level *);

/*
 * When he may be told at the earliest: at once when it is urgent or he works
 * then, else when he does again. That is his duty where the roster has one of
 * his within the week ahead, else, and for the store's owner (0), the
 * office's hours.
 */
int64_t	notice_not_before(struct db *, const struct policy *, int64_t person,
	bool urgent, int64_t at);

/* When a notice that may be told from "at" on really goes, and to whom: who
 * stands in for the addressee then has hours of his own. */
int64_t	notice_goes(struct db *, const struct policy *, int64_t addressee,
	bool urgent, int64_t at, int64_t *acting);

/* The level's name, in the arena, of a notice's occurrence of this promise and
 * its present due time; NULL: it is of another. */
const char *notice_level(const struct promise *, const char *occurrence,
	struct arena *);

/* The channel by which he is told first, whatever transports there are; 0: the
 * store's owner. Of the policy, or NULL: no address of his is known. */
const char *notice_channel(struct db *, const struct policy *, int64_t person,
	struct arena *);

/* The promise a notice is about; false: it is none, or gone. */
bool	notice_promise(struct db *, const struct message *, struct arena *,
	struct promise *);

/* The level of the ladder that the notice tells of, and which time of it; false:
 * the ladder has it no more. "at" is not filled in. */
bool	notice_of_level(const struct ladder *, const struct message *,
	struct level_time *out);

/*
 * Does a notice of the level, waiting to go to him, concern him still, whoever
 * has the matter now (recipients_still())? That of a level that reassigns does,
 * since it tells whom the case is taken from.
 */
bool	notice_still(struct db *, const struct policy *,
	const struct level_time *, const struct matter *, int64_t at,
	int64_t who, struct arena *, int64_t **instead, size_t *n);

/*
 * The levels of the promise, under its due time, of which a notice was
 * acknowledged: their repeats are silent. Names in the arena, maybe twice;
 * how many.
 */
size_t	notice_acked(struct db *, const struct promise *, struct arena *,
	const char ***levels);

/*
 * Renders messages whose rule is "notice:LEVEL", asking everything again at
 * that moment. Dropped (with the reason) when the promise was kept or
 * cancelled, when its due time moved and the level comes again ("moved"), when
 * it was acknowledged in the list before it went, when it concerns its
 * addressee no more ("reassigned"; "instead" are those whom the level means
 * now). Waits while the office is closed, unless urgent, and while the promise
 * is paused without an end. Told to whoever stands in for the addressee, or to
 * the store's owner when nobody does; once to a reader, for himself and for
 * whom he stands in (told_otherwise()).
 */
message_render notice_render;

/* Adds the ways by which a member of staff (0: the store's owner) is told, in
 * the order of the policy's defaults. */
void	notice_ways(struct db *, const struct policy *, int64_t person,
	struct arena *, struct rendering *);

#endif
