/* A mapping to begin with, written from what a file calls its columns. */
#ifndef CARE_INTAKE_SUGGEST_H
#define CARE_INTAKE_SUGGEST_H

#include "care/intake/columns.h"

struct session;

/* Write it to -o or standard output, for the noun, or, with NULL, the one that
 * knows most of the file's heads. Returns an exit status. */
int	suggest_map(struct session *, const char *file, const enum noun *);

#endif
