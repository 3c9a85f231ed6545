/* An aligned table for eyes, through libsmartcols. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"

struct table;

/*
 * A table to be printed to the stream, with or without a line of heads. On a
 * terminal it is as wide as that (or as COLUMNS says), and columns that may
 * be cut are; anywhere else it is as wide as its contents.
 */
struct table *table_new(FILE *, bool heads);

/* Add a column; "right" aligns its cells to the right, "cut" lets a narrow
 * terminal cut them. All columns come before the first row. */
void	table_column(struct table *, const char *head, bool right, bool cut);

/* Begin a row; then set its cells from left to right. Line breaks and tabs
 * become spaces, control characters escapes, and invisible signs that turn
 * the direction of writing U+FFFD: no text can feign another. */
void	table_row(struct table *);
void	table_cell(struct table *, const char *text);

/* Append such a text, without a table. Valid UTF-8 stays so. */
void	table_plain(struct buf *, const char *text);

/* Print everything and free it. A table without rows prints nothing. */
void	table_end(struct table *);

#endif
