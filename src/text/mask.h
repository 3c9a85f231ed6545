/*
 * Classes of columns, and what is shown of each to somebody who has no task
 * with it. Masked forms have a fixed width, so that they tell nothing of the
 * length of what they hide.
 */
#ifndef TEXT_MASK_H
#define TEXT_MASK_H

#include <stdbool.h>

#include "base/buf.h"

enum column_class {
	CLASS_OPEN,		/* anybody who may read the store */
	CLASS_PERSONAL,		/* tells who somebody is: masked unless revealed */
	CLASS_SENSITIVE,	/* law's sensitive data: "***" unless revealed */
	CLASS_SECRET		/* tokens, keys: never shown */
};

/* What kind of value it is, which decides the form of the mask. */
enum mask_kind {
	MASK_NAME,	/* 李* · 欧阳* · A*** */
	MASK_PHONE,	/* 138****8000 */
	MASK_MAIL,	/* l***@example.com */
	MASK_DATE,	/* ****-**-** */
	MASK_TEXT	/* free text: phones, mail addresses and id numbers in it */
};

/* Append the masked form of the value. */
void	mask_add(struct buf *, enum mask_kind, const char *value);

/* Does the value look like one of our masks (it must not come in as data)? */
bool	mask_is(const char *value);

#endif
