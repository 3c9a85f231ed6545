/* Values as JSON (RFC 8259), appended to a buffer. */
#ifndef TEXT_JSON_OUT_H
#define TEXT_JSON_OUT_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Append the text as a JSON string with its quotation marks; NULL appends
 * null. Control characters are escaped; bytes that are not UTF-8 become
 * U+FFFD, since a document with them is no JSON (RFC 8259, 8.1).
 */
void	json_out_text(struct buf *, const char *value);

#endif
