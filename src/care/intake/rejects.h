/*
 * The reject file: rows that were refused, as they came, with two columns at
 * the end that say where and why, which a later intake ignores. So a person
 * mends the rows in place and feeds the file again.
 */
#ifndef CARE_INTAKE_REJECTS_H
#define CARE_INTAKE_REJECTS_H

#include "care/intake/mapping.h"
#include "care/intake/sheet.h"

struct rejects;

/* Begin at the path (NULL: keeps nothing and writes nothing), private to its
 * owner; it appears when it is ended. Both outlive the rejects. */
struct rejects *rejects_begin(const char *path, struct sheet *,
	const struct mapping *);

/* Write a row's own bytes (raw, raw_n) with its line and the fault. */
void	rejects_add(struct rejects *, const char *raw, size_t raw_n, long line,
	const char *fault);

void	rejects_end(struct rejects *);

#endif
