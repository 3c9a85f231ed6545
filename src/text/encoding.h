/*
 * Sheets in the encodings that Chinese offices save, read as UTF-8.
 *
 * Found by itself: a byte order mark decides (UTF-8, UTF-16), and so do the
 * NULs of UTF-16 that has none. Else the first block (64 KiB) that is not
 * plain ASCII: UTF-8 when well-formed characters from U+0800 on outnumber
 * malformed bytes by more than four to one, else GB18030, which holds GBK and
 * GB2312. So one broken row does not turn a UTF-8 file into another, and
 * "联通" in GBK, by accident well-formed UTF-8 in parts, is read rightly. A file
 * of Latin letters with accents only must be named.
 *
 * Bytes that cannot be decoded come as 0xFF and the byte, which is never
 * UTF-8: the reader refuses that row, and encoding_back() restores the byte.
 */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

struct encoding;

/*
 * Read the stream, which outlives this, in the encoding named (as iconv_open(3)
 * knows it), or, with NULL, in the one found. NULL: iconv knows no such name.
 */
struct encoding *encoding_open(FILE *, const char *name);

/* What to read instead: UTF-8, with any byte order mark. Do not close it. */
FILE	*encoding_stream(struct encoding *);

/* The encoding as far as known: "UTF-8" while only ASCII was read. Static,
 * or lives as long as the name given. */
const char *encoding_name(const struct encoding *);

void	encoding_close(struct encoding *);	/* NULL: nothing */

/*
 * Append bytes of encoding_stream() in the encoding of that name again (a
 * reject file has its input's). False: the name is unknown, or a character
 * has no place in that encoding (it becomes "?").
 */
bool	encoding_back(struct buf *, const char *name, const char *bytes, size_t n);

#endif
