/*
 * Texts with places for values: {{name}}, and {{#name}} .. {{/name}}, whose
 * inside is shown when the value is not empty. No other logic.
 *
 * A name is [A-Za-z][A-Za-z0-9_.]*, with or without blanks around it inside
 * the braces. A {{#name}} or {{/name}} that stands alone on its line takes
 * the line away with it. Values are put in as they are, never read for
 * places again.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { TEMPLATE_NAME = 64 };

/* What is wrong with a template. */
struct template_fault {
	size_t offset;			/* of the place's "{{", in bytes */
	const char *why;		/* static, translated */
	char name[TEMPLATE_NAME];	/* the name it is about, or "" */
};

/* Called for each place (a section's name at both of its ends); false: there
 * is no such name. */
typedef bool template_known(void *, const char *name);

/*
 * Check a template when it is loaded: the braces, the sections, and every
 * name by the callback. False at the first fault, which is then filled in.
 */
bool	template_names(const char *text, template_known *, void *,
	struct template_fault *);

/* The value of a name, valid until the next call; "" is an empty value, NULL
 * says that there is no such name. */
typedef const char *template_lookup(void *, const char *name);

/*
 * Append the text with the values put in. False when the template is faulty
 * or a name unknown, also inside a section that is not shown: then nothing
 * was appended and the fault is filled in.
 */
bool	template_render(struct buf *, const char *text, template_lookup *,
	void *, struct template_fault *);

#endif
