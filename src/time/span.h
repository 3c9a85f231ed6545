/* A length of time as a policy writes it: 48h, 2wd, 7d, 9bh48bm, PT36H. */
#ifndef TIME_SPAN_H
#define TIME_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which clock a span runs on; a span never mixes two. */
enum span_clock {
	SPAN_WALL,	/* s m h: n is seconds of the wall clock */
	SPAN_WORKING,	/* bs bm bh: n is seconds of open time */
	SPAN_DAYS,	/* d w: n is calendar days */
	SPAN_WORKDAYS,	/* wd: n is working days */
	SPAN_MONTHS	/* mo y: n is calendar months */
};

struct span {
	enum span_clock clock;
	int64_t n;	/* in the clock's unit; negative only in calculations */
};

/*
 * Read a span: units s m h d wd mo y w bs bm bh, compounds of one clock
 * (9bh48bm17bs, 1h 30m, 1y6mo), ISO 8601 (PT36H, P7D; P1DT2H mixes days and
 * hours and is refused like 1d2h), and Chinese units (30分钟, 2个工作日). A
 * leading minus is taken when "sign" is true. At most 100 years. False: not a
 * span, and *why points to a translated reason with the cure (static).
 */
bool	span_parse(const char *s, bool sign, struct span *out, const char **why);

/* Write it in the shortest of our own forms ("48h", "2wd", "1h30m"). Returns
 * buf, which holds at least SPAN_TEXT bytes. */
enum { SPAN_TEXT = 64 };
const char *span_format(struct span, char *buf);

#endif
