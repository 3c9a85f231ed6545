/* What rows were taken in without: fields that a new one must have, and steps
 * that stood before what they tell. Counted, and said once for a file. */
#ifndef CARE_INTAKE_GAPS_H
#define CARE_INTAKE_GAPS_H

#include "care/intake/record.h"
#include "care/intake/take.h"

struct session;

struct gap {
	char *what, *without;
	long n;
};

/* A zeroed one is empty. */
struct gaps {
	struct gap *v;
	size_t n, cap;
	long incomplete;	/* rows that lack a field or more */
};

/* Look at a record that was just taken in. */
void	gaps_add(struct gaps *, struct session *, const struct record *,
	const struct took *);

/* Say what was found, and where it is listed. */
void	gaps_say(const struct gaps *, const struct layout *);
void	gaps_free(struct gaps *);

#endif
