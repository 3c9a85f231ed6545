/* Digests: BLAKE2b (RFC 7693) by libsodium, over fields that keep apart. */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

enum { DIGEST_SIZE = 32, DIGEST_KEY = 32, DIGEST_SHORT = 16 };

/* Fields are short and hashing is by blocks: they are gathered first. */
struct digest {
	crypto_generichash_state state;
	unsigned char gathered[512];
	size_t n;
};

/* Begin; key of DIGEST_KEY bytes or NULL. */
void	digest_begin(struct digest *, const unsigned char *key);

/* Add a field: its length, then its bytes, so that ("ab","c") and ("a","bc")
 * differ. A NULL text differs from an empty one. */
void	digest_bytes(struct digest *, const void *, size_t);
void	digest_text(struct digest *, const char *);
void	digest_int(struct digest *, int64_t);

/* End; writes DIGEST_SIZE bytes. */
void	digest_end(struct digest *, unsigned char *out);

/* Lower-case hexadecimal of n bytes into out (2n + 1 bytes), and back; the
 * latter returns the number of bytes, at most max, or -1 for other text. */
void	digest_hex(const unsigned char *, size_t n, char *out);
long	digest_unhex(const char *, unsigned char *out, size_t max);

#endif
