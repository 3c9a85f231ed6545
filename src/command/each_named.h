/* One act on each that is named, each in a transaction of its own. */
#ifndef COMMAND_EACH_NAMED_H
#define COMMAND_EACH_NAMED_H

#include <stdbool.h>

#include "base/mem.h"

struct session;
struct targets;

/* Begin a transaction; false: it was done before with that key (--once, NULL:
 * none), which is said. */
bool	each_begin(struct session *, const char *once);

/* End it: what was done stays, else nothing does. */
void	each_end(struct session *, bool done);

/* What is done to one, inside the transaction; the arena lives as long as that.
 * False: nothing is to be written; why was said by target_refuse(). */
typedef bool named_act(struct session *, struct targets *, const char *name,
	struct arena *, const void *arg);

/* The act on all that the command line or standard input names; key as of
 * targets_open(). Returns an exit status. */
int	each_named(struct session *, const char *key, named_act *act,
	const void *arg);

#endif
