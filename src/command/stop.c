/* The first signal to end is remembered. */
#include "command/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t asked;

static void remember(int sig)
{
	(void)sig;
	asked = 1;
}

void stop_catch(void)
{
	struct sigaction a = {.sa_handler = remember,
	    .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};

	sigemptyset(&a.sa_mask);
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
}

bool stop_asked(void)
{
	return asked;
}
