/*
 * Ending a long work in good order when somebody asks for it: the first
 * SIGINT, SIGTERM or SIGHUP is only remembered, a second one ends the process.
 * What the caller has ignored (nohup(1), a shell's &) stays so.
 */
#ifndef COMMAND_STOP_H
#define COMMAND_STOP_H

#include <stdbool.h>

/* Remember signals from now on. */
void	stop_catch(void);

/* Has one come? */
bool	stop_asked(void);

#endif
