/* Masks for what tells who somebody is inside of free text. */
#ifndef TEXT_MASK_TEXT_H
#define TEXT_MASK_TEXT_H

#include "base/buf.h"

/*
 * Append the text (valid UTF-8) with its phone numbers as 138****8000, mail
 * addresses as l***@example.com and numbers of 15 or more digits (identity
 * cards, bank cards) as eighteen stars. Full-width digits are digits; single
 * blanks and dashes inside a phone number do not hide it. Names cannot be
 * found so: text is personal all the same.
 */
void	mask_text_add(struct buf *, const char *text);

/* As that, but what stands in "ours" in the same form is left as it is: a
 * company's own numbers and addresses are no secret. ours may be NULL. */
void	mask_text_add_but(struct buf *, const char *text, const char *ours);

#endif
