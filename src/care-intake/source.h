/* The input of a bulk intake: a file, or standard input, of UTF-8. */
#ifndef CARE_INTAKE_SOURCE_H
#define CARE_INTAKE_SOURCE_H

#include <stdio.h>

/* Open the file; "-" is standard input. Ends the process with STATUS_NOINPUT
 * when it is not there. */
FILE	*source_open(const char *name);
void	source_close(FILE *);

/* The line of a file's first bytes that are not UTF-8; 0: all are, or it
 * cannot be known before reading (a pipe). The file is at its beginning
 * before and after. */
long	source_bad_line(FILE *);

#endif
