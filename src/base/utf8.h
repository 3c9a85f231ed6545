/* UTF-8: is it well formed, where does a character end. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates)? */
bool	utf8_valid(const char *s, size_t n);

/*
 * Decode the character at s (which must be valid UTF-8 and not at its end)
 * into *out and return its length in bytes, 1 to 4.
 */
size_t	utf8_next(const char *s, uint32_t *out);

/* Number of characters of a valid text. */
size_t	utf8_length(const char *s);

/* The byte offset at which at most n characters of a valid text end. */
size_t	utf8_cut(const char *s, size_t n);

#endif
