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
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction a = {.sa_handler = remember,
	    .sa_flags = (int)(SA_RESTART | SA_RESETHAND)}, before;

	sigemptyset(&a.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (sigaction(signals[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			sigaction(signals[i], &a, NULL);
}

bool stop_asked(void)
{
	return asked;
}
