/*
 * What a compiled zone file says (TZif, RFC 8536): when the clock of a zone
 * changed, and the rule by which it goes on.
 */
#ifndef TIME_TZIF_H
#define TIME_TZIF_H

#include <stddef.h>
#include <stdint.h>

struct tzif;

/* No file with a greater offset, east or west, is taken (RFC 8536 3.2). */
enum { TZIF_OFFSET_MOST = 26 * 3600 };

/*
 * Read the bytes of a file of version 2 or later. NULL when they are not
 * well formed, or count leap seconds (such a file's instants are not UTC
 * seconds as the system counts them). The caller frees it.
 */
struct tzif *tzif_parse(const unsigned char *bytes, size_t n);
void	tzif_free(struct tzif *);	/* NULL: nothing */

/* The offset (seconds east of UTC) in force at the instant, and the stretch
 * [*from, *until) in which it stays (INT64_MIN, INT64_MAX: no end). */
int	tzif_stretch(const struct tzif *, int64_t at, int64_t *from,
	int64_t *until);

#endif
