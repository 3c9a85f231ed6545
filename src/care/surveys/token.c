/* Making and reading tokens. */
#include "care/surveys/token.h"

#include "text/base32.h"

void token_make(const unsigned char *key, const struct token_of *of, char *out)
{
	unsigned char full[DIGEST_SIZE];
	struct digest d;

	digest_begin(&d, key);
	digest_text(&d, "token");
	digest_int(&d, of->survey);
	digest_int(&d, of->subject);
	digest_int(&d, of->invited_at);
	digest_text(&d, of->rule);
	digest_text(&d, of->occurrence);
	digest_end(&d, full);
	base32_write(full, TOKEN_BYTES, out);
}

bool token_read(const char *typed, char *out)
{
	size_t n = 0;

	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		if (n == TOKEN_TEXT - 1 || !base32_letter(*typed))
			return false;
		out[n++] = base32_letter(*typed);
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
