/* Notices of ladders to staff: their key, and what they say when sent. */
#ifndef CARE_ESCALATION_NOTICE_H
#define CARE_ESCALATION_NOTICE_H

#include <stddef.h>

#include "care/messages/outbox.h"
#include "care/promises/promise.h"

/* The occurrence of a notice: RULE.TURN/LEVEL.TIME/DUE. It names one firing,
 * so that a level whose due time moved is a notice of its own. */
void	notice_occurrence(const struct promise *, const struct level_time *,
	char *out, size_t size);

/*
 * The levels of the promise, under its due time, of which a notice was
 * acknowledged: their repeats are silent. Names in the arena, maybe twice;
 * how many.
 */
size_t	notice_acked(struct db *, const struct promise *, struct arena *,
	const char ***levels);

/* Renders messages whose rule is "notice:LEVEL". Dropped when the promise was
 * kept or cancelled meanwhile; told to whoever stands in for the addressee at
 * that moment, or to the store's owner when nobody does. */
message_render notice_render;

#endif
