/* Making and reading tokens. */
#include "care/surveys/token.h"

#include <string.h>

/* D. Crockford, "Base 32", 2002. */
static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

void token_make(const unsigned char *key, const struct token_of *of, char *out)
{
	unsigned char full[DIGEST_SIZE];
	struct digest d;
	unsigned bits = 0;
	int held = 0;

	digest_begin(&d, key);
	digest_text(&d, "token");
	digest_int(&d, of->survey);
	digest_int(&d, of->subject);
	digest_int(&d, of->invited_at);
	digest_text(&d, of->rule);
	digest_text(&d, of->occurrence);
	digest_end(&d, full);
	for (int i = 0; i < TOKEN_BYTES; i++) {
		bits = (bits << 8 | full[i]) & 0xffff;
		for (held += 8; held >= 5; held -= 5)
			*out++ = letters[bits >> (held - 5) & 31];
	}
	*out = '\0';
}

/* The letter meant by the one typed; 0: none of ours. */
static char letter_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'o')
		return '0';
	if (c == 'i' || c == 'l')
		return '1';
	return c && strchr(letters, c) ? c : '\0';
}

bool token_read(const char *typed, char *out)
{
	size_t n = 0;

	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		if (n == TOKEN_TEXT - 1 || !letter_of(*typed))
			return false;
		out[n++] = letter_of(*typed);
	}
	out[n] = '\0';
	return n == TOKEN_TEXT - 1;
}

void token_hash(const unsigned char *key, const char *token, unsigned char *out)
{
	struct digest d;

	digest_begin(&d, key);
	digest_text(&d, "token hash");
	digest_text(&d, token);
	digest_end(&d, out);
}
