/* Bytes as letters that people can read out and type: D. Crockford's
 * "Base 32" (2002), in lower case, without i, l, o and u. */
#ifndef TEXT_BASE32_H
#define TEXT_BASE32_H

#include <stddef.h>

/* Eight letters for each five bytes; n is a multiple of five. Writes 8n/5 + 1
 * bytes. */
void	base32_write(const unsigned char *, size_t n, char *out);

/* The letter meant by the one typed: either case, o for 0, i and l for 1; 0:
 * none of ours. */
char	base32_letter(char typed);

#endif
