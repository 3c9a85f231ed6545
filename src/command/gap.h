/*
 * After a gap in the sending a person looks first.
 *
 * When nothing was planned or sent for more than an hour, what customers were
 * to hear in that time has piled up. Up to 20 messages go late; more are held
 * (reason "gap") until care-remind release --gap, and it is said. What was
 * planned in time and is less than an hour late goes. Notices to staff are not
 * held: of a promise's levels only the highest tells (catch_up).
 */
#ifndef COMMAND_GAP_H
#define COMMAND_GAP_H

#include <stddef.h>

struct session;

/* Before sending: hold what has to be held; how many. */
size_t	gap_hold(struct session *);

/* The same after planning: a sender that came back first, and found nothing
 * planned, must not hide that nobody had planned. */
size_t	gap_hold_planned(struct session *);

/* Release it; how many. */
size_t	gap_release(struct session *);

#endif
