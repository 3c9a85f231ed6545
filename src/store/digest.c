/* Digests over fields. */
#include "store/digest.h"

#include <stdbool.h>
#include <string.h>

#include "base/die.h"

void digest_begin(struct digest *d, const unsigned char *key)
{
	static bool ready;

	if (!ready && sodium_init() < 0)
		die(STATUS_BUG, "libsodium");
	ready = true;
	crypto_generichash_init(&d->state, key, key ? DIGEST_KEY : 0,
	    DIGEST_SIZE);
}

void digest_bytes(struct digest *d, const void *p, size_t n)
{
	unsigned char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)n >> (8 * i));
	crypto_generichash_update(&d->state, length, sizeof length);
	if (n)
		crypto_generichash_update(&d->state, p, n);
}

void digest_text(struct digest *d, const char *s)
{
	static const unsigned char unknown = 0xff;	/* never in UTF-8 */

	if (s)
		digest_bytes(d, s, strlen(s));
	else
		digest_bytes(d, &unknown, 1);
}

void digest_int(struct digest *d, int64_t v)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)v >> (8 * i));
	digest_bytes(d, bytes, sizeof bytes);
}

void digest_end(struct digest *d, unsigned char *out)
{
	crypto_generichash_final(&d->state, out, DIGEST_SIZE);
}

void digest_hex(const unsigned char *p, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, p, n);
}

long digest_unhex(const char *s, unsigned char *out, size_t max)
{
	size_t n;
	const char *end;

	if (sodium_hex2bin(out, max, s, strlen(s), NULL, &n, &end) != 0 ||
	    *end != '\0')
		return -1;
	return (long)n;
}
