/* Dates that follow another: the end of a warranty, a year after delivery. */
#ifndef CARE_FIELDS_RECKONED_H
#define CARE_FIELDS_RECKONED_H

#include "care/fields/field.h"

/*
 * What was said of a subject's fields (*said, n of them) and, behind it, what
 * the policy reckons from it ("is"): where a field is said and one that follows
 * it is not, that one is so much later; taken away, where the other was. Where
 * the other is as it was before, it stays as it is (field_rests()). In the
 * arena; returns how many there are. Days beyond a month's end are its
 * last one (Civil Code of China, art. 202); what would lie behind the year 9999
 * is not said.
 */
size_t	fields_reckoned(const struct policy *, struct field_said **said,
	size_t n, struct arena *);

#endif
