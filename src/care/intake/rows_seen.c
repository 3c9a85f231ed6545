/* A hash table of what one run has taken in. */
#include "care/intake/rows_seen.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct slot {
	uint64_t ref, digest;	/* ref 0: free */
};

struct rows_seen {
	/* Secret, so that no file can be made whose rows all meet in one slot. */
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct slot *slots;
	size_t n, size;		/* size is a power of two */
};

enum { FIRST = 1024 };

struct rows_seen *rows_seen_new(void)
{
	struct rows_seen *seen = mem_alloc(1, sizeof *seen);

	crypto_shorthash_keygen(seen->key);
	seen->size = FIRST;
	seen->slots = mem_alloc(seen->size, sizeof *seen->slots);
	return seen;
}

void rows_seen_free(struct rows_seen *seen)
{
	if (!seen)
		return;
	free(seen->slots);
	free(seen);
}

static struct slot slot_of(const struct rows_seen *seen, const char *ref,
    const unsigned char *digest)
{
	struct slot s;

	crypto_shorthash((unsigned char *)&s.ref, (const unsigned char *)ref,
	    strlen(ref), seen->key);
	s.ref |= s.ref == 0;
	memcpy(&s.digest, digest, sizeof s.digest);
	return s;
}

/* Where the reference stands, or the free slot where it would. */
static struct slot *place(struct slot *slots, size_t size, uint64_t ref)
{
	size_t i = (size_t)ref & (size - 1);

	while (slots[i].ref && slots[i].ref != ref)
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void grow(struct rows_seen *seen)
{
	size_t size = seen->size * 2;
	struct slot *slots = mem_alloc(size, sizeof *slots);

	for (size_t i = 0; i < seen->size; i++)
		if (seen->slots[i].ref)
			*place(slots, size, seen->slots[i].ref) = seen->slots[i];
	free(seen->slots);
	seen->slots = slots;
	seen->size = size;
}

enum rows_seen_what rows_seen_ask(struct rows_seen *seen, const char *ref,
    const unsigned char *digest)
{
	struct slot s = slot_of(seen, ref, digest);
	const struct slot *at = place(seen->slots, seen->size, s.ref);

	if (!at->ref)
		return ROW_UNSEEN;
	return at->digest == s.digest ? ROW_AGAIN : ROW_OTHERWISE;
}

void rows_seen_put(struct rows_seen *seen, const char *ref,
    const unsigned char *digest)
{
	struct slot s = slot_of(seen, ref, digest), *at;

	if (seen->n * 2 >= seen->size)
		grow(seen);
	at = place(seen->slots, seen->size, s.ref);
	seen->n += !at->ref;
	*at = s;
}
