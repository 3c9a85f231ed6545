/* Where output goes: stdout, or a file that appears only when complete. */
#ifndef TEXT_FILE_OUT_H
#define TEXT_FILE_OUT_H

#include <stdio.h>

struct file_out;

/*
 * Begin to write: to stdout when path is NULL. A regular file, or a new one,
 * is written beside its name and renamed into place by file_out_end(); until
 * then, and if the program ends before, an older file of that name stays. Its
 * permissions are kept; a new one is private. Anything else (a device, a
 * pipe) is written directly. Ends the process with STATUS_CREATE when it
 * cannot be made.
 */
struct file_out *file_out_begin(const char *path);

FILE	*file_out_stream(struct file_out *);

/* Has writing failed? Then say so and end the process with STATUS_IO. */
void	file_out_check(struct file_out *);

/* Flush, close, rename, free; a failure ends the process with STATUS_IO. */
void	file_out_end(struct file_out *);

#endif
