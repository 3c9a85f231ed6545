/* An event of a subject that has no acts of its own. */
#ifndef CARE_PROMISES_HAPPENED_H
#define CARE_PROMISES_HAPPENED_H

#include "care/fields/field.h"
#include "care/promises/promise_store.h"

/*
 * In the caller's entry: the event of that name with its note (NULL: none),
 * what it keeps and what it starts. person: whom the note is about, or 0.
 * Returns how many promises were kept.
 */
size_t	subject_happened(const struct promiser *, const char *event, int64_t at,
	const char *note, int64_t person);

/*
 * In the caller's entry: fields of the subject were said (event FIELDS_SAID,
 * with its note). was: the fields before. Returns how many differ.
 */
size_t	subject_fields(const struct promiser *, const struct fields *was,
	const struct field_said *, size_t n, int64_t at, const char *note,
	int64_t person);

#endif
