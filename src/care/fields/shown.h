/* Fields as people read them. */
#ifndef CARE_FIELDS_SHOWN_H
#define CARE_FIELDS_SHOWN_H

#include "care/fields/field.h"

enum { FIELD_CUT = 40 };	/* characters of a text in a line of fields */

/* Append a value: words by name, several between blanks; numbers; flags 1 and
 * 0; dates and times of the zone; a text as it is given here. */
void	field_value(const struct field_rule *, const struct field *,
	const char *text, const struct zone *, struct buf *);

/*
 * Append the fields of a subject of that kind in one line: "name=value
 * name=value", texts cut. Unless revealed, numbers and addresses in texts are
 * masked, and of what is personal or sensitive, or of what the policy does not
 * know any more, is said only that it is there.
 */
void	fields_line(struct db *, const struct policy *, const char *subject,
	const struct fields *, bool revealed, const struct zone *, struct buf *);

/* The same of one value. */
void	field_masked(struct db *, const struct field_rule *,
	const struct field *, bool revealed, const struct zone *, struct buf *);

#endif
