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
 * The text that a value typed stands for: "@FILE" is that of the file, "@-"
 * that of standard input (at most 1 MiB of UTF-8, without the last line's end),
 * "@@.." one that begins with "@", any other is itself. In the arena. False:
 * *why says what is wrong, translated.
 */
bool	typed_text(const struct session *, const char *typed, struct arena *,
	const char **text, const char **why);

/*
 * All fields that are typed for this target, a subject ("case", "booking" ..)
 * of that kind (NULL: any), by an option that may be repeated (--field
 * NAME=VALUE) and by columns "field.NAME" of its row, but those that the caller
 * takes himself: facts, a list that ends with NULL, or NULL; and what follows
 * from them (fields_reckoned()). A field is named by name or title, its value
 * is taken as typed_text() and field_read() take it; empty takes the field
 * away. What is said lives in the arena. False and a refusal when one of them is
 * wrong.
 */
bool	fields_typed(struct session *, struct targets *, const char *option,
	const char *const *facts, const char *subject, const char *kind,
	struct arena *, struct field_said **, size_t *n);

#endif
