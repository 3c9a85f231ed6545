/* From a parsed command line to a running verb. */
#ifndef COMMAND_START_H
#define COMMAND_START_H

struct args;

/* Open what the verb needs, run it, close; returns the exit status. */
int	session_run(const struct args *);

#endif
