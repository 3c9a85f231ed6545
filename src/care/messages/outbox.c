/* Rules of the outbox: what a status means, when to try again, by which way. */
#include "care/messages/outbox.h"

#include <string.h>

enum outbox_verdict outbox_verdict(int status)
{
	switch (status) {
	case 0:
		return OUTBOX_SENT;
	case 65: case 67: case 70: case 76: case 100: case 112:
		return OUTBOX_HARD;
	/* Wrong options, no permission (a refused login, says msmtp), wrong
	 * configuration, not executable, not there: the same for the next. */
	case 64: case 77: case 78: case 126: case 127:
		return OUTBOX_BROKEN;
	default:
		return OUTBOX_SOFT;
	}
}

int64_t outbox_backoff(int64_t tries)
{
	static const int64_t wait[] = {60, 300, 900, 3600, 14400, 14400, 14400,
	    14400, 14400};
	enum { TRIES = (int)(sizeof wait / sizeof wait[0]) };

	if (tries < 1)
		return wait[0];
	return tries > TRIES ? 0 : wait[tries - 1];
}

int64_t outbox_patience(int64_t not_before, int64_t now)
{
	int64_t wait = (now - not_before) / 8;

	if (wait < 900)
		return 900;
	return wait > 21600 ? 21600 : wait;
}

int outbox_way(const struct message *m, const struct rendering *r,
    outbox_usable *usable, void *arg)
{
	int first = -1;

	for (size_t i = 0; i < r->ways; i++) {
		if (!usable(arg, r->way[i].channel))
			continue;
		if (m->channel && strcmp(m->channel, r->way[i].channel) == 0)
			return (int)i;
		if (first < 0)
			first = (int)i;
	}
	return first;
}

const char *outbox_blot(struct arena *a, const char *text, const char *secret)
{
	size_t n = secret ? strlen(secret) : 0;
	char *copy = arena_dup(a, text), *hit;

	if (n == 0 || !text)
		return text;
	for (hit = strstr(copy, secret); hit; hit = strstr(hit + n, secret))
		memset(hit, '*', n);
	return copy;
}
