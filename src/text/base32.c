/* Bytes as letters that people can read out and type. */
#include "text/base32.h"

#include <string.h>

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

void base32_write(const unsigned char *bytes, size_t n, char *out)
{
	unsigned bits = 0;
	int held = 0;

	for (size_t i = 0; i < n; i++) {
		bits = (bits << 8 | bytes[i]) & 0xffff;
		for (held += 8; held >= 5; held -= 5)
			*out++ = letters[bits >> (held - 5) & 31];
	}
	*out = '\0';
}

char base32_letter(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'o')
		return '0';
	if (c == 'i' || c == 'l')
		return '1';
	return c && strchr(letters, c) ? c : '\0';
}
