/* A hash table of what one run has taken in; a large one lies in a file. */
#include "care/intake/rows_seen.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

struct slot {
	uint64_t ref, digest;	/* ref 0: free */
};

/* A table is in memory, or, from BIG slots on, in a nameless file, where the
 * system keeps as much of it at hand as it has memory to spare. */
struct table {
	size_t size;		/* a power of two */
	struct slot *slots;	/* or NULL: */
	FILE *file;
};

struct rows_seen {
	/* Secret, so that no file can be made whose rows all meet in one slot. */
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct table t;
	size_t n;
};

enum {
	FIRST = 1024,
	BIG = 256 * 1024,	/* four megabytes */
	NEAR = 8		/* slots read at once */
};

static struct table table_new(size_t size)
{
	struct table t = {.size = size};

	if (size < BIG) {
		t.slots = mem_alloc(size, sizeof *t.slots);
		return t;
	}
	t.file = tmpfile();
	if (!t.file)
		die_errno(STATUS_CREATE, "tmpfile");
	/* A hole reads as zeros: free slots. */
	if (ftruncate(fileno(t.file), (off_t)(size * sizeof *t.slots)) != 0)
		die_errno(STATUS_IO, "tmpfile");
	return t;
}

static void table_free(struct table *t)
{
	free(t->slots);
	if (t->file)
		fclose(t->file);
}

/* Copy n slots from the i-th on. */
static void table_read(const struct table *t, size_t i, struct slot *v, size_t n)
{
	size_t bytes = n * sizeof *v;

	if (t->slots)
		memcpy(v, t->slots + i, bytes);
	else if (pread(fileno(t->file), v, bytes, (off_t)(i * sizeof *v)) !=
	    (ssize_t)bytes)
		die_errno(STATUS_IO, "tmpfile");
}

static void table_write(struct table *t, size_t i, const struct slot *s)
{
	if (t->slots)
		t->slots[i] = *s;
	else if (pwrite(fileno(t->file), s, sizeof *s, (off_t)(i * sizeof *s)) !=
	    (ssize_t)sizeof *s)
		die_errno(STATUS_IO, "tmpfile");
}

/* Where the reference stands, or the free slot where it would; *at is what
 * stands there. */
static size_t place(const struct table *t, uint64_t ref, struct slot *at)
{
	struct slot near[NEAR];

	for (size_t i = (size_t)ref & (t->size - NEAR);; i = (i + NEAR) & (t->size - 1)) {
		table_read(t, i, near, NEAR);
		for (size_t k = 0; k < NEAR; k++)
			if (!near[k].ref || near[k].ref == ref) {
				*at = near[k];
				return i + k;
			}
	}
}

struct rows_seen *rows_seen_new(void)
{
	struct rows_seen *seen = mem_alloc(1, sizeof *seen);

	crypto_shorthash_keygen(seen->key);
	seen->t = table_new(FIRST);
	return seen;
}

void rows_seen_free(struct rows_seen *seen)
{
	if (!seen)
		return;
	table_free(&seen->t);
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

static void grow(struct rows_seen *seen)
{
	struct table t = table_new(seen->t.size * 4);
	struct slot near[NEAR], at;

	for (size_t i = 0; i < seen->t.size; i += NEAR) {
		table_read(&seen->t, i, near, NEAR);
		for (size_t k = 0; k < NEAR; k++)
			if (near[k].ref)
				table_write(&t, place(&t, near[k].ref, &at),
				    &near[k]);
	}
	table_free(&seen->t);
	seen->t = t;
}

enum rows_seen_what rows_seen_ask(struct rows_seen *seen, const char *ref,
    const unsigned char *digest)
{
	struct slot s = slot_of(seen, ref, digest), at;

	place(&seen->t, s.ref, &at);
	if (!at.ref)
		return ROW_UNSEEN;
	return at.digest == s.digest ? ROW_AGAIN : ROW_OTHERWISE;
}

void rows_seen_put(struct rows_seen *seen, const char *ref,
    const unsigned char *digest)
{
	struct slot s = slot_of(seen, ref, digest), at;
	size_t i;

	if (seen->n * 2 >= seen->t.size)
		grow(seen);
	i = place(&seen->t, s.ref, &at);
	seen->n += !at.ref;
	table_write(&seen->t, i, &s);
}
