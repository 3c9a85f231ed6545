/*
 * Memory that cannot be missing: these end the process when there is none.
 * What lives as long as a thing is taken from that thing's arena.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Zeroed memory of n objects of the size; the caller frees it with free(3). */
void	*mem_alloc(size_t n, size_t size);

/* A copy of the text (NULL gives NULL), to be freed with free(3). */
char	*mem_dup(const char *s);

/* A copy of the first n bytes, terminated, to be freed with free(3). */
char	*mem_dupn(const char *s, size_t n);

/*
 * Make room for at least "need" objects of the size in an array of which
 * *cap fit now (doubling). Returns the array, perhaps moved; new places are
 * zeroed. Freed with free(3).
 */
void	*mem_grow(void *array, size_t *cap, size_t need, size_t size);

/* Memory that goes all at once. */
struct arena;

struct arena *arena_new(void);
void	arena_free(struct arena *);	/* NULL: nothing */

/* Take everything back, keep a little memory for what comes next. */
void	arena_reset(struct arena *);

/* Zeroed, aligned for any object; valid until arena_free(). */
void	*arena_alloc(struct arena *, size_t n, size_t size);

/* As mem_grow(), in the arena: the old place stays until its end. */
void	*arena_grow(struct arena *, void *array, size_t *cap, size_t need,
	size_t size);

/* Copies of a text; NULL gives NULL. */
char	*arena_dup(struct arena *, const char *s);
char	*arena_dupn(struct arena *, const char *s, size_t n);

/* sprintf(3) into the arena. */
char	*arena_printf(struct arena *, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
