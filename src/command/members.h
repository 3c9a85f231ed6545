/* The cases of a group as what an act is to be done to (--group). */
#ifndef COMMAND_MEMBERS_H
#define COMMAND_MEMBERS_H

#include <stdbool.h>
#include <stdint.h>

struct session;
struct members;

/* Was --group given to a verb that has it? Ends with STATUS_USAGE when
 * operands were given as well. */
bool	members_asked(struct session *);

/* The members of the group as they are now; 0: none. */
struct members *members_open(struct session *, int64_t group);

/* The number of the next open one, valid until members_close(), or NULL. Says
 * which are passed over: closed, or merged into another. */
const char *members_next(struct members *);
void	members_close(struct members *);	/* NULL: nothing */

#endif
