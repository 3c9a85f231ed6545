/* Files that people take for sheets of text, told by how they begin. */
#ifndef CARE_INTAKE_NO_SHEET_H
#define CARE_INTAKE_NO_SHEET_H

#include <stddef.h>

enum { NO_SHEET_BYTES = 64 };

/* What a file is that begins so, and what to do with it (static, translated);
 * NULL: it may be a sheet. */
const char *no_sheet(const char *bytes, size_t n);

#endif
