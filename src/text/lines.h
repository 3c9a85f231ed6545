/* Physical lines of a stream, whatever ends them, with a cap. */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

struct lines;

/* One line as it was read. */
struct line {
	size_t n;		/* bytes appended, without the line end */
	size_t end_n;		/* bytes of the line end after them: 0 to 2 */
	bool cut;		/* longer than the cap: the rest was skipped */
	bool odd_quotes;	/* an odd number of '"' in the whole of it */
};

/* Read lines from the stream, which outlives this. */
struct lines *lines_new(FILE *);
void	lines_free(struct lines *);

/*
 * Append the next line with its end (LF, CRLF, CR or the end of the input)
 * to the buffer, at most cap bytes of it. False: the input is over, or
 * reading failed (ferror(3) tells).
 */
bool	lines_next(struct lines *, struct buf *, size_t cap, struct line *);

/* How many lines were read. */
long	lines_count(const struct lines *);

#endif
