/*
 * Rows of JSON Lines (https://jsonlines.org): one object a line, read as the
 * rows of a sheet whose heads are the names of all members.
 *
 * The input is read twice, first for the names. A text is a cell as it is; a
 * number as it would be written, in 15 digits at most; true and false as such;
 * null and what is not there are empty cells. A list or an object is no cell:
 * its pointer is NULL. A line that is no object is one fault. Not refused:
 * blank lines.
 */
#ifndef TEXT_JSON_IN_H
#define TEXT_JSON_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "text/csv_in.h"

struct json_in;

/*
 * Read from a stream of UTF-8 to its end to learn the heads; the names in
 * skip (ends with NULL) are none. The rows are then read from the stream given
 * to json_in_rows(), which has the same text. Neither is closed. Never NULL.
 */
struct json_in *json_in_open(FILE *, const char *const *skip);
void	json_in_rows(struct json_in *, FILE *);

/* As of csv_in.h. Failed: no line is an object. */
const char *const *json_in_heads(struct json_in *, size_t *n);
bool	json_in_next(struct json_in *, struct csv_row *);
const char *json_in_failed(const struct json_in *, long *line);
void	json_in_close(struct json_in *);

/* Append a line's object with these members put at its end (n names and texts),
 * in place of any it has of the name; a line that is no object as it is. */
void	json_in_add(struct buf *, const char *raw, size_t raw_n,
	const char *const *names, const char *const *texts, size_t n);

#endif
