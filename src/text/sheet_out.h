/*
 * A table as an Excel workbook (XLSX), by libxlsxwriter; for colleagues who
 * work with sheets. Cells are what they are: text never becomes a formula,
 * numbers and times are numbers and times. Columns may offer words to choose
 * from.
 */
#ifndef TEXT_SHEET_OUT_H
#define TEXT_SHEET_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "time/zone.h"

struct sheet_out;

/* Was the program built with libxlsxwriter? Without it nothing below may be
 * called. */
bool	sheet_out_there(void);

/* A workbook to the stream, which gets all of it at the end. The program ends
 * with STATUS_IO when there is no room for what is kept until then. */
struct sheet_out *sheet_out_new(FILE *, bool heads);

/* Add a column, as wide as its head at least. All come before the rows. */
void	sheet_out_column(struct sheet_out *, const char *head);

/* The column (from 0) offers these words, which are copied; others can be
 * typed all the same, with a warning. None are offered when they are more than
 * Excel takes (255 characters), or one has a comma in it. */
void	sheet_out_choices(struct sheet_out *, size_t column,
	const char *const *words, size_t n);

/* Begin a row; then its cells from left to right, empty ones too. */
void	sheet_out_row(struct sheet_out *);
void	sheet_out_empty(struct sheet_out *);
void	sheet_out_text(struct sheet_out *, const char *text);
void	sheet_out_number(struct sheet_out *, double);
void	sheet_out_time(struct sheet_out *, const struct civil *);

/* Write the workbook and free it. */
void	sheet_out_end(struct sheet_out *);

#endif
