/*
 * The same trouble each minute is told once, and then once an hour.
 *
 * Cron mails whatever a command says. A tick that fails says the same each
 * minute, all night. So what a quiet tick has to say is kept back to its end
 * and compared with what ticks said before: the same again within an hour is
 * swallowed and counted, after that it is told with its count. Trouble that
 * comes and goes is the same one until it stayed away for an hour. What others
 * said, which stands in quotation marks, and digits make no difference. The
 * exit status stays as it is.
 *
 * The record stands in STORE-trouble, beside the store, and holds hashes, not
 * texts, of the sixteen kinds seen last. It has its full size from the first
 * good run on and is overwritten in its place, so that it can be written when
 * the disk is full. Where it cannot be written, all is told.
 */
#ifndef COMMAND_TROUBLE_H
#define COMMAND_TROUBLE_H

#include <stdint.h>

#include "time/zone.h"

struct args;

/* Begin to listen, when it is a tick as cron calls it: a verb "run" with -q
 * that is no dry run. Strings are copied. Told at exit, however the process
 * ends but by a signal. */
void	trouble_watch(const struct args *, const char *store_path,
	const char *tool);

/* The time to go by, once it is known; and the zone for what is told. */
void	trouble_now(int64_t now, const struct zone *);

#endif
