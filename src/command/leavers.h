/* Colleagues who left: what was theirs goes to others. */
#ifndef COMMAND_LEAVERS_H
#define COMMAND_LEAVERS_H

struct session;

/* Hand over for everybody who is gone by now and for whom that was not done,
 * each in a transaction of his own; says so. */
void	leavers_hand_over(struct session *);

#endif
