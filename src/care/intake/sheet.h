/*
 * The input as rows, whatever its form (CSV, JSON Lines) and encoding. An
 * input whose first sign is "{" is JSON Lines.
 */
#ifndef CARE_INTAKE_SHEET_H
#define CARE_INTAKE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "text/csv_in.h"

struct sheet;

/*
 * Begin to read a stream that can be read again from where it stands, and
 * outlives this. name is for messages; encoding as in text/encoding.h (NULL:
 * found by itself); separator as in text/csv_in.h (0: found by itself). NULL:
 * there is no such encoding. What is no sheet at all (a workbook) shows in
 * sheet_failed().
 */
struct sheet *sheet_open(FILE *, const char *name, const char *encoding,
	char separator);
void	sheet_close(struct sheet *);	/* NULL: nothing */

/* As of csv_in.h; a cell that is no plain value is NULL. */
const char *const *sheet_heads(struct sheet *, size_t *n);
bool	sheet_next(struct sheet *, struct csv_row *);
const char *sheet_failed(const struct sheet *, long *line);

/* The encoding as far as known. */
const char *sheet_encoding(const struct sheet *);

/*
 * What a file of refused rows is made of: its beginning (a byte order mark if
 * the input had one, and the heading, if any), and a row's line with where
 * and why. Both as bytes in the input's encoding. "own": the last two heads
 * are those that an earlier reject file has put there; they are replaced.
 */
void	sheet_reject_head(struct sheet *, bool own, struct buf *);
void	sheet_reject_row(struct sheet *, bool own, const char *raw, size_t raw_n,
	long line, const char *fault, struct buf *);

/* The two heads that say where and why. */
extern const char *const sheet_reject_heads[3];	/* ends with NULL */

#endif
