/* Fields of the company's own, as people type them: NAME=VALUE. */
#ifndef COMMAND_TYPED_H
#define COMMAND_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "care/fields/field.h"

struct session;
struct targets;

/*
 * Read "NAME=VALUE" for a subject ("case", "booking" ..) of that kind (NULL:
 * any): the field by name or title, its value as field_read() takes it.
 * "@FILE" in place of the value is the text of that file, "@-" standard
 * input, "@@.." a text that begins with "@". Empty takes the field away. What
 * is said lives in the arena. False: *why says what is wrong, translated.
 */
bool	field_typed(struct session *, const char *subject, const char *kind,
	const char *typed, struct arena *, struct field_said *,
	const char **why);

/*
 * All that are typed for this target by an option that may be repeated
 * (--field NAME=VALUE) and by columns "field.NAME" of its row, but those that
 * the caller takes himself: facts, a list that ends with NULL, or NULL; and
 * what follows from them (fields_reckoned()). False and a refusal when one of
 * them is wrong.
 */
bool	fields_typed(struct session *, struct targets *, const char *option,
	const char *const *facts, const char *subject, const char *kind,
	struct arena *, struct field_said **, size_t *n);

#endif
