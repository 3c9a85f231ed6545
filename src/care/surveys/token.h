/*
 * Tokens: by what a customer shows that an invitation is his.
 *
 * A token is made from the store's key and the survey, so it is nowhere
 * kept; the store holds a keyed hash by which it is found. 80 bits as 16
 * characters of Crockford's base 32 (no i, l, o, u), lower case.
 */
#ifndef CARE_SURVEYS_TOKEN_H
#define CARE_SURVEYS_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "store/digest.h"

enum { TOKEN_BYTES = 10, TOKEN_TEXT = 17 };

/* What makes the token of a survey its own, also when a restored store
 * gives an id a second time. */
struct token_of {
	int64_t survey, subject, invited_at;
	const char *rule, *occurrence;
};

/* Write the token (TOKEN_TEXT bytes); key of DIGEST_KEY bytes. */
void	token_make(const unsigned char *key, const struct token_of *, char *out);

/* Read a token as people type it: either case, with blanks and dashes, o for
 * 0, i and l for 1. Writes its own form. False: it is none. */
bool	token_read(const char *typed, char *out);

/* The keyed hash of a token in its own form; DIGEST_SIZE bytes. */
void	token_hash(const unsigned char *key, const char *token,
	unsigned char *out);

#endif
