/* What the files share that take records in, noun by noun. */
#ifndef CARE_INTAKE_TAKE_INSIDE_H
#define CARE_INTAKE_TAKE_INSIDE_H

#include "care/intake/take.h"

/* The record is refused; column NULL: as a whole. */
void	take_refuse(struct took *, const struct record *, const char *column,
	const char *why);

/* Nothing is told or sent of the record for times before; 0: of any. */
int64_t	take_live_from(const struct taking *, const struct record *);

/* The customer whom the record names, made if he is not known; 0: none. ref:
 * its column with his reference; fields_of: the record is about him, and its
 * fields are his (arena; else NULL). *what as of customer_said(). */
int64_t	take_customer_of(const struct taking *, const struct record *,
	const char *ref, struct arena *fields_of, const char **what);

/* Everything that may refuse comes before anything is written. */
void	take_case(const struct taking *, const struct record *,
	const unsigned char *digest, struct arena *, struct took *);

#endif
