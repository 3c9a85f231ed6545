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
	d->n = 0;
}

static void hash_gathered(struct digest *d)
{
	crypto_generichash_update(&d->state, d->gathered, d->n);
	d->n = 0;
}

/* Eight bytes, the lowest first. */
static void gather_number(struct digest *d, uint64_t v)
{
	unsigned char *at;

	if (sizeof d->gathered - d->n < 8)
		hash_gathered(d);
	at = d->gathered + d->n;
	/* Written out, it is one instruction where the machine's order is ours. */
	at[0] = (unsigned char)v;
	at[1] = (unsigned char)(v >> 8);
	at[2] = (unsigned char)(v >> 16);
	at[3] = (unsigned char)(v >> 24);
	at[4] = (unsigned char)(v >> 32);
	at[5] = (unsigned char)(v >> 40);
	at[6] = (unsigned char)(v >> 48);
	at[7] = (unsigned char)(v >> 56);
	d->n += 8;
}

void digest_bytes(struct digest *d, const void *p, size_t n)
{
	gather_number(d, n);
	if (sizeof d->gathered - d->n < n)
		hash_gathered(d);
	if (n > sizeof d->gathered) {
		crypto_generichash_update(&d->state, p, n);
	} else if (n > 0) {
		memcpy(d->gathered + d->n, p, n);
		d->n += n;
	}
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
	gather_number(d, 8);
	gather_number(d, (uint64_t)v);
}

void digest_end(struct digest *d, unsigned char *out)
{
	hash_gathered(d);
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
