/* One case in the making, from whatever source its values come. */
#ifndef CARE_INTAKE_ONE_H
#define CARE_INTAKE_ONE_H

#include <stdbool.h>

#include "base/buf.h"
#include "care/intake/record.h"

struct session;

struct one {
	struct session *s;
	struct arena *arena;	/* of the values */
	struct reading reading;
	struct layout *layout;	/* of a case's columns */
	struct record record;
	struct buf fault;	/* of the last value that was not taken */
};

/* Put a value by the column's number; false: the fault says why not. head as
 * in record_put(). */
bool	one_put(struct one *, int column, const char *head, const char *value);

/* Ask for everything on standard input, prompts on stderr. False: the input
 * ended before the end. */
bool	one_ask(struct one *);

/* Read "phone: ..." lines, a blank line, free text from standard input.
 * False: there was nothing at all. Ends the process with STATUS_INPUT when a
 * line cannot be used. */
bool	one_read(struct one *);

/* One line for people about a new case, what is promised and who has it. */
void	one_sum_up(struct session *, int64_t id, bool dry, struct buf *);

#endif
