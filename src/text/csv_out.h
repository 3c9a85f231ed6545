/* Cells of CSV and TSV, appended to a buffer. */
#ifndef TEXT_CSV_OUT_H
#define TEXT_CSV_OUT_H

#include "base/buf.h"

/*
 * Append the value as a cell of RFC 4180: in quotes only if it needs them.
 * It reads back exactly: nothing is trimmed, and nothing is guarded against
 * programs that take cells for formulas (that is another format's task).
 */
void	csv_out_cell(struct buf *, const char *value);

/* Append the value as one line of text without tabs: each tab and each line
 * break (CR, LF, CRLF) becomes one space. */
void	csv_out_flat(struct buf *, const char *value);

#endif
