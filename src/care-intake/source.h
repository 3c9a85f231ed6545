/* The input of a bulk intake: a file, or standard input. */
#ifndef CARE_INTAKE_SOURCE_H
#define CARE_INTAKE_SOURCE_H

#include <stdio.h>

/*
 * Open the file; "-" is standard input. A pipe is read to its end first, so
 * that what comes back can be read twice. Ends the process with
 * STATUS_NOINPUT when it is not there.
 */
FILE	*source_open(const char *name);
void	source_close(FILE *);

#endif
