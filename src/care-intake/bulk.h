/* Files of rows into the store, batch by batch. */
#ifndef CARE_INTAKE_BULK_H
#define CARE_INTAKE_BULK_H

#include "care/intake/columns.h"

struct session;

/* Take in the file that the command line names; defaults are values by
 * column for rows that say none (NULL: none at all). Returns an exit status. */
int	bulk_run(struct session *, enum noun, const char *const *defaults);

#endif
