/* Where mails come from: one on standard input, a file, a Maildir. */
#ifndef CARE_INTAKE_MAIL_SOURCE_H
#define CARE_INTAKE_MAIL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

/* One mail as it came; cut: how many bytes more it had than are read. */
typedef void mail_given(void *arg, const char *bytes, size_t n, size_t cut);

/*
 * Give every mail of that name to the function: "-", a mail on standard
 * input; a file, which is a mailbox when it begins with "From "; a folder
 * with new and cur in it (Maildir). move: a mail of new is moved to cur when
 * the function returns. Ends the process with STATUS_NOINPUT when there is no
 * such thing. An empty input gives none.
 */
void	mail_source_read(const char *name, bool move, mail_given *, void *arg);

#endif
