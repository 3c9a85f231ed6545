/* Numbers as people and files write them, read strictly. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Read a whole decimal number between lo and hi, with an optional minus
 * sign, nothing before or behind it. False (and *out untouched) otherwise.
 */
bool	num_int(const char *s, int64_t lo, int64_t hi, int64_t *out);

/* The number in decimal, ended by a NUL, into NUM_TEXT bytes; what "%lld"
 * writes, at a tenth of its cost. Returns its length. */
enum { NUM_TEXT = 21 };
size_t	num_text(int64_t, char *out);

/*
 * Edit distance (Levenshtein, by bytes, letters of either case alike) of two
 * words: what "nearest" means in our complaints. Words over 63 bytes are
 * only compared for equality (0 or 64).
 */
int	num_distance(const char *a, const char *b);

#endif
